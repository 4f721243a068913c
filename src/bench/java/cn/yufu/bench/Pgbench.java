package cn.yufu.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, as the bound that no server in front of the same statements can pass by much. */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern SECOND = Pattern.compile("progress: ([0-9.]+) s, ([0-9.]+) tps");
    private static final Pattern COUNT = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([1-9]\\d*)");

    private final Path program;
    private final Database database;
    private final Path scripts;

    /** @param requests of the API that the transactions stand for */
    record Result(long requests, double perSecond) {}

    private Pgbench(Path program, Database database, Path scripts) {
        this.program = program;
        this.database = database;
        this.scripts = scripts;
    }

    /** In PATH, or where Debian's postgresql packages keep it; the newest first. */
    static Optional<Pgbench> find(Database database, Path scripts) {
        var path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(debian(), path)
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program, database, scripts));
    }

    private static Stream<Path> debian() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin")).sorted((a, b) -> b.compareTo(a)).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /**
     * Seconds that do not count: each connection is a process that reads the catalogue and plans every statement a few
     * times before it is as fast as the server's, which are open already.
     */
    private static int settles(int clients) {
        return clients > 8 ? 2 : 1;
    }

    /** Seconds that a run takes in which so many count. */
    static int lasts(int clients, double seconds) {
        return settles(clients) + (int) Math.max(1, Math.round(seconds));
    }

    Result run(Script script, int clients, double seconds) {
        try {
            var command = new ArrayList<String>(List.of(program.toString(), "-n", "-M", "prepared"));
            // no --max-tries: a transaction that fails is a fault of the benchmark
            command.addAll(List.of("-c", Integer.toString(clients), "-j", clients == 1 ? "1" : "2"));
            command.addAll(List.of("-T", Integer.toString(lasts(clients, seconds)), "-P", "1", "--random-seed=42"));
            script.variables().forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
            var file = Files.createDirectories(scripts).resolve("script.sql");
            Files.writeString(file, script.file());
            command.addAll(List.of("-f", file.toString()));
            return parsed(output(command), script.requests(), settles(clients));
        } catch (IOException e) {
            throw new IllegalStateException("pgbench: " + e.getMessage(), e);
        }
    }

    private String output(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(database.libpq());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IllegalStateException("pgbench: " + said.strip());
            return said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private static Result parsed(String said, int requests, int settles) {
        var rate = RATE.matcher(said);
        var count = COUNT.matcher(said);
        boolean counted = count.find();
        if (counted && count.group(1).equals("0")) return new Result(0, 0);
        if (!counted || !rate.find() || FAILED.matcher(said).find())
            throw new IllegalStateException("pgbench: " + said.strip());
        var settled = SECOND.matcher(said)
                .results()
                .filter(second -> Double.parseDouble(second.group(1)) > settles + 0.5)
                .mapToDouble(second -> Double.parseDouble(second.group(2)))
                .average()
                .orElse(Double.parseDouble(rate.group(1)));
        return new Result(requests * Long.parseLong(count.group(1)), requests * settled);
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
