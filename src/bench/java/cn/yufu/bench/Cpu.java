package cn.yufu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time from {@code /proc}: on a shared machine it is steadier than any rate. A family is a process with its
 * children, of which those that ended count through their parent: PostgreSQL has one process per connection.
 */
final class Cpu {
    /** Hundredths of a second, as Linux reports them everywhere ({@code getconf CLK_TCK}). */
    private static final double MICROS_PER_TICK = 10_000;

    private Cpu() {}

    static double micros(long pid) {
        var fields = stat(pid);
        return (number(fields, 11) + number(fields, 12)) * MICROS_PER_TICK;
    }

    static double familyMicros(long pid) {
        var fields = stat(pid);
        double ended = (number(fields, 13) + number(fields, 14)) * MICROS_PER_TICK;
        var parent = ProcessHandle.of(pid).orElseThrow();
        return micros(pid)
                + ended
                + parent.children().mapToDouble(child -> orZero(child.pid())).sum();
    }

    private static double orZero(long pid) {
        try {
            return micros(pid);
        } catch (UncheckedIOException e) {
            return 0; // it has just ended, and counts through its parent
        }
    }

    /** In MB: what the process holds of the machine's memory. */
    static long residentMegabytes(long pid) {
        return Long.parseLong(status(pid, "VmRSS:").split("\\s+", -1)[1]) / 1024;
    }

    private static String status(long pid, String name) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** The fields after the program's name, which may hold blanks. */
    private static List<String> stat(long pid) {
        var text = read(Path.of("/proc", Long.toString(pid), "stat"));
        return List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
    }

    private static long number(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
