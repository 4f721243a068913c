package cn.yufu.account;

import cn.yufu.bench.Answer;
import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each connection renews its own session again and again, with the token that it got the time before. */
public final class Refresh implements Operation {
    private static final String SESSION = """
        INSERT INTO session (account_id, token_hash, expires_at, address, user_agent)
        SELECT ?::uuid, sha256(convert_to(? || '-' || n || '-0', 'UTF8')), now() + interval '1 hour', '127.0.0.1', 'bench'
        FROM generate_series(0, ?::int - 1) AS n\
        """;

    private int run;

    @Override
    public String name() {
        return "e2 refresh a session";
    }

    @Override
    public Goals goals() {
        return new Goals(null, 0.7);
    }

    private String sessions(City city, int count) throws SQLException {
        var name = "bench" + System.nanoTime() + "-" + run++;
        city.database().update(SESSION, City.enterpriseAccount(1), name, count);
        return name;
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        var name = sessions(city, connections);
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++) askers.add(new Tab(name + "-" + i + "-0"));
        return askers;
    }

    @Override
    public Script script(City city, int connections, int atMost) throws SQLException {
        var script = new Script(1).set("n", ":n + 1");
        script.let("n", "-1");
        var name = script.let("name", sessions(city, connections));
        var token = "sha256(convert_to(" + name + " || '-' || (:client_id)::text || '-' || (%s)::text, 'UTF8'))";
        return script.run(SessionStore.REFRESH, token.formatted(":n"), token.formatted(":n + 1"));
    }

    private static final class Tab implements Asker {
        private String token;

        Tab(String token) {
            this.token = token;
        }

        @Override
        public @Nullable Buffer next() {
            return Requests.refresh(SessionRoutes.COOKIE + "=" + token);
        }

        @Override
        public boolean answered(Answer answer) {
            var cookie = answer.header("Set-Cookie");
            if (answer.status() != 200 || cookie == null) return false;
            token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
            return true;
        }
    }
}
