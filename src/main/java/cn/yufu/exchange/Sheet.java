package cn.yufu.exchange;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import cn.yufu.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One kind of sheet that can be imported: its columns, its rules, and how its rows get into the database. */
public interface Sheet {
    /** As in {@code ?kind=}. */
    String kind();

    Set<Role> importers();

    List<Column> columns();

    /** Takes out of a row's values what is no field of the form; it goes to {@link #insert} with the row. */
    ObjectNode extra(Map<String, Object> values);

    /** The same rules as the form's: what a correct row becomes, or a Failure with its violations. */
    Object rule(Input row);

    /** What is wrong with a row that follows the rules, for whoever imports it. */
    List<Violation> forbidden(Job job, JsonNode row);

    /** What may stand in one row only, in the file and in the database. */
    String key(JsonNode row);

    /** The column that shows {@link #key}. */
    Column keyColumn();

    /** Says of a key that stands in the database already. */
    String takenCode();

    /** Those of the keys that are in the database. */
    Future<Set<String>> taken(Sql sql, Job job, List<String> keys);

    /**
     * Puts correct rows into the database, with their history.
     *
     * @return the keys of the rows that got in; the others were taken a moment before
     */
    Future<Set<String>> insert(Sql sql, Job job, List<ObjectNode> rows);
}
