package cn.yufu.bench;

import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** 200 approvals at once by 64 clients on one budget with money for 120: exactly 120 must win. */
final class Scarce {
    private static final int ORDERS = 200;
    private static final int AFFORDABLE = 120;
    private static final int CLIENTS = 64;

    private static final String MAKE_BUDGET = """
        INSERT INTO budget (id, number, year, name, funding_source, share_bps, categories, valid_from, valid_to, total_fen)
        SELECT ?::uuid, 'YS-B-' || ?, 2099, '测评' || ?, '测评', 5000, categories, current_date - 1, current_date + 1, ?
        FROM budget LIMIT 1\
        """;
    private static final String SUBMIT = """
        UPDATE purchase_order SET budget_id = ?::uuid, state = 'submitted', submitted_by = created_by, submitted_at = now(),
          due_at = now() + interval '30 days'
        WHERE id BETWEEN ?::uuid AND ?::uuid\
        """;

    private final City city;
    private final Load load;
    private final AtomicInteger won = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    Scarce(City city, Load load) {
        this.city = city;
        this.load = load;
    }

    /** Yields whether exactly the affordable ones won. */
    boolean run(Report report) throws SQLException {
        long first = city.drafts(ORDERS);
        var budget = City.id(9, first);
        city.database().update(MAKE_BUDGET, budget, first, first, AFFORDABLE * 1_000_000L);
        city.database().update(SUBMIT, budget, City.draft(first), City.draft(first + ORDERS - 1));
        var requests = new ArrayList<Buffer>();
        for (long n = first; n < first + ORDERS; n++)
            requests.add(Requests.post(
                    "/api/orders/" + City.draft(n) + "/approval",
                    city.token("district-" + City.district(City.buyer(n))),
                    "scarce-" + n,
                    "{}"));
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) askers.add(new Approver(requests));
        var result = load.closed(askers, 20);
        boolean right = won.get() == AFFORDABLE && refused.get() == ORDERS - AFFORDABLE && result.wrong() == 0;
        report.line("");
        report.line(
                "%d approvals by %d clients on one budget with money for %d: %d won, %d refused, %.0f ms, p99 %.0f ms – %s"
                        .formatted(
                                ORDERS,
                                CLIENTS,
                                AFFORDABLE,
                                won.get(),
                                refused.get(),
                                result.seconds() * 1000,
                                result.latencies().quantile(0.99),
                                right ? "right" : "**wrong** " + result.firstWrong()));
        return right;
    }

    private final class Approver implements Asker {
        private final List<Buffer> requests;

        Approver(List<Buffer> requests) {
            this.requests = requests;
        }

        @Override
        public @Nullable Buffer next() {
            int n = asked.getAndIncrement();
            return n < requests.size() ? requests.get(n) : null;
        }

        @Override
        public boolean answered(Answer answer) {
            if (answer.status() == 200) won.incrementAndGet();
            else if (answer.status() == 409) refused.incrementAndGet();
            else return false;
            return true;
        }
    }
}
