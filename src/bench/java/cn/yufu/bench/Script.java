package cn.yufu.bench;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product's own statements as a script of pgbench, which prepares them. A parameter becomes a variable of pgbench, or
 * an expression over one where pgbench cannot make the value itself (it knows only numbers): so that the planner sees a
 * parameter too, and not a constant.
 */
public final class Script {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    /** What pgbench would take for a variable; a cast has two colons. */
    private static final Pattern COLON = Pattern.compile("(?<!:):\\w");

    private final int requests;
    private final StringBuilder file = new StringBuilder();
    private final Map<String, String> variables = new LinkedHashMap<>();

    /** @param requests of the API that one transaction of pgbench stands for */
    public Script(int requests) {
        this.requests = requests;
    }

    /** A number that is computed for each transaction, in pgbench's own language; the variable keeps it. */
    public Script set(String name, String expression) {
        file.append("\\set ").append(name).append(' ').append(expression).append('\n');
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

    /** One of these texts, the one that the expression of pgbench counts to from 1. */
    public String pick(String name, List<String> values, String number) {
        return "(string_to_array(" + text(name, String.join("|", values)) + ", '|'))[" + number + "]";
    }

    private String hex(String name, String value) {
        variables.put(name, HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        return name;
    }

    /** One statement; its n-th parameter is the n-th expression. */
    public Script run(String sql, String... parameters) {
        file.append(filled(sql, parameters)).append(";\n");
        return this;
    }

    /** One that yields one row, whose columns become variables: what the server would send back as parameters. */
    public Script read(String sql, String... parameters) {
        file.append(filled(sql, parameters)).append("\n\\gset\n");
        return this;
    }

    /** What follows is for transactions in which the variable is true, until {@link #otherwise} or {@link #end}. */
    public Script when(String variable) {
        file.append("\\if :").append(variable).append('\n');
        return this;
    }

    public Script otherwise() {
        file.append("\\else\n");
        return this;
    }

    public Script end() {
        file.append("\\endif\n");
        return this;
    }

    private static String filled(String sql, String... parameters) {
        if (COLON.matcher(sql).find()) throw new IllegalArgumentException("pgbench would misread " + sql);
        int most = PARAMETER
                .matcher(sql)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
        if (most != parameters.length)
            throw new IllegalArgumentException(
                    "the statement takes %d parameters by now, not %d: %s".formatted(most, parameters.length, sql));
        var text = PARAMETER.matcher(sql).replaceAll(found -> {
            var expression = parameters[Integer.parseInt(found.group(1)) - 1];
            return Matcher.quoteReplacement("(" + expression + ")");
        });
        return text.strip();
    }

    int requests() {
        return requests;
    }

    String file() {
        return file.toString();
    }

    Map<String, String> variables() {
        return variables;
    }
}
