package cn.yufu.procurement;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import cn.yufu.event.EventSql;
import cn.yufu.http.HttpSql;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enterprises send drafts and administrators approve them, each with its key as pages send it: the envelope, the move
 * with its money, history and messages, and the order as the answer shows it. Two requests an order.
 */
public final class DecideOrder implements Operation {
    private static final String APPROVED = """
        SELECT count(*) FROM purchase_order WHERE id BETWEEN ?::uuid AND ?::uuid AND state = 'approved'\
        """;

    private long first;
    private int count;

    @Override
    public String name() {
        return "d submit or approve an order";
    }

    @Override
    public Goals goals() {
        return new Goals(110, 0.7);
    }

    private void supply(City city, int connections, int atMost) throws SQLException {
        count = atMost / 2 + 2 * connections;
        first = city.drafts(count);
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        supply(city, connections, atMost);
        var submit = new ArrayList<String>();
        var approve = new ArrayList<String>();
        for (int buyer = 1; buyer <= City.BUYERS; buyer++) {
            submit.add(city.token("firm-" + buyer));
            approve.add(city.token("district-" + City.district(buyer)));
        }
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++)
            askers.add(new Pair(submit, approve, first + i, connections, first + count));
        return askers;
    }

    /** Half of an order may be under way on each connection when a run ends. */
    @Override
    public void verify(City city, long requests) throws SQLException {
        long approved = city.database().number(APPROVED, City.draft(first), City.draft(first + count - 1));
        if (2 * approved > requests + 1 || 2 * approved < requests - 2 * 64)
            throw new IllegalStateException(requests + " requests approved " + approved + " orders");
    }

    @Override
    public Script script(City city, int connections, int atMost) throws SQLException {
        supply(city, connections, atMost);
        var script = new Script(2);
        script.let("i", "-1");
        script.set("i", ":i + 1")
                .set("n", first + " + :i * " + connections + " + :client_id")
                .set("buyer", "1 + :n % " + City.BUYERS)
                .set("district", "1 + :buyer % " + City.DISTRICTS);
        var customer = City.idOf(6, ":buyer");
        var enterprise = City.idOf(4, ":buyer");
        request(script, OrderStep.SUBMIT, customer, enterprise, "NULL", "{}");
        var official = City.idOf(7, ":district");
        request(script, OrderStep.APPROVE, official, "NULL", city.districtOf(":district"), "{quoting,draft}");
        return script;
    }

    /** The statements of one request, as {@link OrderRoutes} and the envelope send them. */
    private static void request(
            Script script, OrderStep step, String account, String enterprise, String division, String hidden) {
        var order = City.idOf(2, ":n");
        var key = "'" + step.noun + "-' || (:n)::text";
        var hides = script.let("hidden_" + step, hidden);
        script.run("BEGIN")
                .run(HttpSql.CLAIM, account, key, "sha256(convert_to((:n)::text, 'UTF8'))")
                .run(
                        OrderMoves.of(step),
                        order,
                        script.let("from_" + step, "{" + String.join(",", step.from) + "}"),
                        enterprise,
                        "NULL",
                        division,
                        hides,
                        account,
                        script.let("noun_" + step, step.noun),
                        "NULL")
                .run(OrderStore.ONE, order, enterprise, "NULL", division, hides)
                .run(EventSql.HISTORY, order)
                .run(
                        HttpSql.STORE,
                        account,
                        key,
                        script.let("status", "200"),
                        "'{\"ETag\": \"v2\"}'",
                        "repeat('x', 2000)")
                .run("COMMIT");
    }

    private static final class Pair implements Asker {
        private final List<String> submit;
        private final List<String> approve;
        private final int step;
        private final long end;
        private long n;
        private boolean submitted;

        Pair(List<String> submit, List<String> approve, long first, int step, long end) {
            this.submit = submit;
            this.approve = approve;
            this.n = first;
            this.step = step;
            this.end = end;
        }

        @Override
        public @Nullable Buffer next() {
            if (n >= end) return null;
            int buyer = (int) City.buyer(n) - 1;
            var order = "/api/orders/" + City.draft(n);
            submitted = !submitted;
            if (submitted) return Requests.post(order + "/submission", submit.get(buyer), "submission-" + n, "{}");
            var request = Requests.post(order + "/approval", approve.get(buyer), "approval-" + n, "{}");
            n += step;
            return request;
        }
    }
}
