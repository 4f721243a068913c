package cn.yufu.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product's own statements as scripts of pgbench, which prepares them. A parameter becomes a variable of pgbench, or
 * an expression over one where pgbench cannot make the value itself (it knows only numbers): so that the planner sees a
 * parameter too, and not a constant.
 */
public final class Script {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    /** What pgbench would take for a variable; a cast has two colons. */
    private static final Pattern COLON = Pattern.compile("(?<!:):\\w");

    private final int requests;
    private final List<StringBuilder> files = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    /** @param requests of the API that one transaction of pgbench stands for */
    public Script(int requests) {
        this.requests = requests;
        more();
    }

    /** What follows goes into another file; pgbench chooses among files at random. */
    public Script more() {
        files.add(new StringBuilder());
        return this;
    }

    /** A number that is computed for each transaction, in pgbench's own language; the variable keeps it. */
    public Script set(String name, String expression) {
        files.getLast()
                .append("\\set ")
                .append(name)
                .append(' ')
                .append(expression)
                .append('\n');
        return this;
    }

    /** A variable with a fixed value in ASCII; yields the reference to it. */
    public String let(String name, String value) {
        variables.put(name, value);
        return ":" + name;
    }

    /** The same for any text, which no locale of the command line can spoil. */
    public String text(String name, String value) {
        return "convert_from(decode(:" + hex(name, value) + ", 'hex'), 'UTF8')";
    }

    private String hex(String name, String value) {
        variables.put(name, HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        return name;
    }

    /** One statement; its n-th parameter is the n-th expression. */
    public Script run(String sql, String... parameters) {
        if (COLON.matcher(sql).find()) throw new IllegalArgumentException("pgbench would misread " + sql);
        var text = PARAMETER
                .matcher(sql)
                .replaceAll(found ->
                        Matcher.quoteReplacement("(" + parameters[Integer.parseInt(found.group(1)) - 1] + ")"));
        files.getLast().append(text.strip()).append(";\n");
        return this;
    }

    int requests() {
        return requests;
    }

    List<String> files() {
        return files.stream().map(StringBuilder::toString).toList();
    }

    Map<String, String> variables() {
        return variables;
    }
}
