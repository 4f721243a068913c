package cn.yufu.diagnosis;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of plans, of who looks after an enterprise, and of what they note down. */
final class PlanStore {
    private static final String HEAD = """
        SELECT e.id, e.name, e.division_code, d.name AS division, e.tier, COALESCE(s.version, 0) AS version,
          a.id AS specialist_id, a.name AS specialist, a.phone AS specialist_phone, a.email AS specialist_email,
          z.id AS substitute_id, z.name AS substitute, z.phone AS substitute_phone, z.email AS substitute_email
        FROM organisation e
        JOIN division d ON d.code = e.division_code
        LEFT JOIN specialist_assignment s ON s.enterprise_id = e.id
        LEFT JOIN account a ON a.id = s.specialist_id
        LEFT JOIN account z ON z.id = s.substitute_id
        WHERE e.id = $1 AND\
        """ + " " + PlanScope.sql(2);

    private static final String VISITS = """
        SELECT v.id, v.number, v.state, v.type_code, t.name AS type_name, t.name_en AS type_name_en,
          lower(b.during) AS from_at, a.name AS expert, v.follows,
          COALESCE(CASE WHEN v.reported_at IS NOT NULL THEN r.scores END, '{}')::text AS scores
        FROM visit v
        JOIN booking b ON b.id = v.booking_id
        JOIN diagnosis_type t ON t.code = v.type_code
        JOIN expert x ON x.id = v.expert_id
        JOIN account a ON a.id = x.account_id
        LEFT JOIN visit_report r ON r.visit_id = v.id
        WHERE v.enterprise_id = $1 ORDER BY lower(b.during) DESC LIMIT 50\
        """;

    private static final String CONTACTS = """
        SELECT c.id, c.at, c.kind, c.note, a.name
        FROM contact_log c JOIN account a ON a.id = c.account_id
        WHERE c.enterprise_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 50\
        """;

    // 1–3 scope, 4 specialist, 5 only without one, 6 words, 7 after, 8 limit
    private static final String LIST = """
        SELECT e.id, e.name, e.division_code, d.name AS division, e.tier, a.id AS specialist_id, a.name AS specialist,
          (SELECT count(*)::int FROM action_item i WHERE i.enterprise_id = e.id AND i.state = 'open') AS open,
          (SELECT count(*)::int FROM action_item i
           WHERE i.enterprise_id = e.id AND i.state = 'open' AND i.due_on < current_date) AS overdue,
          (SELECT max(v.arrived_at) FROM visit v WHERE v.enterprise_id = e.id) AS visited_at,
          (SELECT max(c.at) FROM contact_log c WHERE c.enterprise_id = e.id) AS contacted_at
        FROM organisation e
        JOIN division d ON d.code = e.division_code
        LEFT JOIN specialist_assignment s ON s.enterprise_id = e.id
        LEFT JOIN account a ON a.id = s.specialist_id
        WHERE e.state = 'active' AND\
        """ + " " + PlanScope.sql(1) + """
          AND ($4::uuid IS NULL OR s.specialist_id = $4 OR s.substitute_id = $4)
          AND (NOT $5 OR s.enterprise_id IS NULL)
          AND ($6::text IS NULL OR e.search @@ search_query($6))
          AND ($7::uuid IS NULL OR e.id > $7)
        ORDER BY e.id LIMIT $8\
        """;

    private static final String SPECIALISTS = """
        SELECT a.id, a.name, a.phone, a.division_code, d.name AS division,
          (SELECT count(*)::int FROM specialist_assignment s WHERE s.specialist_id = a.id) AS enterprises,
          (SELECT count(*)::int FROM specialist_assignment s WHERE s.substitute_id = a.id) AS substituting,
          (SELECT count(*)::int FROM specialist_assignment s JOIN action_item i ON i.enterprise_id = s.enterprise_id
           WHERE s.specialist_id = a.id AND i.state = 'open') AS open,
          (SELECT count(*)::int FROM contact_log c WHERE c.account_id = a.id AND c.at > now() - interval '30 days') AS contacts
        FROM account a LEFT JOIN division d ON d.code = a.division_code
        WHERE a.organisation_id IS NULL AND a.role IN ('district-admin', 'city-admin') AND a.disabled_at IS NULL
          AND ($1::text IS NULL OR a.division_code = $1)
        ORDER BY enterprises, a.name LIMIT 200\
        """;

    // it is part of the enterprise's own history, and leaves its state as it is; who looks after it belongs to its
    // district, or to the city
    private static final String ASSIGN = """
        WITH chosen AS (
          SELECT e.id, e.name, e.state, e.division_code, a.id AS specialist_id, a.name AS specialist, z.id AS substitute_id,
            z.name AS substitute
          FROM organisation e
          JOIN account a ON a.id = $5 AND {official}
          LEFT JOIN account z ON z.id = $6 AND {substitute}
          WHERE e.id = $1 AND {scope} AND ($6::uuid IS NULL OR z.id IS NOT NULL)
        ), made AS (
          INSERT INTO specialist_assignment (enterprise_id, specialist_id, substitute_id, reason)
          SELECT id, specialist_id, substitute_id, COALESCE($7, '') FROM chosen
          ON CONFLICT (enterprise_id) DO UPDATE SET specialist_id = excluded.specialist_id,
            substitute_id = excluded.substitute_id, reason = excluded.reason, since = now(),
            version = specialist_assignment.version + 1
          RETURNING enterprise_id
        ), change AS (
          SELECT $8::uuid AS actor_id, 'plan' AS subject_kind, c.id AS subject_id, NULL::text AS subject_number,
            'specialist' AS action, c.state AS from_state, c.state AS to_state, $7::text AS reason,
            jsonb_build_object('title', c.name, 'enterprise', c.name, 'specialist', c.specialist, 'substitute', c.substitute,
              'involved', to_jsonb(array_remove(ARRAY[c.specialist_id, c.substitute_id], NULL))) AS detail,
            c.id AS enterprise_id, NULL::uuid AS provider_id, c.division_code
          FROM chosen c JOIN made m ON m.enterprise_id = c.id
        )
        """.replace("{scope}", PlanScope.sql(2))
                    .replace("{official}", official("a"))
                    .replace("{substitute}", official("z"))
            + Events.RECORD
            + "SELECT enterprise_id FROM made";

