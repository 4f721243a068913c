package cn.yufu;

import cn.yufu.db.EmbeddedPostgres;
import cn.yufu.http.Access;
import cn.yufu.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One real server on one real database for the whole test run, on free ports; test classes share it and keep apart by
 * creating their own organisations and districts' rows.
 */
public final class TestServer {
    private static final Map<String, String> ENVIRONMENT = environment();
    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final Server SERVER = Server.start(Config.read(ENVIRONMENT), null, POSTGRES.url());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            SERVER.stop();
            POSTGRES.close();
        }));
    }

    private TestServer() {}

    private static EmbeddedPostgres postgres() {
        try {
            // the programs are unpacked once per checkout, not once per run
            System.setProperty(
                    "yufu.postgres.binaries",
                    Path.of("target/postgres").toAbsolutePath().toString());
            return EmbeddedPostgres.start(Files.createTempDirectory("yufu-test"), EmbeddedPostgres.Settings.tests());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("YUFU_PORT", Integer.toString(Ports.free()));
        environment.put("YUFU_MANAGEMENT_PORT", Integer.toString(Ports.free()));
        environment.put("YUFU_TOKEN_KEYS", "test:0123456789abcdef0123456789abcdef");
        environment.put("YUFU_SAMPLE", "empty");
        // so that a story can come from an address of its own
        environment.put("YUFU_TRUST_PROXY", "true");
        return environment;
    }

    /** Settings of a second node on the same database, with the same keys. */
    static Map<String, String> otherNode() {
        return environment();
    }

    static String url() {
        return "http://localhost:" + SERVER.app.config.port();
    }

    static String managementUrl() {
        return "http://localhost:" + SERVER.app.config.managementPort();
    }

    static App app() {
        return SERVER.app;
    }

    static EmbeddedPostgres database() {
        return POSTGRES;
    }

    /** The database as its owner, past the application's role: for arranging and for looking behind the scenes. */
    public static Connection sql() {
        try {
            return DriverManager.getConnection(Server.jdbc(POSTGRES.url()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token for a session that is written straight to the database: sign-in itself has its own tests. */
    static String token(UUID accountId) {
        var session = UUID.randomUUID();
        Sql.run("""
            INSERT INTO session (id, account_id, token_hash, expires_at, address, user_agent)
            VALUES (?, ?, sha256(?::text::bytea), now() + interval '1 hour', 'test', 'test')\
            """, session, accountId, session);
        return SERVER.app.access.issue(session).value();
    }

    /** As an account keeps it. */
    static String passwordHash(String password) {
        return SERVER.app.passwords.hash(password).await();
    }

    /** The keys of the tokens, for tests that forge one. */
    static Access.Key key() {
        return SERVER.app.config.tokenKeys().getFirst();
    }

    static Role role(String code) {
        return Role.of(code);
    }
}
