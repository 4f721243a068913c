package cn.yufu.diagnosis;

import cn.yufu.booking.Bookings;
import cn.yufu.booking.Placement;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of visits: reading them, making them, and giving them another time or other experts. */
final class VisitStore {
    /** The start of every list of visits; the aliases are v, b, t, e, d, p, g, y. */
    static final String SELECT = """
        SELECT v.id, v.number, v.state, v.type_code, t.name AS type_name, t.name_en AS type_name_en, t.minutes,
          lower(b.during) AS from_at, upper(b.during) AS to_at, v.moved, v.programme_id, p.name AS programme, v.enterprise_id,
          e.name AS enterprise, v.division_code, d.name AS division, d.latitude, d.longitude, v.address, v.contact_name,
          v.contact_phone, v.areas, v.due_at, v.created_at, v.confirmed_at, v.arrived_at, v.left_at, v.reported_at,
          v.completed_at, v.budget_id, g.name AS budget, v.fee_fen, v.paid_at, y.number AS payment, b.late OR b.state = 'missed' AS late, b.excused_reason IS NOT NULL AS excused, v.follows, v.version,
          (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', a.name, 'title', x.title, 'employer', x.employer,
              'phone', a.phone, 'lead', x.id = v.expert_id) ORDER BY x.id <> v.expert_id, x.id)::text
           FROM expert x JOIN account a ON a.id = x.account_id
           WHERE x.id = v.expert_id OR x.id = ANY (v.assistants)) AS team,
          CASE WHEN v.moved > 0 OR b.late OR b.state = 'missed' THEN EXISTS (
            WITH RECURSIVE line AS (
              SELECT o.id, o.predecessor_id FROM booking o WHERE o.id = v.booking_id
              UNION ALL
              SELECT o.id, o.predecessor_id FROM booking o JOIN line ON o.id = line.predecessor_id
            )
            SELECT FROM booking s JOIN line ON line.id = s.id
            WHERE (s.late OR s.state = 'missed') AND s.excused_reason IS NULL) ELSE false END AS excusable {more}
        FROM visit v
        JOIN booking b ON b.id = v.booking_id
        JOIN diagnosis_type t ON t.code = v.type_code
        JOIN organisation e ON e.id = v.enterprise_id
        JOIN division d ON d.code = v.division_code
        JOIN programme p ON p.id = v.programme_id
        LEFT JOIN budget g ON g.id = v.budget_id
        LEFT JOIN payment y ON y.id = v.payment_id
        """;

    static final String ONE = SELECT.replace("{more}", """
        , v.need, v.intake::text AS intake, v.assignment::text AS assignment, v.check_in::text AS check_in, b.bypassed,
          b.bypass_reason, b.series_id, v.moved_by_host, p.cancel_hours, p.reschedule_hours,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type))
            FROM attachment f WHERE f.id = ANY (v.files)), '[]')::text AS files,
          (SELECT count(*)::int FROM booking s
           WHERE s.organisation_id = v.enterprise_id AND (s.late OR s.state = 'missed') AND s.excused_reason IS NULL
             AND s.ended_at > now() - interval '180 days') AS strikes,
          (SELECT questions::text FROM questionnaire WHERE id = v.intake_id AND v.intake <> '{}') AS questions, {series} AS series\
        """.replace("{series}", VisitSeries.members(2)))
            + "WHERE v.id = $1 AND " + VisitScope.sql(2);

    // 1–15 the booking, then 16 programme, 17 kind, 18 division, 19 address, 20–21 contact, 22 need, 23 areas, 24
    // intake,
    // 25 answers, 26 files, 27 lead, 28 assistants, 29 assignment, 30 the visit that it follows, 31 of how many, 32
    // budget, 33 fee
    static final String BOOK = "WITH " + Bookings.BOOK + """
            , moved AS (
              INSERT INTO visit (booking_id, programme_id, type_code, enterprise_id, division_code, address, contact_name,
                contact_phone, need, areas, intake_id, intake, files, expert_id, assistants, assignment, follows, state, due_at,
                created_by, budget_id, fee_fen)
              SELECT q.id, $16, $17, q.organisation_id, $18, $19, $20, $21, $22, $23, $24, $25::text::jsonb, $26, $27, $28,
                $29::text::jsonb, $30, 'requested', $9, q.account_id, $32, $33
              FROM placed q
              RETURNING id, number, state, NULL::text AS from_state, type_code, enterprise_id, division_code, expert_id,
                assistants, '{}'::uuid[] AS former, tstzrange($2, $3) AS during, budget_id, fee_fen
            )
            """ + VisitMoney.moved(VisitStep.REQUEST.effect, "$4")
            + VisitMoves.changeOfSeries("$4", "'request'", "NULL", "$31")
            + Events.RECORD + "SELECT id FROM moved";

