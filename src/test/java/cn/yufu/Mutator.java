package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** What no client should send: wrong types, boundary values, broken encodings, nesting, size, and texts with a purpose. */
final class Mutator {
    private static final String MARK = "=mark=";

    /** In place of one value; raw JSON, because some of it is none. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "-0.0",
            "1e2",
            "1e400",
            "1e-400",
            "1e999999999",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "NaN",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"a\":1,\"a\":2}",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ufffe\"",
            "\"\\u202e右\"",
            "\"\\r\\nBcc: x@example.cn\"",
            "\"😀🏗️👩‍💻\"",
            "\"'; DROP TABLE account; --\"",
            "\"%' OR 1=1 --\"",
            "\"<img src=x onerror=alert(1)>\"",
            "\"../../etc/passwd\"",
            "\"=1+1\"",
            "\"javascript:alert(1)\"",
            "\"2026-02-30\"",
            "\"9999-12-31\"",
            "\"-999999999-01-01\"",
            "\"0000-00-00\"",
            "\"2026-11-23T09:30:00Z\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"NaN\"",
            "\"1\"",
            "\"true\"",
            "\"\\\\\"",
            "\"${jndi:ldap://x}\"");

    private static final List<String> QUERY = List.of(
            "",
            "-1",
            "0",
            "1",
            "101",
            "2147483648",
            "99999999999999999999",
            "1e9",
            "1.5",
            "true",
            "null",
            "%00",
            "%ff",
            "%c3%28",
            "%",
            "%zz",
            "%F0%9F%98%80",
            "%20",
            "%27%20OR%201=1--",
            "%25",
            "a,b,,c",
            ",",
            "draft,made-up",
            "%E4%B8%93%E5%88%A9",
            "%E4",
            "00000000-0000-0000-0000-000000000000",
            "2026-11-23T09:30:00%2B08:00",
            "9999999-01-01T00:00:00Z",
            "bm8gY3Vyc29y",
            "!!!!",
            "(((",
            "%3A%2A%20%26%20%7C%20%21",
            "%5C",
            "%E2%80%AE",
            "%EF%BF%BE",
            "%0A");

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "text/plain",
            "text/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "application/problem+json",
            "application/octet-stream",
            "image/png",
            "application/pdf",
            "*/*",
            ";;;",
            "x");

    private final RandomGenerator random;
    private final List<Buffer> raw = rawBodies();

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    String contentType() {
        return pick(CONTENT_TYPES);
    }

    String queryValue() {
        return random.nextInt(12) == 0 ? "x".repeat(random.nextInt(1500)) : pick(QUERY);
    }

    /** No JSON at all, or far too much of it. */
    Buffer rawBody() {
        return pick(raw);
    }

    /** The value with one of its parts exchanged, added, or taken away. */
    Buffer broken(JsonNode valid) {
        JsonNode copy = valid.deepCopy();
        var containers = new ArrayList<JsonNode>();
        collect(copy, containers);
        if (containers.isEmpty()) return Buffer.buffer(pick(VALUES));
        var target = pick(containers);
        if (target instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            switch (names.isEmpty() ? 0 : random.nextInt(6)) {
                case 0 -> object.set("made-up", TextNode.valueOf(MARK));
                case 1 -> object.remove(pick(names));
                default -> object.set(pick(names), TextNode.valueOf(MARK));
            }
        } else if (target instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) array.add(MARK);
            else array.set(random.nextInt(array.size()), TextNode.valueOf(MARK));
        }
        return Buffer.buffer(copy.toString().replace('"' + MARK + '"', value()));
    }

    private String value() {
        return switch (random.nextInt(40)) {
            case 0 -> '"' + "长".repeat(300 + random.nextInt(3000)) + '"';
            case 1 -> '"' + "x".repeat(12_000) + '"';
            case 2 -> "[" + "1,".repeat(2_000) + "1]";
            case 3 -> "[".repeat(31) + "]".repeat(31);
            default -> pick(VALUES);
        };
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) containers.add(node);
        node.forEach(child -> collect(child, containers));
    }

    private static List<Buffer> rawBodies() {
        var hex = HexFormat.of();
        return List.of(
                Buffer.buffer("{"),
                Buffer.buffer("nul"),
                Buffer.buffer("null"),
                Buffer.buffer("[]"),
                Buffer.buffer("123"),
                Buffer.buffer("\"text\""),
                Buffer.buffer("{} {}"),
                Buffer.buffer("{\"reason\":\"a\",\"reason\":\"b\"}"),
                Buffer.buffer("{'reason':'a'}"),
                Buffer.buffer("{\"reason\":" + "9".repeat(1_200) + "}"),
                Buffer.buffer("[".repeat(2_000) + "]".repeat(2_000)),
                Buffer.buffer("{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001)),
                Buffer.buffer("{\"reason\":\"" + "x".repeat(1_000_000) + "\"}"),
                Buffer.buffer("\ufeff{}"),
                Buffer.buffer("{}".getBytes(StandardCharsets.UTF_16)),
                Buffer.buffer(hex.parseHex("7b22726561736f6e223a22c328227d")),
                Buffer.buffer(hex.parseHex("7b22726561736f6e223a22eda080227d")),
                Buffer.buffer(hex.parseHex("fffe0000")),
                Buffer.buffer(new byte[64]),
                Buffer.buffer("reason=a&reason=b"),
                Buffer.buffer("%PDF-1.7 cut off"),
                Buffer.buffer("PK\u0003\u0004 no archive"));
    }
}
