package cn.yufu.diagnosis;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of experts and their accreditation. */
final class ExpertStore {
    private static final String RESOURCES = """
        SELECT e.resource_id FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) JOIN expert e ON e.id = t.id ORDER BY t.n\
        """;

    private static final String SELECT = """
        SELECT x.id, x.account_id, x.resource_id, a.name, x.title, x.employer, x.employer_id, x.weight, x.bio, a.email,
          a.phone, x.suspended_at IS NOT NULL AS suspended, x.version,
          x.base_code, b.name AS base_name, b.latitude AS base_latitude, b.longitude AS base_longitude,
          x.start_code, s.name AS start_name, s.latitude AS start_latitude, s.longitude AS start_longitude,
          x.end_code, t.name AS end_name, t.latitude AS end_latitude, t.longitude AS end_longitude,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'area', c.area_code, 'validFrom', c.valid_from,
              'validTo', c.valid_to, 'document', c.document, 'expired', c.valid_to < current_date,
              'expiring', c.valid_to >= current_date AND c.valid_to < current_date + 60) ORDER BY c.area_code, c.valid_from)
            FROM accreditation c WHERE c.expert_id = x.id), '[]')::text AS accreditations,
          (SELECT count(*)::int FROM booking_claim k
           WHERE k.resource_id = x.resource_id AND k.holds AND k.protected && tstzrange(now() - interval '90 days', NULL)
          ) AS load,
          (SELECT min(lower(k.protected)) FROM booking_claim k
           WHERE k.resource_id = x.resource_id AND k.holds AND k.protected && tstzrange(now(), NULL)) AS next_at
        FROM expert x
        JOIN account a ON a.id = x.account_id
        JOIN division b ON b.code = x.base_code
        JOIN division s ON s.code = x.start_code
        JOIN division t ON t.code = x.end_code
        WHERE ($1::uuid IS NULL OR x.account_id = $1)
        """;

    private static final String LIST = SELECT + """
          AND ($2::text IS NULL OR x.base_code = $2)
          AND ($3::text IS NULL OR EXISTS (SELECT FROM accreditation c
            WHERE c.expert_id = x.id AND c.area_code = $3 AND current_date BETWEEN c.valid_from AND c.valid_to))
          AND (NOT $4 OR EXISTS (SELECT FROM accreditation c
            WHERE c.expert_id = x.id AND c.valid_to >= current_date AND c.valid_to < current_date + 60))
          AND ($5::text IS NULL OR a.name LIKE '%' || $5 || '%' OR x.employer LIKE '%' || $5 || '%')
          AND ($6::uuid IS NULL OR x.id > $6)
        ORDER BY x.id LIMIT $7\
        """;

    private static final String ONE = SELECT + "AND x.id = $2";

    private static final String CHANGE = """
        , change AS (
          SELECT {actor}::uuid AS actor_id, 'expert' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            {action} AS action, NULL::text AS from_state, NULL::text AS to_state, {reason}::text AS reason,
            jsonb_build_object('title', {title}, 'document', {document}, 'involved', jsonb_build_array(m.account_id)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, m.base_code AS division_code
          FROM made m JOIN account a ON a.id = m.account_id
        )
        """;

    private static String change(String actor, String action, String reason, String title, String document) {
        return CHANGE.replace("{actor}", actor)
                        .replace("{action}", action)
                        .replace("{reason}", reason)
                        .replace("{title}", title)
                        .replace("{document}", document)
                + Events.RECORD;
    }

    // open Monday to Friday as offices are; the expert changes it later
    private static final String CREATE =
            """
                WITH person AS (
                  SELECT id, name FROM account WHERE id = $1 AND role = 'expert' AND disabled_at IS NULL
                ), bookable AS (
                  INSERT INTO resource (name, account_id, division_code) SELECT name, id, $6 FROM person RETURNING id
                ), hours AS (
                  INSERT INTO opening (resource_id, weekday, opens, closes)
                  SELECT id, d, '08:30', '18:00' FROM bookable, generate_series(1, 5) AS d
                ), made AS (
                  INSERT INTO expert (account_id, resource_id, title, bio, employer, employer_id, base_code, start_code, end_code,
                    weight)
                  SELECT p.id, r.id, COALESCE($2, ''), COALESCE($3, ''), COALESCE($4, ''), $5, $6, $7, $8, COALESCE($9, 5)
                  FROM person p CROSS JOIN bookable r
                  RETURNING id, account_id, base_code
                )
                """ + change("$10", "'creation'", "NULL", "a.name", "NULL::text") + "SELECT id FROM made";

    private static final String REVISE =
            """
                WITH made AS (
                  UPDATE expert x SET title = COALESCE($3, x.title), bio = COALESCE($4, x.bio), employer = COALESCE($5, x.employer),
                    employer_id = CASE WHEN $6 THEN $7 ELSE x.employer_id END, base_code = COALESCE($8, x.base_code),
                    start_code = COALESCE($9, x.start_code), end_code = COALESCE($10, x.end_code),
                    weight = COALESCE($11, x.weight), version = x.version + 1
                  WHERE x.id = $1 AND x.version = $2
                  RETURNING x.id, x.account_id, x.base_code
                )
                """ + change("$12", "'revision'", "NULL", "a.name", "NULL::text") + "SELECT id FROM made";