    // 1 visit, 2 states, 3–5 scope
    private static final String TAKE = """
        SELECT v.id, v.state, v.version, v.booking_id, lower(b.during) AS from_at, upper(b.during) AS to_at, b.account_id,
          v.enterprise_id, v.programme_id, v.type_code, v.division_code, v.areas, v.expert_id, v.assistants,
          b.series_id, v.state = 'confirmed' AND NOT v.moved_by_host
            AND now() > lower(b.during) - p.reschedule_hours * interval '1 hour' AS short_notice,
          (SELECT me.id FROM expert me WHERE me.account_id = $6) AS me
        FROM visit v
        JOIN booking b ON b.id = v.booking_id
        JOIN programme p ON p.id = v.programme_id
        WHERE v.id = $1 AND v.state = ANY ($2::text[]) AND {scope} {lock}
        """.replace("{scope}", VisitScope.sql(3));

    private static final String END = """
        WITH moving AS (SELECT $1::uuid AS booking_id, 'moved'::text AS to_state, $2::boolean AS late)\
        """ + Bookings.MOVE + "SELECT id FROM rebooked";

    // 1–15 the booking, 16 visit, 17 lead, 18 assistants, 19 assignment, 20 chosen by the other side, 21 actor, 22
    // action,
    // 23 reason, 24 experts who are told although they no longer come, 25 of how many
    private static final String REPLACE = "WITH " + Bookings.BOOK + """
            , moved AS (
              UPDATE visit v SET booking_id = q.id, moved = v.moved + CASE WHEN $22::text = 'reschedule' THEN 1 ELSE 0 END,
                expert_id = $17, assistants = $18, assignment = $19::text::jsonb, moved_by_host = COALESCE($20, v.moved_by_host),
                state = CASE WHEN $9::timestamptz IS NULL THEN 'confirmed' ELSE 'requested' END, due_at = $9,
                confirmed_at = CASE WHEN $9::timestamptz IS NULL THEN COALESCE(v.confirmed_at, now()) END,
                assigned_by = CASE WHEN $22::text = 'reassignment' THEN $21::uuid ELSE v.assigned_by END,
                reminded = '{}', version = v.version + 1
              FROM placed q, visit old
              WHERE v.id = $16 AND old.id = v.id
              RETURNING v.id, v.number, v.state, old.state AS from_state, v.type_code, v.enterprise_id, v.division_code,
                v.expert_id, v.assistants, $24::uuid[] AS former, q.during, v.fee_fen
            )
            """ + VisitCalendar.REPLACED
            + VisitMoves.changeOfSeries("$21", "$22::text", "$23", "$25")
            + Events.RECORD + "SELECT id FROM moved";

    private static final String STATE =
            "SELECT v.state, v.arrived_at FROM visit v WHERE v.id = $1 AND " + VisitScope.sql(2);

    // 1 visit, 2–4 scope
    private static final String FOLLOWING = """
        SELECT v.id FROM visit v
        JOIN booking b ON b.id = v.booking_id
        JOIN booking o ON o.series_id = b.series_id
        JOIN visit first ON first.booking_id = o.id AND first.id = $1
        WHERE v.id <> $1 AND lower(b.during) > lower(o.during) AND v.state IN ('requested', 'confirmed')
          AND {scope}
        ORDER BY lower(b.during)\
        """.replace("{scope}", VisitScope.sql(2));

    private static final String LOCK = "SELECT FROM visit WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE";

    static final String FOREIGN_FILES = """
        SELECT (SELECT count(*) FROM attachment WHERE id = ANY ($1::uuid[])
            AND (organisation_id = $2 OR uploaded_by = $3)) = cardinality($1::uuid[]) AS own\
        """;

    private static final String FOLLOWED = """
        SELECT EXISTS (SELECT FROM visit WHERE id = $1 AND enterprise_id = $2 AND state = 'completed') AS there\
        """;

    private VisitStore() {}

