package cn.yufu.exchange;

import cn.yufu.db.Rows;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What is wrong with an uploaded sheet, as a list that can be exported and worked through beside the sheet. */
final class ImportProblems {
    private static final String LIST = """
        SELECT p.finding::text AS finding
        FROM job j CROSS JOIN LATERAL jsonb_array_elements(j.problems) WITH ORDINALITY AS p (finding, n)
        WHERE j.id = $1 AND j.account_id = $2 AND j.kind = 'import' ORDER BY p.n LIMIT $3\
        """;

    private ImportProblems() {}

    /** @param finding what is wrong, without words */
    record Problem(
            int row, @Nullable String column, @Nullable String value, JsonNode finding) {
        static Problem from(Row row) {
            var finding = Json.read(row.getString("finding"));
            return new Problem(
                    finding.path("row").asInt(),
                    Finding.text(finding, "column"),
                    Finding.text(finding, "value"),
                    finding);
        }
    }

    static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        var job = query.id("import");
        if (job == null) throw Failure.invalid("?import", "required");
        return new Rows<>(LIST, Tuple.of(job, caller.accountId(), ask.rows()), Problem::from);
    }
}
