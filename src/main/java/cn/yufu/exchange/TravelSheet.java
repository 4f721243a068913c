package cn.yufu.exchange;

import static cn.yufu.exchange.Column.optional;
import static cn.yufu.exchange.Column.required;

import cn.yufu.db.Sql;
import cn.yufu.exchange.Column.Kind;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Minutes between divisions, imported by the city; they replace what was there, so none is taken. */
final class TravelSheet implements Sheet {
    private static final String KIND = "travel-times";
    private static final Column TO = required(KIND, "to", Kind.DIVISION);
    private static final List<Column> COLUMNS = List.of(
            required(KIND, "from", Kind.DIVISION),
            TO,
            required(KIND, "minutes", Kind.WHOLE),
            optional(KIND, "note", Kind.TEXT));

    private final Function<Input, ?> rule;
    private final RowEntry entry;

    TravelSheet(Function<Input, ?> rule, RowEntry entry) {
        this.rule = rule;
        this.entry = entry;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<Role> importers() {
        return EnumSet.of(Role.CITY_ADMIN);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public ObjectNode extra(Map<String, Object> values) {
        return Json.MAPPER.createObjectNode();
    }

    @Override
    public Object rule(Input row) {
        return rule.apply(row);
    }

    @Override
    public List<Violation> forbidden(Job job, JsonNode row) {
        return List.of();
    }

    /** One way; the way back is another row. */
    @Override
    public String key(JsonNode row) {
        return row.path("from_code").asText() + ">" + row.path("to_code").asText();
    }

    @Override
    public Column keyColumn() {
        return TO;
    }

    @Override
    public String takenCode() {
        return "no-such";
    }

    @Override
    public Future<Set<String>> taken(Sql sql, Job job, List<String> keys) {
        return Future.succeededFuture(Set.of());
    }

    @Override
    public Future<Set<String>> insert(Sql sql, Job job, List<ObjectNode> rows) {
        return entry.write(sql, Json.text(rows), job.accountId())
                .map(done -> rows.stream().map(this::key).collect(Collectors.toSet()));
    }
}
