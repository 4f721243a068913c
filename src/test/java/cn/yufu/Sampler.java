package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Values that a schema of the contract allows, drawn from a seeded source: valid, if not always sensible. */
final class Sampler {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LETTERS = "渝服专精特新企业服务采购订单知识产权abcXYZ019";
    private final Contract contract;
    private final RandomGenerator random;

    Sampler(Contract contract, RandomGenerator random) {
        this.contract = contract;
        this.random = random;
    }

    /** A value with every required and about half of the optional members. */
    JsonNode any(JsonNode schema) {
        return value(schema, 0.5, 0);
    }

    /** A value with the required members only. */
    JsonNode least(JsonNode schema) {
        return value(schema, 0, 0);
    }

    private JsonNode value(JsonNode given, double optional, int depth) {
        var schema = contract.resolve(given);
        if (schema.has("allOf")) return merged(schema, optional, depth);
        if (schema.has("anyOf")) return value(pick(schema.path("anyOf"), optional), optional, depth);
        if (schema.has("enum")) return pick(schema.path("enum"), optional);
        var type = schema.path("type").isArray()
                ? pick(schema.path("type"), optional).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer", "number" -> JSON.numberNode(number(schema));
            case "string" -> JSON.textNode(text(schema));
            case "array" -> array(schema, optional, depth);
            case "object" -> object(schema, optional, depth);
            default -> throw new IllegalArgumentException("no type in " + schema);
        };
    }

    /** The first alternative unless optional things are wanted, so that {@code least} is no null. */
    private JsonNode pick(JsonNode alternatives, double optional) {
        return alternatives.get(optional == 0 ? 0 : random.nextInt(alternatives.size()));
    }

    private JsonNode merged(JsonNode schema, double optional, int depth) {
        var all = object(schema, optional, depth);
        schema.path("allOf").forEach(part -> all.setAll((ObjectNode) value(part, optional, depth)));
        return all;
    }

    private ObjectNode object(JsonNode schema, double optional, int depth) {
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        var object = JSON.objectNode();
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || random.nextDouble() < optional) {
                object.set(member.getKey(), value(member.getValue(), optional, depth + 1));
            }
        });
        return object;
    }

    private JsonNode array(JsonNode schema, double optional, int depth) {
        var least = schema.path("minItems").asInt(0);
        var size = depth > 4
                ? least
                : Math.min(schema.path("maxItems").asInt(3), least + (optional == 0 ? 0 : random.nextInt(3)));
        var array = JSON.arrayNode();
        var seen = new ArrayList<JsonNode>();
        for (int i = 0; i < size; i++) {
            var item = value(schema.path("items"), optional, depth + 1);
            if (seen.contains(item)) continue;
            seen.add(item);
            array.add(item);
        }
        return array;
    }

    private long number(JsonNode schema) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(1_000_000);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextLong(Math.min(most - least, 1_000_000) + 1);
        };
    }

    private String text(JsonNode schema) {
        if (schema.has("examples")) {
            return schema.path("examples")
                    .get(random.nextInt(schema.path("examples").size()))
                    .asText();
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" ->
                LocalDate.now(ZoneId.of("Asia/Shanghai"))
                        .plusDays(random.nextInt(400))
                        .toString();
            case "email" -> "u" + random.nextInt(1_000_000) + "@example.cn";
            case "uri", "uri-reference" -> "https://example.cn/" + random.nextInt(1000);
            default -> letters(schema);
        };
    }

    private String letters(JsonNode schema) {
        if (schema.has("pattern")) throw new IllegalArgumentException("a pattern needs an example: " + schema);
        var least = schema.path("minLength").asInt(0);
        var most = schema.path("maxLength").asInt(least + 20);
        var length = random.nextInt(8) == 0 ? most : least + random.nextInt(Math.min(20, most - least) + 1);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return text.toString();
    }

    /** Schemas of the bodies that an operation reads as JSON; empty for those that take none. */
    static List<JsonNode> jsonBodies(Contract.Operation operation) {
        var schema = operation.node().at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? List.of() : List.of(schema);
    }
}
