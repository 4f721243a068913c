package cn.yufu.notification;

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

/** District administrators, who have thousands of messages after five years, open their inbox. */
public final class ReadInbox implements Operation {
    private static final int LIMIT = 20;

    @Override
    public String name() {
        return "f2 inbox page";
    }

    @Override
    public Goals goals() {
        return Goals.NONE;
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++)
            askers.add(new Reader(city.token("district-" + (1 + i % City.DISTRICTS))));
        return askers;
    }

    @Override
    public Script script(City city, int connections, int atMost) {
        var script = new Script(1).set("n", "1 + :client_id % " + City.DISTRICTS);
        var account = City.idOf(7, ":n");
        return script.run(
                        InboxStore.LIST,
                        account,
                        script.let("unread", "false"),
                        "NULL",
                        script.let("rows", Integer.toString(LIMIT + 1)))
                .run(InboxStore.UNREAD, account);
    }

    private record Reader(String token) implements Asker {
        @Override
        public @Nullable Buffer next() {
            return Requests.get("/api/notifications?limit=" + LIMIT, token);
        }
    }
}
