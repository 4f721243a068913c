package cn.yufu.bench;

import cn.yufu.diagnosis.ContestVisit;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 500 clients ask at once for 50 slots with one place each: nobody gets what another has, everybody else hears why not or
 * what else is possible, and nothing fails.
 */
final class ScarceSlots {
    private static final int CLIENTS = Diary.GUESTS;
    /** As many as the server has connections for writing; the database would not take 500. */
    private static final int PGBENCH_CLIENTS = 8;

    private final City city;
    private final Load load;
    private final Optional<Pgbench> pgbench;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<Diary.Slot, Integer> won = new HashMap<>();

    ScarceSlots(City city, Load load, Optional<Pgbench> pgbench) {
        this.city = city;
        this.load = load;
        this.pgbench = pgbench;
    }

    /** Yields whether everything came about as it must. */
    boolean run(Report report) throws SQLException {
        var theirs = theirs();
        var slots = city.diary().scarce();
        var run = city.diary().run();
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var slot = slots.get(i % slots.size());
            var token = city.token("firm-" + Diary.enterprise(i));
            askers.add(new Rival(slot, Requests.post("/api/visits", token, run + "-" + i, slot.request(i))));
        }
        var result = load.closed(askers, 20);
        boolean once = won.values().stream().allMatch(count -> count == 1) && won.size() == slots.size();
        boolean kept = city.diary().booked() == won.size();
        boolean right = once && kept && result.wrong() == 0;
        report.line("");
        report.line("%d clients at once on %d slots: %d booked, answers %s, %.0f ms, p99 %.0f ms – %s"
                .formatted(
                        CLIENTS,
                        slots.size(),
                        won.size(),
                        answers,
                        result.seconds() * 1000,
                        result.latencies().quantile(0.99),
                        right ? "right" : "**wrong** " + result.firstWrong()));
        report.line("%.0f requests/s, and the same statements by pgbench with %d clients %s."
                .formatted(result.perSecond(), PGBENCH_CLIENTS, theirs));
        return right;
    }

    private String theirs() throws SQLException {
        if (pgbench.isEmpty()) return "–";
        var script = ContestVisit.script(city, PGBENCH_CLIENTS);
        return "%.0f/s".formatted(pgbench.get().run(script, PGBENCH_CLIENTS, 2).perSecond());
    }

    /** One connection that asks once. */
    private final class Rival implements Asker {
        private final Diary.Slot slot;
        private @Nullable Buffer request;

        Rival(Diary.Slot slot, Buffer request) {
            this.slot = slot;
            this.request = request;
        }

        @Override
        public @Nullable Buffer next() {
            var once = request;
            request = null;
            return once;
        }

        @Override
        public boolean answered(Answer answer) {
            var body = answer.body().toString();
            var code = body.contains("in-progress") ? " in-progress" : "";
            answers.merge(answer.status() + code, 1, Integer::sum);
            if (answer.status() == 201) won.merge(slot, 1, Integer::sum);
            return switch (answer.status()) {
                case 201 -> true;
                // whoever waited too long for the lock is told to ask again
                case 409 -> body.contains("\"alternatives\"") || !code.isEmpty();
                case 422 -> body.contains("\"errors\"");
                default -> false;
            };
        }
    }
}
