package cn.yufu.diagnosis;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reports: drafts, and what happens when one is sent. */
final class ReportStore {
    // 1 visit, 2 states, 3–5 scope, 6 questionnaire, 7 answers, 8 scores, 9 summary, 10 photos, 11 who, 12 findings
    private static final String WRITE = """
        WITH before AS (
          SELECT v.id, v.state, b.during
          FROM visit v JOIN booking b ON b.id = v.booking_id
          WHERE v.id = $1 AND v.state = ANY ($2::text[]) AND {scope}
          FOR UPDATE OF v
        ), moved AS (
          UPDATE visit v SET version = v.version + 1 {set}
          FROM before WHERE v.id = before.id
          RETURNING v.id, v.number, v.state, before.state AS from_state, v.type_code, v.enterprise_id, v.division_code,
            v.expert_id, v.assistants, '{}'::uuid[] AS former, before.during, v.fee_fen
        ), written AS (
          INSERT INTO visit_report (visit_id, questionnaire_id, answers, scores, summary, photos, saved_by)
          SELECT m.id, $6, $7::text::jsonb, $8::text::jsonb, $9, $10, $11 FROM moved m
          ON CONFLICT (visit_id) DO UPDATE SET questionnaire_id = excluded.questionnaire_id, answers = excluded.answers,
            scores = excluded.scores, summary = excluded.summary, photos = excluded.photos, saved_by = excluded.saved_by,
            saved_at = now(), version = visit_report.version + 1
        ), dropped AS (
          DELETE FROM action_item i USING moved m WHERE i.visit_id = m.id
        ), found AS (
          INSERT INTO action_item (visit_id, enterprise_id, area_code, finding, severity, action, owner, due_on, position,
            state, recommended)
          SELECT m.id, m.enterprise_id, f.area, f.finding, f.severity, f.action, f.owner, f.due_on, f.position, 'draft',
            {recommended}
          FROM moved m
          CROSS JOIN jsonb_to_recordset($12::text::jsonb)
            AS f (area text, finding text, severity text, action text, owner text, due_on date, position int)
        )
        """;

    /** At most three published services for the area that serve the district: no conflict before one, best rated first. */
    private static final String RECOMMENDED = """
        COALESCE((SELECT jsonb_agg(jsonb_build_object('listingId', r.id, 'reasons', r.reasons, 'conflict', r.conflict))
          FROM (
            SELECT l.id, l.provider_id IN (SELECT x.employer_id FROM expert x
                WHERE x.id = m.expert_id OR x.id = ANY (m.assistants)) IS TRUE AS conflict,
              to_jsonb(array_remove(ARRAY['category',
                CASE WHEN o.industry_code = ANY (w.industries) THEN 'same-industry' END,
                CASE WHEN cardinality(w.divisions) > 0 THEN 'serves-district' END,
                CASE WHEN l.rating_count >= 3 AND l.rating_sum >= 4.5 * l.rating_count THEN 'well-rated' END,
                CASE WHEN l.order_count >= 5 THEN 'often-bought' END], NULL)) AS reasons
            FROM problem_area g
            JOIN organisation o ON o.id = m.enterprise_id
            CROSS JOIN listing l
            JOIN listing_version w ON w.listing_id = l.id AND w.version = l.live_version
            JOIN service_category c ON c.code = w.category_code
            JOIN organisation p ON p.id = l.provider_id AND p.state = 'active'
            WHERE g.code = f.area AND l.state = 'published'
              AND (w.category_code = ANY (g.categories) OR c.parent = ANY (g.categories))
              AND (cardinality(w.divisions) = 0 OR m.division_code = ANY (w.divisions))
            -- few ratings say little: three of four points are taken for granted
            ORDER BY conflict, (l.rating_sum + 12) / (l.rating_count + 3.0) DESC, l.order_count DESC, l.id LIMIT 3
          ) AS r), '[]')\
        """;

