package cn.yufu;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server on a database of its own, for tests that stop it, starve it or set it up differently. */
final class OwnServer implements AutoCloseable {
    final OwnDatabase database;
    final Server server;

    /**
     * @param name of a database that does not exist yet
     * @param settings over those of the shared server; an empty one takes a setting away
     */
    OwnServer(String name, Map<String, String> settings) {
        database = new OwnDatabase(name);
        server = Server.start(Config.read(environment(settings)), null, database.url());
    }

    /** What such a server is started with; ports are free ones. */
    static Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<>(TestServer.otherNode());
        environment.putAll(settings);
        return environment;
    }

    String url() {
        return "http://localhost:" + server.app.config.port();
    }

    String managementUrl() {
        return "http://localhost:" + server.app.config.managementPort();
    }

    Client visitor() {
        return Client.at(url(), null);
    }

    Client cityAdmin() {
        return signedIn("city-admin", null, null);
    }

    /** Somebody new, with a session that is written straight to the database. */
    Client signedIn(String role, @Nullable UUID organisation, @Nullable String division) {
        var name = "own" + UUID.randomUUID().toString().substring(0, 8);
        var account =
                database.run("""
                    INSERT INTO account (username, name, email, email_confirmed_at, role, organisation_id, division_code)
                    VALUES (?, '王芳', ? || '@example.cn', now(), ?, ?, ?) RETURNING id\
                    """, name, name, role, organisation, division).getFirst();
        var session = UUID.randomUUID();
        database.run("""
            INSERT INTO session (id, account_id, token_hash, expires_at, address, user_agent)
            VALUES (?, ?, sha256(?::text::bytea), now() + interval '1 hour', 'test', 'test')\
            """, session, account, session);
        return Client.at(url(), server.app.access.issue(session).value());
    }

    @Override
    public void close() {
        server.stop();
        database.close();
    }
}
