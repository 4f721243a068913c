package cn.yufu.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures one operation: pgbench and the server in turn, as whatever else the machine does then hits both. */
final class Measurement {
    /** Requests a second that nothing here reaches, before anything is known of an operation. */
    private static final double UNKNOWN = 4_000;

    private static final int MOST_WARM_UPS = 3;
    private static final int FEW = 4;

    private final Plan plan;
    private final City city;
    private final Load load;
    private final Optional<Pgbench> pgbench;
    private final long server;
    private final long postgres;
    private double highest = UNKNOWN;

    private record Run(double perSecond, double serverMicros, double postgresMicros) {}

    Measurement(Plan plan, City city, Load load, Optional<Pgbench> pgbench, long server, long postgres) {
        this.plan = plan;
        this.city = city;
        this.load = load;
        this.pgbench = pgbench;
        this.server = server;
        this.postgres = postgres;
    }

    List<Row> of(Operation operation) throws SQLException {
        highest = UNKNOWN;
        warmUp(operation);
        var rows = new ArrayList<Row>();
        for (int clients : plan.clients()) rows.add(row(operation, clients));
        return rows;
    }

    /**
     * Until most of the code is compiled, which counts in requests, not in seconds. A few clients begin: what is slow at
     * first would have more of them wait for longer than the server lets anybody wait.
     */
    private void warmUp(Operation operation) throws SQLException {
        double requests = 0;
        for (int i = 0; i < MOST_WARM_UPS && requests < plan.warmRequests(); i++) {
            var run = closed(operation, i == 0 ? FEW : Goals.CLIENTS, plan.warmUp());
            requests += run.perSecond() * plan.warmUp();
            highest = 2 * run.perSecond();
        }
    }

    private Row row(Operation operation, int clients) throws SQLException {
        var ours = new ArrayList<Run>();
        var theirs = new ArrayList<Double>();
        for (int round = 0; round < plan.rounds(); round++) {
            if (pgbench.isPresent()) theirs(operation, clients).ifPresent(theirs::add);
            ours.add(closed(operation, clients, plan.seconds()));
        }
        var rate = Range.of(ours.stream().map(Run::perSecond).toList());
        var open = load.open(
                operation.askers(city, clients, supply(plan.openSeconds())), rate.median() / 2, plan.openSeconds());
        check(operation, open);
        return new Row(
                clients,
                rate,
                open.latencies().quantile(0.5),
                open.latencies().quantile(0.99),
                Range.of(ours.stream().map(Run::serverMicros).toList()).median(),
                Range.of(ours.stream().map(Run::postgresMicros).toList()).median(),
                theirs.isEmpty() ? null : Range.of(theirs));
    }

    private Run closed(Operation operation, int clients, double seconds) throws SQLException {
        var askers = operation.askers(city, clients, supply(seconds));
        double serverBefore = Cpu.micros(server);
        double postgresBefore = Cpu.familyMicros(postgres);
        var result = load.closed(askers, seconds);
        double serverTime = Cpu.micros(server) - serverBefore;
        double postgresTime = Cpu.familyMicros(postgres) - postgresBefore;
        check(operation, result);
        highest = Math.max(highest, 2 * result.perSecond());
        return new Run(result.perSecond(), serverTime / result.requests(), postgresTime / result.requests());
    }

    private Optional<Double> theirs(Operation operation, int clients) throws SQLException {
        var script = operation.script(city, clients, supply(Pgbench.lasts(clients, plan.seconds())));
        if (script == null) return Optional.empty();
        var result = pgbench.orElseThrow().run(script, clients, plan.seconds());
        if (result.requests() == 0) return Optional.empty(); // a request may take longer than the whole run
        operation.verify(city, result.requests());
        highest = Math.max(highest, 2 * result.perSecond());
        return Optional.of(result.perSecond());
    }

    private int supply(double seconds) {
        return (int) (highest * seconds) + 1_000;
    }

    private void check(Operation operation, Load.Result result) throws SQLException {
        if (result.wrong() > 0)
            throw new IllegalStateException("%s: %d of %d answers were wrong, the first: %s"
                    .formatted(operation.name(), result.wrong(), result.requests(), result.firstWrong()));
        operation.verify(city, result.requests());
    }
}