    private static final String SAVE =
            WRITE.replace("{scope}", VisitScope.sql(3)).replace("{set}", "").replace("{recommended}", "'[]'")
                    + "SELECT id FROM moved";

    private static final String SUBMIT = WRITE.replace("{scope}", VisitScope.sql(3))
                    .replace(
                            "{set}",
                            ", state = 'reported', reported_at = now(), due_at = working_days_after(now(), 10)")
                    .replace("{recommended}", RECOMMENDED)
            + VisitMoves.change("$11", "'report-submission'", "NULL")
            + Events.RECORD
            + "SELECT id FROM moved";

    private static final String FIND = """
        SELECT v.id, v.type_code, v.state, v.areas, v.reported_at, r.questionnaire_id, r.answers::text AS answers,
          r.scores::text AS scores, r.summary, a.name AS saved_by, r.saved_at, COALESCE(r.version, 0) AS version,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type))
            FROM attachment f WHERE f.id = ANY (r.photos)), '[]')::text AS photos
        FROM visit v
        LEFT JOIN visit_report r ON r.visit_id = v.id
        LEFT JOIN account a ON a.id = r.saved_by
        WHERE v.id = $1 AND ($5 OR v.reported_at IS NOT NULL) AND\
        """ + " " + VisitScope.sql(2);

    private static final String LOCK =
            "SELECT v.id FROM visit v WHERE v.id = $1 AND " + VisitScope.sql(2) + " FOR UPDATE OF v";

    private ReportStore() {}

    /** Until the end of the transaction nobody else writes this visit or its report. */
    static Future<?> lock(Sql sql, Caller caller, UUID visit) {
        return sql.first(LOCK, VisitScope.of(caller).into(Tuple.of(visit)), row -> row.getUUID("id"));
    }

    /**
     * A report as it is kept; empty before the first draft.
     *
     * @param areas that the visit was to look at
     */
    record Kept(
            String type,
            String state,
            List<String> areas,
            @Nullable OffsetDateTime reportedAt,
            @Nullable UUID questionnaire,
            JsonNode answers,
            JsonNode scores,
            String summary,
            JsonNode photos,
            @Nullable String savedBy,
            @Nullable OffsetDateTime savedAt,
            long version) {}

    /** Drafts are the experts' own; others see a report from its first submission on. */
    static Future<Optional<Kept>> find(Sql sql, Caller caller, UUID visit) {
        var values = VisitScope.of(caller).into(Tuple.of(visit)).addBoolean(caller.role() == Role.EXPERT);
        return sql.first(
                FIND,
                values,
                row -> new Kept(
                        row.getString("type_code"),
                        row.getString("state"),
                        List.of(row.getArrayOfStrings("areas")),
                        row.getOffsetDateTime("reported_at"),
                        row.getUUID("questionnaire_id"),
                        json(row.getString("answers")),
                        json(row.getString("scores")),
                        row.getString("summary") == null ? "" : row.getString("summary"),
                        Json.read(row.getString("photos")),
                        row.getString("saved_by"),
                        row.getOffsetDateTime("saved_at"),
                        row.getLong("version")));
    }

    private static JsonNode json(@Nullable String text) {
        return Json.read(text == null ? "{}" : text);
    }

    static Future<Boolean> write(Sql sql, Caller caller, UUID visit, VisitStep step, Report report) {
        var values = VisitScope.of(caller)
                .into(Tuple.of(visit, (Object) step.from.toArray(String[]::new)))
                .addUUID(report.questionnaire())
                .addString(Json.text(report.answers()))
                .addString(Json.text(report.scores()))
                .addString(report.summary())
                .addArrayOfUUID(report.photos().toArray(UUID[]::new))
                .addUUID(caller.accountId())
                .addString(report.rows());
        return sql.first(step == VisitStep.SUBMIT ? SUBMIT : SAVE, values, row -> row.getUUID("id"))
                .map(Optional::isPresent);
    }
}
