package cn.yufu.account;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import cn.yufu.sample.SampleCity;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enterprises sign in; nearly all of the time is the hash of the password, which has to be slow. */
public final class SignIn implements Operation {
    @Override
    public String name() {
        return "e1 sign in";
    }

    @Override
    public Goals goals() {
        return Goals.NONE;
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) {
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++) askers.add(new Person(1000 + i));
        return askers;
    }

    /** The statements alone, so that the table shows how little of it is the database. */
    @Override
    public Script script(City city, int connections, int atMost) {
        var script = new Script(1).set("n", "1000 + :client_id");
        return script.run(SignInStore.FIND, "('firm-' || (:n)::text)", "NULL")
                .run(
                        SignInStore.OPEN,
                        City.idOf(6, ":n"),
                        "SELECT password_hash FROM account WHERE id = " + City.idOf(6, ":n"),
                        "sha256(convert_to(gen_random_uuid()::text, 'UTF8'))",
                        script.let("address", "127.0.0.1"),
                        script.let("agent", "bench"),
                        "NULL");
    }

    private record Person(int n) implements Asker {
        @Override
        public @Nullable Buffer next() {
            return Requests.post(
                    "/api/sessions",
                    null,
                    null,
                    "{\"username\":\"firm-%d\",\"password\":\"%s\"}".formatted(n, SampleCity.PASSWORD));
        }
    }
}