    static Future<Optional<Visit>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, VisitScope.of(caller).into(Tuple.of(id)), row -> Visit.from(row, caller));
    }

    /** One visit with history and all that only a single one carries. */
    static Future<Optional<Visit>> open(Sql sql, Caller caller, UUID id) {
        var history = Events.history(sql, id);
        var found = sql.first(ONE, VisitScope.of(caller).into(Tuple.of(id)), row -> row);
        return Future.all(found, history)
                .map(both -> found.result().map(row -> Visit.from(row, caller).with(row, history.result(), caller)));
    }

    static Future<UUID> book(
            Sql sql,
            Placement placement,
            VisitRequest q,
            Programme programme,
            String division,
            List<UUID> team,
            Assignment why,
            @Nullable Integer count) {
        var values = placement
                .values()
                .addUUID(programme.id())
                .addString(q.type().code())
                .addString(division)
                .addString(q.address())
                .addString(q.contactName())
                .addString(q.contactPhone())
                .addString(q.need())
                .addArrayOfString(q.areas().toArray(String[]::new))
                .addUUID(q.intake())
                .addString(Json.text(q.answers()))
                .addArrayOfUUID(q.files().toArray(UUID[]::new))
                .addUUID(team.getFirst())
                .addArrayOfUUID(team.stream().skip(1).toArray(UUID[]::new))
                .addString(Json.text(why))
                .addUUID(q.follows())
                .addInteger(count)
                .addUUID(programme.budget() == null ? null : programme.budget().id())
                .addLong(programme.feeFen());
        return sql.one(BOOK, values, row -> row.getUUID("id"));
    }

    /** Locks the visit first, as every move does; empty when it is not there or in another state. */
    static Future<Optional<Taken>> take(Sql sql, Caller caller, UUID id, VisitStep step) {
        return taken(sql, caller, id, step, TAKE.replace("{lock}", "FOR UPDATE OF v"));
    }

    /** The same for a look. */
    static Future<Optional<Taken>> look(Sql sql, Caller caller, UUID id, VisitStep step) {
        return taken(sql, caller, id, step, TAKE.replace("{lock}", ""));
    }

    private static Future<Optional<Taken>> taken(Sql sql, Caller caller, UUID id, VisitStep step, String statement) {
        var values = VisitScope.of(caller)
                .into(Tuple.of(id, (Object) step.from.toArray(String[]::new)))
                .addUUID(caller.accountId());
        return sql.first(statement, values, Taken::from);
    }

    /** Ends the booking, so that its time is free for its descendant in the same transaction. */
    static Future<Boolean> end(Sql sql, UUID booking, boolean late) {
        return sql.first(END, Tuple.of(booking, late), row -> row.getUUID("id")).map(Optional::isPresent);
    }

    /**
     * Who moves what, and what the history shall say.
     *
     * @param host whether the other side chose the time; null when the time is the same
     * @param count of how many visits it speaks; 0 when another does for this one, null for a single one
     */
    record Change(
            Caller caller,
            VisitStep step,
            String reason,
            @Nullable Boolean host,
            List<UUID> former,
            @Nullable Integer count) {}

    static Future<UUID> replace(
            Sql sql, Placement placement, UUID visit, List<UUID> team, Assignment why, Change change) {
        var values = placement
                .values()
                .addUUID(visit)
                .addUUID(team.getFirst())
                .addArrayOfUUID(team.stream().skip(1).toArray(UUID[]::new))
                .addString(Json.text(why))
                .addBoolean(change.host())
                .addUUID(change.caller().accountId())
                .addString(change.step().noun)
                .addString(change.reason())
                .addArrayOfUUID(change.former().toArray(UUID[]::new))
                .addInteger(change.count());
        return sql.one(REPLACE, values, row -> row.getUUID("id"));
    }

    /** Makes one move; false when the visit is not there for this caller or not in a state that allows it. */
    static Future<Boolean> move(
            Sql sql, Caller caller, UUID id, VisitStep step, @Nullable String reason, @Nullable Object... own) {
        var values = VisitScope.of(caller)
                .into(Tuple.of(id, (Object) step.from.toArray(String[]::new)))
                .addUUID(caller.accountId())
                .addString(step.noun)
                .addString(reason);
        for (var value : own) values.addValue(value);
        return sql.first(VisitMoves.of(step), values, row -> row.getUUID("id")).map(Optional::isPresent);
    }

    /** The later visits of the same series that may still be moved or cancelled, in order. */
    static Future<List<UUID>> following(Sql sql, Caller caller, UUID id) {
        return sql.list(FOLLOWING, VisitScope.of(caller).into(Tuple.of(id)), row -> row.getUUID("id"));
    }

    /** Several at once, in the order in which everybody locks more than one. */
    static Future<Integer> lock(Sql sql, List<UUID> visits) {
        return sql.update(LOCK, Tuple.of((Object) visits.toArray(UUID[]::new)));
    }

    record State(String state, @Nullable Instant arrived) {}

    static Future<Optional<State>> state(Sql sql, Caller caller, UUID id) {
        return sql.first(STATE, VisitScope.of(caller).into(Tuple.of(id)), row -> {
            var arrived = row.getOffsetDateTime("arrived_at");
            return new State(row.getString("state"), arrived == null ? null : arrived.toInstant());
        });
    }

    /** Whether the caller, or somebody of the same organisation, uploaded all these files. */
    static Future<Boolean> ownFiles(Sql sql, Caller caller, List<UUID> files) {
        return sql.one(
                FOREIGN_FILES,
                Tuple.of(files.toArray(UUID[]::new), caller.organisationId(), caller.accountId()),
                row -> row.getBoolean("own"));
    }

    /** Whether an enterprise had this visit, and it was completed. */
    static Future<Boolean> completed(Sql sql, UUID visit, UUID enterprise) {
        return sql.one(FOLLOWED, Tuple.of(visit, enterprise), row -> row.getBoolean("there"));
    }
}
