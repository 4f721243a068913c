package cn.yufu.bench;

import cn.yufu.account.Refresh;
import cn.yufu.account.SignIn;
import cn.yufu.booking.ReadMonth;
import cn.yufu.diagnosis.BookVisit;
import cn.yufu.http.Access;
import cn.yufu.listing.ReadListing;
import cn.yufu.listing.SearchListings;
import cn.yufu.notification.ReadInbox;
import cn.yufu.overview.ReadDashboard;
import cn.yufu.procurement.DecideOrder;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The benchmark: {@code mvn -Pbench verify}. Server, database and this load client are three parties on one machine, so
 * only ratios, processor time per request and counts travel to another machine; rates do not. Missing a goal of speed
 * fails nothing; a broken invariant does.
 */
public final class Bench {
    private static final List<Operation> OPERATIONS = List.of(
            ReadListing.cached(),
            ReadListing.uncached(),
            SearchListings.first(),
            SearchListings.deep(),
            new BookVisit(),
            new DecideOrder(),
            new SignIn(),
            new Refresh(),
            new ReadMonth(),
            new ReadInbox(),
            ReadDashboard.ofDistrict(),
            ReadDashboard.ofCity());

    private Bench() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        var plan = Plan.fromProperties();
        var directory = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        var data = directory.resolve("data");
        var report = new Report();
        report.line("# Benchmark");
        report.line("");
        if (!plan.reuse()) {
            long begun = System.nanoTime();
            new Founding(data).found();
            report.line("The database was made in %.0f s.".formatted((System.nanoTime() - begun) / 1e9));
        }
        var server = started(plan, data, directory.resolve("server.log"), report);
        boolean right;
        try {
            right = run(plan, server, Database.in(data), directory, report);
        } finally {
            server.stop();
        }
        report.write(directory.resolve("report.md"));
        if (!right) System.exit(1);
    }

    /** Starts it a few times, of which the last stays. */
    private static ServerProcess started(Plan plan, Path data, Path log, Report report) throws IOException {
        Files.deleteIfExists(log);
        var cache = log.resolveSibling("yufu.aot");
        ServerProcess.rehearse(cache, log);
        var millis = new ArrayList<Double>();
        while (true) {
            var server = ServerProcess.start(data, cache, log);
            millis.add((double) server.startMillis());
            if (millis.size() == plan.starts()) {
                var range = Range.of(millis);
                report.line("From the start of the process, with its database, to the first answer: %s ms."
                        .formatted(range));
                report.verdict(
                        range.median() <= Goals.START_MS,
                        "start to first answer %.0f ms (goal ≤ %d)".formatted(range.median(), Goals.START_MS));
                return server;
            }
            server.stop();
        }
    }

    private static boolean run(Plan plan, ServerProcess server, Database database, Path directory, Report report)
            throws SQLException {
        var load = new Load(server.port());
        var access = new Access(
                load.vertx(), List.of(ServerProcess.KEY), session -> Future.succeededFuture(Optional.empty()));
        var city = new City(database, server.port(), access);
        var pgbench = Pgbench.find(database, directory.resolve("pgbench"));
        if (pgbench.isEmpty())
            report.line("pgbench was not found (package postgresql-contrib or postgresql): no ratios.");
        try {
            var measurement = new Measurement(plan, city, load, pgbench, server.pid(), database.pid());
            report.head();
            boolean right = true;
            for (var operation : OPERATIONS)
                if (operation.name().contains(plan.only())) right &= measured(operation, measurement, report);
            right &= new Scarce(city, load).run(report);
            right &= new ScarceSlots(city, load, pgbench).run(report);
            long resident = Cpu.residentMegabytes(server.pid());
            report.line("Resident memory of the server after the run: %d MB.".formatted(resident));
            report.verdict(
                    resident <= Goals.RESIDENT_MB,
                    "resident memory %d MB after the run (goal ≤ %d)".formatted(resident, Goals.RESIDENT_MB));
            return new Invariants(city, report).hold() && right;
        } finally {
            load.close();
        }
    }

    /** A wrong answer fails the build, but not before the rest is measured. */
    private static boolean measured(Operation operation, Measurement measurement, Report report) {
        try {
            report.rows(operation, measurement.of(operation));
            return true;
        } catch (IllegalStateException | SQLException e) {
            report.line("| %s | **failed** %s |".formatted(operation.name(), e.getMessage()));
            return false;
        }
    }
}