    private static final String NOTE = """
        INSERT INTO contact_log (enterprise_id, account_id, at, kind, note)
        SELECT e.id, $5, $6, $7, $8 FROM organisation e WHERE e.id = $1 AND\
        """ + " " + PlanScope.sql(2) + "RETURNING id";

    private PlanStore() {}

    private static String official(String alias) {
        return """
            %1$s.organisation_id IS NULL AND %1$s.disabled_at IS NULL
              AND (%1$s.role = 'city-admin' OR %1$s.role = 'district-admin' AND %1$s.division_code = e.division_code)\
            """.formatted(alias);
    }

    static Future<Optional<Plan>> find(Sql sql, Caller caller, UUID enterprise) {
        var head = sql.first(HEAD, PlanScope.into(Tuple.of(enterprise), caller), row -> row);
        var visits = sql.list(VISITS, Tuple.of(enterprise), Plan.Visited::from);
        var actions = ActionStore.ofEnterprise(sql, caller, enterprise);
        var contacts = caller.role() == Role.EXPERT
                ? Future.succeededFuture(List.<Plan.Contact>of())
                : sql.list(CONTACTS, Tuple.of(enterprise), Plan.Contact::from);
        return Future.all(head, visits, actions, contacts)
                .map(all -> head.result()
                        .map(row -> new Plan(
                                new Plan.Enterprise(
                                        row.getUUID("id"),
                                        row.getString("name"),
                                        row.getString("division_code"),
                                        row.getString("division"),
                                        row.getString("tier")),
                                person(row, "specialist"),
                                person(row, "substitute"),
                                visits.result(),
                                Plan.progress(visits.result()),
                                actions.result(),
                                contacts.result(),
                                row.getLong("version"))));
    }

    private static Plan.@Nullable Person person(Row row, String role) {
        var id = row.getUUID(role + "_id");
        return id == null
                ? null
                : new Plan.Person(
                        id, row.getString(role), row.getString(role + "_phone"), row.getString(role + "_email"));
    }

    /** One enterprise in a specialist's list. */
    record Line(
            UUID id,
            String name,
            String divisionCode,
            String divisionName,
            @Nullable String tier,
            Visit.@Nullable Named specialist,
            int openActions,
            int overdueActions,
            @Nullable OffsetDateTime visitedAt,
            @Nullable OffsetDateTime contactedAt) {
        static Line from(Row row) {
            var specialist = row.getUUID("specialist_id");
            return new Line(
                    row.getUUID("id"),
                    row.getString("name"),
                    row.getString("division_code"),
                    row.getString("division"),
                    row.getString("tier"),
                    specialist == null ? null : new Visit.Named(specialist, row.getString("specialist")),
                    row.getInteger("open"),
                    row.getInteger("overdue"),
                    row.getOffsetDateTime("visited_at"),
                    row.getOffsetDateTime("contacted_at"));
        }
    }

    static Rows<Line> rows(Caller caller, Query query, Page.Ask ask) {
        var values = PlanScope.into(Tuple.tuple(), caller)
                .addUUID(query.flag("mine") ? caller.accountId() : query.id("specialist"))
                .addBoolean(query.flag("unassigned"))
                .addString(query.text("q"))
                .addUUID(Page.id(ask.key(0)))
                .addInteger(ask.rows());
        return new Rows<>(LIST, values, Line::from);
    }

    /** An official with what they look after. */
    record Specialist(
            UUID id,
            String name,
            @Nullable String phone,
            @Nullable String divisionCode,
            @Nullable String divisionName,
            int enterprises,
            int substituting,
            int openActions,
            int contacts) {}

    static Future<List<Specialist>> specialists(Sql sql, @Nullable String division) {
        return sql.list(
                SPECIALISTS,
                Tuple.of(division),
                row -> new Specialist(
                        row.getUUID("id"),
                        row.getString("name"),
                        row.getString("phone"),
                        row.getString("division_code"),
                        row.getString("division"),
                        row.getInteger("enterprises"),
                        row.getInteger("substituting"),
                        row.getInteger("open"),
                        row.getInteger("contacts")));
    }

    static Future<Boolean> assign(
            Sql sql,
            Caller caller,
            UUID enterprise,
            UUID specialist,
            @Nullable UUID substitute,
            @Nullable String reason) {
        var values = PlanScope.into(Tuple.of(enterprise), caller)
                .addUUID(specialist)
                .addUUID(substitute)
                .addString(reason)
                .addUUID(caller.accountId());
        return sql.first(ASSIGN, values, row -> row.getUUID("enterprise_id")).map(Optional::isPresent);
    }

    static Future<Boolean> note(Sql sql, Caller caller, UUID enterprise, OffsetDateTime at, String kind, String note) {
        var values = PlanScope.into(Tuple.of(enterprise), caller)
                .addUUID(caller.accountId())
                .addOffsetDateTime(at)
                .addString(kind)
                .addString(note);
        return sql.first(NOTE, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }
}
