package cn.yufu.booking;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the waitlist. */
final class WaitingStore {
    private static final String SELECT = """
        SELECT w.id, w.kind, w.subject, w.title, w.state, w.account_id, w.organisation_id, o.name AS organisation,
          w.division_code, w.first_day, w.last_day, w.weekdays, w.part, w.units, w.wish::text AS wish, w.booking_id,
          lower(b.during) AS from_at, upper(b.during) AS to_at, w.offer::text AS offer, w.offer_until, w.refused,
          w.result_id, w.created_at, w.ended_at, w.version, working_days_after(now(), 1) AS answer_by,
          CASE WHEN w.state = 'waiting' THEN 1 + (SELECT count(*)::int FROM waiting x
            WHERE x.state = 'waiting' AND (x.created_at, x.id) < (w.created_at, w.id)) END AS position
        FROM waiting w
        JOIN organisation o ON o.id = w.organisation_id
        LEFT JOIN booking b ON b.id = w.booking_id
        """;

    /** Whose places a caller sees: the own organisation's, the own district's, or all. */
    private static final String SCOPE = """
        ($1::uuid IS NULL OR w.organisation_id = $1) AND ($2::text IS NULL OR w.division_code = $2)
        """;

    private static final String LIST = SELECT + "WHERE " + SCOPE + """
        AND ($3::text[] IS NULL OR w.state = ANY ($3)) AND ($4::uuid IS NULL OR w.id < $4) ORDER BY w.id DESC LIMIT $5\
        """;
    private static final String ONE = SELECT + "WHERE " + SCOPE + "AND w.id = $3";
    // an offer ends at its time, whether or not somebody has noted it
    private static final String TAKE =
            ONE + " AND w.state = 'offered' AND w.offer_until > clock_timestamp() FOR UPDATE OF w";
    // oldest first, whatever they wait for
    private static final String QUEUE =
            SELECT + "WHERE w.state = 'waiting' AND o.state = 'active' ORDER BY w.created_at, w.id LIMIT $1";
    private static final String STILL = SELECT + "WHERE w.state = 'waiting' AND w.id = $1";

