package cn.yufu.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Starts PostgreSQL's programs and keeps what they say in files beside the data. */
final class PostgresPrograms {
    private static final Duration RUN = Duration.ofMinutes(2);

    private final Path home;
    private final SystemAccount account;
    private final Path dataDirectory;
    private final Path logs;

    PostgresPrograms(Path home, Path dataDirectory, SystemAccount account) throws IOException {
        this.home = home;
        this.account = account;
        this.dataDirectory = dataDirectory;
        this.logs = dataDirectory.resolve("log");
        Files.createDirectories(logs);
        if (PostgresBinaries.posix(logs))
            Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwx------"));
        account.own(logs);
    }

    Path logs() {
        return logs;
    }

    SystemAccount account() {
        return account;
    }

    /** Runs a program to its end. */
    void run(String program, String input, List<String> arguments) throws IOException {
        Process process = start(program, List.of(), arguments);
        try (var stdin = process.outputWriter(UTF_8)) {
            stdin.write(input);
        }
        if (!Postmaster.await(() -> !process.isAlive(), RUN)) {
            process.destroyForcibly();
            throw new IllegalStateException(program + " hasn't finished after " + RUN);
        }
        if (process.exitValue() != 0) throw new IllegalStateException(program + ": " + complaint(output(program)));
    }

    /** Starts the server, out of reach of the terminal's Ctrl-C, which is this process's to handle. */
    Process serve(List<String> arguments) throws IOException {
        Process process = start("postgres", onPath("setsid") ? List.of("setsid") : List.of(), arguments);
        process.getOutputStream().close();
        return process;
    }

    private Process start(String program, List<String> wrapper, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(account.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(dataDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output(program).toFile());
        // PGDATA, PGOPTIONS and the like are meant for some other PostgreSQL
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.start();
    }

    /** Why the server refused to start: the newest complaint in its log. */
    String refusal() throws IOException {
        try (var files = Files.list(logs)) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("postgres"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElse(output("postgres"));
            return complaint(newest);
        }
    }

    private Path output(String program) {
        return logs.resolve(program + ".out");
    }

    private static String complaint(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
        String last = lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .reduce((_, next) -> next)
                .or(() -> lines.stream().filter(line -> !line.isBlank()).reduce((_, next) -> next))
                .orElse("no reason given");
        return last.replaceFirst("^.*?(FATAL|PANIC|error): +", "") + " (see " + file + ")";
    }

    private static boolean onPath(String program) {
        Stream<String> directories =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return directories.anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
