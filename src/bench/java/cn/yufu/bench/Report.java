package cn.yufu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says everything twice: at once on standard output, and at the end in report.md. */
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder verdicts = new StringBuilder();

    void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    void head() {
        line("");
        line("| operation | clients | requests/s | p50 ms | p99 ms | server µs | PostgreSQL µs | pgbench/s | ratio |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    void rows(Operation operation, List<Row> rows) {
        for (var row : rows) {
            var bound = row.pgbench();
            line("| %s | %d | %s | %.1f | %.1f | %.0f | %.0f | %s | %s |"
                    .formatted(
                            operation.name(),
                            row.clients(),
                            row.rate(),
                            row.p50(),
                            row.p99(),
                            row.serverMicros(),
                            row.postgresMicros(),
                            bound == null ? "–" : bound.toString(),
                            bound == null ? "–" : "%.2f".formatted(row.ratio())));
        }
        rows.stream().filter(row -> row.clients() == Goals.CLIENTS).forEach(row -> judge(operation, row));
    }

    private void judge(Operation operation, Row row) {
        var goals = operation.goals();
        var micros = goals.serverMicros();
        if (micros != null)
            verdict(
                    row.serverMicros() <= micros,
                    "%s: server %.0f µs per request (goal ≤ %d)"
                            .formatted(operation.name(), row.serverMicros(), micros));
        var ratio = goals.ratio();
        if (ratio != null && row.pgbench() != null)
            verdict(
                    row.ratio() >= ratio,
                    "%s: %.2f of pgbench's rate (goal ≥ %.2f)".formatted(operation.name(), row.ratio(), ratio));
        verdict(
                row.p99() < Goals.P99,
                "%s: p99 %.1f ms at half its rate (goal < %.0f)".formatted(operation.name(), row.p99(), Goals.P99));
    }

    /** A goal of speed; missing one fails nothing. */
    void verdict(boolean met, String what) {
        verdicts.append(met ? "- met: " : "- **missed**: ").append(what).append('\n');
    }

    void write(Path file) {
        line("");
        line("Goals, judged at " + Goals.CLIENTS + " clients:");
        line("");
        line(verdicts.toString().stripTrailing());
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
