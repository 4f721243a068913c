package cn.yufu;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Formats {@code src}, or fails when something in it is not formatted. It runs on the build's own JDK because the
 * formatter parses with the compiler that it runs on: a formatter inside Maven on JDK 17 rejects record patterns.
 */
final class Format {
    private Format() {}

    public static void main(String[] args) throws Exception {
        boolean replace = args[0].equals("replace");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        int wrong = 0;
        try (var walk = Files.walk(Path.of("src"))) {
            for (var file : walk.filter(f -> f.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                var formatted = format(formatter, source);
                if (formatted.equals(source)) continue;
                wrong++;
                if (replace) Files.writeString(file, formatted);
                else System.err.println("not formatted: " + file);
            }
        }
        if (wrong > 0 && !replace) {
            System.err.println("run: mvn validate exec:exec@format");
            System.exit(1);
        }
    }

    /** Until nothing changes: a first pass can move what a second one then joins. */
    private static String format(Formatter formatter, String source) throws FormatterException {
        var formatted = formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(source));
        return formatted.equals(source) ? source : format(formatter, formatted);
    }
}