    /** Follows a CTE {@code moved (id, title, organisation_id, division_code, from_state, state, during, offer_until)}. */
    private static final String CHANGE = """
        , change AS (
          SELECT {actor}::uuid AS actor_id, 'waiting' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            {action} AS action, m.from_state, m.state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.title, 'fromAt', lower(m.during), 'untilAt', m.offer_until,
              'calendars', {calendars}) AS detail,
            m.organisation_id AS enterprise_id, NULL::uuid AS provider_id, m.division_code
          FROM moved m
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    private static final String JOIN = """
        WITH moved AS (
          INSERT INTO waiting (kind, subject, title, account_id, organisation_id, division_code, first_day, last_day,
            weekdays, part, units, wish)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb)
          RETURNING id, title, organisation_id, division_code, NULL::text AS from_state, state, NULL::tstzrange AS during,
            offer_until
        )
        """ + change(WaitingStep.JOIN, "$4");

    // 1–15 the booking, 16 who waits, 17 what the feature says about it
    private static final String OFFER = "WITH " + Bookings.BOOK + """
        , moved AS (
          UPDATE waiting w SET state = 'offered', booking_id = p.id, offer = $17::text::jsonb, offer_until = $9,
            version = w.version + 1
          FROM placed p WHERE w.id = $16 AND w.state = 'waiting'
          RETURNING w.id, w.title, w.organisation_id, w.division_code, 'waiting'::text AS from_state, w.state, p.during,
            w.offer_until
        )
        """ + change(WaitingStep.OFFER, "NULL");

    private static final String MOVE = """
        WITH before AS (
          SELECT w.id, w.state, w.booking_id, b.during
          FROM waiting w LEFT JOIN booking b ON b.id = w.booking_id
          WHERE {which} FOR UPDATE OF w {skip}
        ), moved AS (
          UPDATE waiting w SET version = w.version + 1, state = '{to}', {set}
          FROM before WHERE w.id = before.id
          RETURNING w.id, w.title, w.organisation_id, w.division_code, before.state AS from_state, w.state, before.during,
            w.offer_until, before.booking_id
        )
        """;

    private static final String OWN = SCOPE + "AND w.id = $3 AND w.state = ANY ($4::text[])";
    private static final String ENDED = "ended_at = now()";

    private static final String ACCEPT = move(WaitingStep.ACCEPT, OWN, ENDED + ", result_id = $6", "", "$5");
    private static final String DECLINE = move(WaitingStep.DECLINE, OWN, ENDED, freed("cancelled"), "$5");
    private static final String WAIT_ON = move(
            WaitingStep.WAIT_ON,
            OWN,
            "booking_id = NULL, offer = NULL, offer_until = NULL, refused = w.refused || lower(before.during)",
            freed("cancelled"),
            "$5");
    private static final String LEAVE = move(WaitingStep.LEAVE, OWN, ENDED, "", "$5");
    private static final String LAPSE = move(
            WaitingStep.LAPSE,
            batch("w.state = 'offered' AND w.offer_until <= now()"),
            ENDED,
            freed("expired"),
            "NULL");
    private static final String END = move(
            WaitingStep.END,
            batch("w.state = 'waiting' AND w.last_day < (now() AT TIME ZONE 'Asia/Shanghai')::date"),
            ENDED,
            "",
            "NULL");

    private WaitingStore() {}

    private static String change(WaitingStep step, String actor) {
        var noun = "'" + step.noun + "'";
        return CHANGE.replace("{actor}", actor).replace("{action}", noun).replace("{calendars}", calendars(step));
    }

    /** Whose times were taken or set free. */
    private static String calendars(WaitingStep step) {
        return switch (step) {
            case OFFER -> "to_jsonb($12::uuid[])";
            case DECLINE, WAIT_ON, LAPSE ->
                "(SELECT jsonb_agg(c.resource_id) FROM booking_claim c WHERE c.booking_id = m.booking_id)";
            case JOIN, ACCEPT, LEAVE, END -> "NULL::jsonb";
        };
    }

    private static String move(WaitingStep step, String which, String set, String also, String actor) {
        return MOVE.replace("{which}", which)
                        .replace("{skip}", step.who.isEmpty() ? "SKIP LOCKED" : "")
                        .replace("{to}", step.to)
                        .replace("{set}", set)
                + also
                + change(step, actor);
    }

    private static String batch(String due) {
        return "w.id IN (SELECT w.id FROM waiting w WHERE " + due + " ORDER BY w.id LIMIT $1) AND " + due;
    }

    /** What was held is everybody's again. */
    private static String freed(String state) {
        return ", moving AS (SELECT m.booking_id, '" + state + "'::text AS to_state, false AS late FROM moved m)"
                + Bookings.MOVE;
    }

    private static Tuple scope(Caller caller) {
        return Tuple.of(
                caller.role() == Role.ENTERPRISE ? caller.organisation() : null,
                caller.role() == Role.DISTRICT_ADMIN ? caller.divisionCode() : null);
    }

    static Future<List<Waiting>> list(Sql sql, Caller caller, String @Nullable [] states, Page.Ask ask) {
        var values = scope(caller)
                .addArrayOfString(states)
                .addUUID(Page.id(ask.key(0)))
                .addInteger(ask.rows());
        return sql.list(LIST, values, row -> Waiting.from(row, caller.role()));
    }

    static Future<Optional<Waiting>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, scope(caller).addUUID(id), row -> Waiting.from(row, caller.role()));
    }

    /** An offer that still stands, locked; empty when it does not. */
    static Future<Optional<Waiting>> take(Sql sql, Caller caller, UUID id) {
        return sql.first(TAKE, scope(caller).addUUID(id), row -> Waiting.from(row, caller.role()));
    }

    static Future<List<Waiting>> queue(Sql sql, int most) {
        return sql.list(QUEUE, Tuple.of(most), row -> Waiting.from(row, Role.ENTERPRISE));
    }

    static Future<Optional<Waiting>> still(Sql sql, UUID id) {
        return sql.first(STILL, Tuple.of(id), row -> Waiting.from(row, Role.ENTERPRISE));
    }

    static Future<UUID> join(Sql sql, Caller caller, Waitlist.Place place) {
        var values = Tuple.tuple()
                .addString(place.kind())
                .addString(place.subject())
                .addString(place.title())
                .addUUID(caller.accountId())
                .addUUID(caller.organisation())
                .addString(caller.divisionCode())
                .addLocalDate(place.days().first())
                .addLocalDate(place.days().last())
                .addArrayOfInteger(place.days().weekdays().toArray(Integer[]::new))
                .addString(place.days().part())
                .addInteger(place.units())
                .addString(Json.text(place.wish()));
        return sql.one(JOIN, values, row -> row.getUUID("id"));
    }

    static Future<UUID> offer(Sql sql, Placement placement, UUID id, Object detail) {
        return sql.one(OFFER, placement.values().addUUID(id).addString(Json.text(detail)), row -> row.getUUID("id"));
    }

    static Future<Boolean> accept(Sql sql, Caller caller, UUID id, UUID result) {
        return moved(sql, ACCEPT, own(caller, id, WaitingStep.ACCEPT).addUUID(result));
    }

    /** A move that needs nothing but whoever waits; false when it is not open now. */
    static Future<Boolean> move(Sql sql, Caller caller, UUID id, WaitingStep step) {
        var statement = switch (step) {
            case DECLINE -> DECLINE;
            case WAIT_ON -> WAIT_ON;
            case LEAVE -> LEAVE;
            default -> throw new IllegalArgumentException(step + " is made elsewhere");
        };
        return moved(sql, statement, own(caller, id, step));
    }

    static Future<Integer> lapse(Sql sql, int most) {
        return sql.update(LAPSE, Tuple.of(most));
    }

    static Future<Integer> end(Sql sql, int most) {
        return sql.update(END, Tuple.of(most));
    }

    private static Tuple own(Caller caller, UUID id, WaitingStep step) {
        return scope(caller)
                .addUUID(id)
                .addArrayOfString(step.from.toArray(String[]::new))
                .addUUID(caller.accountId());
    }

    private static Future<Boolean> moved(Sql sql, String statement, Tuple values) {
        return sql.first(statement, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }
}
