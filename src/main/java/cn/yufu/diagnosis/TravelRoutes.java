package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Travel times between divisions: estimates with what they rest on, and the times that people entered instead. */
final class TravelRoutes implements Routes {
    private static final int MOST = 500;

    private static final String LIST = """
        SELECT t.from_code, f.name AS from_name, t.to_code, d.name AS to_name, t.minutes, t.source, t.note, t.updated_at
        FROM travel_time t
        JOIN division_current f ON f.code = t.from_code
        JOIN division_current d ON d.code = t.to_code
        WHERE t.from_code = $1 ORDER BY t.minutes, t.to_code\
        """;

    private static final String ASSUMED = """
        SELECT road_factor::float8 AS road_factor, km_per_hour, fixed_minutes, within_division_minutes FROM travel_assumption\
        """;

    // 1 times, 2 who; a division that does not exist is left out, and the count tells
    private static final String ENTER = """
        WITH given AS (
          SELECT g.from_code, g.to_code, g.minutes, g.note
          FROM jsonb_to_recordset($1::text::jsonb) AS g (from_code text, to_code text, minutes int, note text)
          JOIN division f ON f.code = g.from_code
          JOIN division d ON d.code = g.to_code
        ), made AS (
          INSERT INTO travel_time (from_code, to_code, minutes, source, note, updated_by)
          SELECT from_code, to_code, minutes, 'entered', note, $2 FROM given
          ON CONFLICT (from_code, to_code) DO UPDATE SET minutes = excluded.minutes, source = 'entered',
            note = excluded.note, updated_by = excluded.updated_by, updated_at = now()
          RETURNING from_code, to_code, minutes
        ), change AS (
          SELECT $2::uuid AS actor_id, 'travel' AS subject_kind, $2::uuid AS subject_id, NULL::text AS subject_number,
            'times' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', count(*) || ' times', 'times', jsonb_agg(to_jsonb(m))) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made m HAVING count(*) > 0
        )
        """ + Events.RECORD + "SELECT count(*)::int AS count FROM made";

    private final Db db;

    TravelRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/travel-times", Who.only(Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR), this::list);
        api.post("/travel-times", Who.only(Role.CITY_ADMIN), TravelRoutes::enter);
    }

    record Time(
            String from,
            String fromName,
            String to,
            String toName,
            int minutes,
            String source,
            String note,
            OffsetDateTime updatedAt) {}

    record Assumption(double roadFactor, int kmPerHour, int fixedMinutes, int withinDivisionMinutes) {}

    private Future<Answer> list(Request r) {
        var from = r.query("from");
        if (from == null) throw Failure.invalid("?from", "required");
        var times = db.read()
                .list(
                        LIST,
                        Tuple.of(from),
                        row -> new Time(
                                row.getString("from_code"),
                                row.getString("from_name"),
                                row.getString("to_code"),
                                row.getString("to_name"),
                                row.getInteger("minutes"),
                                row.getString("source"),
                                row.getString("note"),
                                row.getOffsetDateTime("updated_at")));
        var assumed = db.read()
                .one(
                        ASSUMED,
                        Tuple.tuple(),
                        row -> new Assumption(
                                row.getDouble("road_factor"),
                                row.getInteger("km_per_hour"),
                                row.getInteger("fixed_minutes"),
                                row.getInteger("within_division_minutes")));
        return Future.all(times, assumed)
                .map(both -> Answer.ok(Map.of("items", times.result(), "assumption", assumed.result())));
    }

    record Given(String from_code, String to_code, int minutes, String note) {
        static Given read(Input in) {
            var note = in.optionalText("note", 200);
            return new Given(
                    in.text("from", 4, 12),
                    in.text("to", 4, 12),
                    in.integer("minutes", 0, 1440),
                    note == null ? "" : note);
        }
    }

    private static Future<Answer> enter(Request r, Sql sql) {
        var in = r.body();
        List<Given> given = in.list("items", MOST, Given::read);
        if (given.isEmpty()) in.wrong("items", "required");
        long pairs =
                given.stream().map(g -> g.from_code() + g.to_code()).distinct().count();
        if (pairs < given.size()) in.wrong("items", "repeated");
        in.done();
        return enter(sql, Json.text(given), r.caller().accountId())
                .map(count -> Answer.ok(Map.of("entered", count, "unknown", given.size() - count)));
    }

    /** The number of times that were entered. */
    static Future<Integer> enter(Sql sql, String rows, UUID account) {
        return sql.one(ENTER, Tuple.of(rows, account), row -> row.getInteger("count"));
    }
}