    // the resource is closed with them: whoever is booking at this instant waits for it
    private static final String MOVE = """
            WITH made AS (
              UPDATE expert x SET suspended_at = CASE WHEN $2 THEN now() END, version = x.version + 1
              WHERE x.id = $1 AND (x.suspended_at IS NOT NULL) <> $2
              RETURNING x.id, x.account_id, x.base_code, x.resource_id, x.suspended_at
            ), closed AS (
              UPDATE resource r SET closed_at = m.suspended_at, version = r.version + 1 FROM made m WHERE r.id = m.resource_id
            )
            """
            + change("$3", "CASE WHEN $2 THEN 'suspension' ELSE 'reinstatement' END", "$4", "a.name", "NULL::text")
            + "SELECT id FROM made";

    private static final String ACCREDIT = """
            WITH granted AS (
              INSERT INTO accreditation (expert_id, area_code, valid_from, valid_to, document, granted_by)
              SELECT x.id, $2, $3, $4, $5, $6 FROM expert x WHERE x.id = $1
              RETURNING expert_id, area_code, document
            ), made AS (
              UPDATE expert x SET version = x.version + 1 FROM granted g WHERE x.id = g.expert_id
              RETURNING x.id, x.account_id, x.base_code, g.area_code, g.document
            )
            """
            + change(
                    "$6",
                    "'accreditation'",
                    "NULL",
                    "(SELECT p.name FROM problem_area p WHERE p.code = m.area_code)",
                    "m.document")
            + "SELECT id FROM made";

    // whoever ends it today still has today's visits
    private static final String END = """
            WITH ended AS (
              UPDATE accreditation c SET valid_to = GREATEST(c.valid_from, current_date)
              WHERE c.id = $2 AND c.expert_id = $1 AND c.valid_to > current_date
              RETURNING c.expert_id, c.area_code, c.document
            ), made AS (
              UPDATE expert x SET version = x.version + 1 FROM ended g WHERE x.id = g.expert_id
              RETURNING x.id, x.account_id, x.base_code, g.area_code, g.document
            )
            """
            + change(
                    "$3",
                    "'accreditation'",
                    "$4",
                    "(SELECT p.name FROM problem_area p WHERE p.code = m.area_code)",
                    "m.document")
            + "SELECT id FROM made";

    private ExpertStore() {}

    /** Their resources in the same order; fewer when somebody is no expert. */
    static Future<List<UUID>> resources(Sql sql, List<UUID> experts) {
        return sql.list(RESOURCES, Tuple.of((Object) experts.toArray(UUID[]::new)), row -> row.getUUID("resource_id"));
    }

    /** Experts see themselves, officials all of them: they serve the whole city. */
    private static @Nullable UUID only(Caller caller) {
        return caller.role() == Role.EXPERT ? caller.accountId() : null;
    }

    static Rows<Expert> rows(Caller caller, Query query, Page.Ask ask) {
        var values = Tuple.tuple()
                .addUUID(only(caller))
                .addString(query.text("division"))
                .addString(query.text("area"))
                .addBoolean(query.flag("expiring"))
                .addString(query.text("q"))
                .addUUID(Page.id(ask.key(0)))
                .addInteger(ask.rows());
        return new Rows<>(LIST, values, Expert::from);
    }

    static Future<Optional<Expert>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(
                ONE, Tuple.of(only(caller), id), row -> Expert.from(row).with(row));
    }

    static Future<Optional<UUID>> create(Sql sql, Caller caller, UUID account, ExpertDraft draft) {
        var values = Tuple.of(account, draft.title(), draft.bio(), draft.employer())
                .addUUID(draft.employerId())
                .addString(draft.base())
                .addString(draft.start())
                .addString(draft.end())
                .addInteger(draft.weight())
                .addUUID(caller.accountId());
        return sql.first(CREATE, values, row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> revise(Sql sql, Caller caller, UUID id, long version, ExpertDraft draft) {
        var values = Tuple.of(id, version, draft.title(), draft.bio(), draft.employer())
                .addBoolean(draft.employed())
                .addUUID(draft.employerId())
                .addString(draft.base())
                .addString(draft.start())
                .addString(draft.end())
                .addInteger(draft.weight())
                .addUUID(caller.accountId());
        return sql.first(REVISE, values, row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> move(Sql sql, Caller caller, UUID id, boolean suspend, @Nullable String reason) {
        return sql.first(MOVE, Tuple.of(id, suspend, caller.accountId(), reason), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> accredit(
            Sql sql, Caller caller, UUID id, String area, LocalDate from, LocalDate to, String document) {
        return sql.first(
                ACCREDIT, Tuple.of(id, area, from, to, document, caller.accountId()), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> end(Sql sql, Caller caller, UUID id, UUID accreditation, String reason) {
        return sql.first(END, Tuple.of(id, accreditation, caller.accountId(), reason), row -> row.getUUID("id"));
    }
}
