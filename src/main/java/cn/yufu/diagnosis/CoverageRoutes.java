package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Json;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the visits of a year come to: coverage by district, waiting, absences, the experts' shares, and what followed. */
final class CoverageRoutes implements Routes {
    // visits by when they take place; waiting is from the request to the visit
    private static final String BY_DIVISION = """
        SELECT d.code, d.name,
          (SELECT count(*)::int FROM organisation e
           WHERE e.division_code = d.code AND e.kind = 'enterprise' AND e.state = 'active') AS enterprises,
          (SELECT count(*)::int FROM expert x WHERE x.base_code = d.code AND x.suspended_at IS NULL) AS experts,
          count(DISTINCT v.enterprise_id) FILTER (WHERE v.arrived_at IS NOT NULL)::int AS visited,
          count(*) FILTER (WHERE v.state IN ('requested', 'confirmed'))::int AS ahead,
          count(*) FILTER (WHERE v.arrived_at IS NOT NULL)::int AS done,
          count(*) FILTER (WHERE v.state = 'completed')::int AS completed,
          count(*) FILTER (WHERE v.state = 'cancelled')::int AS cancelled,
          count(*) FILTER (WHERE v.state = 'cancelled' AND b.late)::int AS cancelled_late,
          count(*) FILTER (WHERE v.state = 'missed')::int AS missed,
          count(*) FILTER (WHERE v.state = 'expert-missed')::int AS expert_missed,
          count(*) FILTER (WHERE v.state = 'expired')::int AS expired,
          round(avg(extract(epoch FROM v.arrived_at - v.created_at) / 86400) FILTER (WHERE v.arrived_at IS NOT NULL), 1)
            ::float8 AS waiting_days
        FROM division_current d
        LEFT JOIN (visit v JOIN booking b ON b.id = v.booking_id
            AND lower(b.during) >= make_date($1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
            AND lower(b.during) < make_date($1 + 1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
          ON v.division_code = d.code
        WHERE $2::text IS NULL OR d.code = $2
        GROUP BY d.code, d.name ORDER BY d.code\
        """;

    private static final String BY_MONTH = """
        SELECT extract(month FROM lower(b.during) AT TIME ZONE 'Asia/Shanghai')::int AS month, count(*)::int AS booked,
          count(*) FILTER (WHERE v.arrived_at IS NOT NULL)::int AS done
        FROM visit v JOIN booking b ON b.id = v.booking_id
        WHERE lower(b.during) >= make_date($1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
          AND lower(b.during) < make_date($1 + 1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
          AND ($2::text IS NULL OR v.division_code = $2)
        GROUP BY 1 ORDER BY 1\
        """;

    private static final String EXPERTS = """
        SELECT x.id, a.name, x.weight, count(v.id)::int AS visits
        FROM expert x
        JOIN account a ON a.id = x.account_id
        LEFT JOIN (visit v JOIN booking b ON b.id = v.booking_id AND b.holds
            AND lower(b.during) >= make_date($1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
            AND lower(b.during) < make_date($1 + 1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
          ON (v.expert_id = x.id OR v.assistants @> ARRAY[x.id]) AND ($2::text IS NULL OR v.division_code = $2)
        WHERE x.suspended_at IS NULL
        GROUP BY x.id, a.name, x.weight ORDER BY visits DESC, a.name LIMIT 100\
        """;

    private static final String EFFECT = """
        SELECT count(*)::int AS actions, count(*) FILTER (WHERE i.state = 'done')::int AS done,
          count(*) FILTER (WHERE i.state = 'dropped')::int AS dropped,
          count(*) FILTER (WHERE i.state = 'open' AND i.due_on < current_date)::int AS overdue,
          count(DISTINCT i.order_id)::int AS orders
        FROM action_item i
        JOIN visit v ON v.id = i.visit_id
        WHERE i.state <> 'draft' AND ($2::text IS NULL OR v.division_code = $2)
          AND v.reported_at >= make_date($1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
          AND v.reported_at < make_date($1 + 1, 1, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'\
        """;

    private final Db db;

    CoverageRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/diagnosis/coverage", Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR), this::show);
    }

    /** @param waitingDays on average, of those that took place; null without any */
    record Division(
            String code,
            String name,
            int enterprises,
            int experts,
            int visited,
            int ahead,
            int done,
            int completed,
            int cancelled,
            int cancelledLate,
            int missed,
            int expertMissed,
            int expired,
            @Nullable Double waitingDays) {}

    record Month(int month, int booked, int done) {}

    record Share(UUID id, String name, int weight, int visits) {}

    record Effect(int actions, int done, int dropped, int overdue, int orders) {}

    private Future<Answer> show(Request r) {
        int year = r.queryInteger("year", LocalDate.now(Json.ZONE).getYear(), 2020, 2100);
        var division = r.caller().role() == Role.DISTRICT_ADMIN ? r.caller().divisionCode() : r.query("division");
        var values = Tuple.of(year, division);
        var sql = db.read();
        var divisions = sql.list(
                BY_DIVISION,
                values,
                row -> new Division(
                        row.getString("code"),
                        row.getString("name"),
                        row.getInteger("enterprises"),
                        row.getInteger("experts"),
                        row.getInteger("visited"),
                        row.getInteger("ahead"),
                        row.getInteger("done"),
                        row.getInteger("completed"),
                        row.getInteger("cancelled"),
                        row.getInteger("cancelled_late"),
                        row.getInteger("missed"),
                        row.getInteger("expert_missed"),
                        row.getInteger("expired"),
                        row.getDouble("waiting_days")));
        var months = sql.list(
                BY_MONTH,
                values,
                row -> new Month(row.getInteger("month"), row.getInteger("booked"), row.getInteger("done")));
        var experts = sql.list(
                EXPERTS,
                values,
                row -> new Share(
                        row.getUUID("id"), row.getString("name"), row.getInteger("weight"), row.getInteger("visits")));
        var effect = sql.one(
                EFFECT,
                values,
                row -> new Effect(
                        row.getInteger("actions"),
                        row.getInteger("done"),
                        row.getInteger("dropped"),
                        row.getInteger("overdue"),
                        row.getInteger("orders")));
        return Future.all(divisions, months, experts, effect)
                .map(all -> Answer.ok(Map.of(
                        "year", year,
                        "divisions", divisions.result(),
                        "months", months.result(),
                        "experts", experts.result(),
                        "effect", effect.result())));
    }
}
