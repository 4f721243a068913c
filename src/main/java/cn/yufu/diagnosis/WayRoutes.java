package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of an expert through a day: from where it begins, from visit to visit, and back. */
final class WayRoutes implements Routes {
    private static final String STOPS = """
        SELECT v.id, v.number, v.state, e.name AS enterprise, v.address, v.division_code, d.name AS division, d.latitude,
          d.longitude, lower(b.during) AS from_at, upper(b.during) AS to_at, v.contact_name, v.contact_phone, v.need,
          t.name AS type_name, t.name_en AS type_name_en
        FROM expert x
        JOIN booking_claim c ON c.resource_id = x.resource_id AND c.holds AND c.protected && tstzrange(
          $2::date::timestamp AT TIME ZONE 'Asia/Shanghai', ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
        JOIN booking b ON b.id = c.booking_id
        JOIN visit v ON v.booking_id = b.id
        JOIN diagnosis_type t ON t.code = v.type_code
        JOIN organisation e ON e.id = v.enterprise_id
        JOIN division d ON d.code = v.division_code
        WHERE x.id = $1 ORDER BY lower(b.during)\
        """;
    private static final String TIMES = """
        SELECT from_code, to_code, minutes FROM travel_time WHERE from_code = ANY ($1::text[]) AND to_code = ANY ($1::text[])\
        """;
    private static final String SELF = "SELECT id FROM expert WHERE account_id = $1";

    private final Db db;

    WayRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/visits/way", Who.only(Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR), this::show);
    }

    /**
     * @param minutes from the stop before, {@code leaveAt} the latest instant to set out for it
     */
    record Stop(
            UUID visitId,
            String number,
            String state,
            String enterprise,
            String address,
            String divisionCode,
            String divisionName,
            @Nullable Double latitude,
            @Nullable Double longitude,
            OffsetDateTime from,
            OffsetDateTime to,
            String contactName,
            String contactPhone,
            String need,
            String typeName,
            String typeNameEn,
            @Nullable Integer minutes,
            @Nullable OffsetDateTime leaveAt) {
        static Stop from(Row row) {
            return new Stop(
                    row.getUUID("id"),
                    row.getString("number"),
                    row.getString("state"),
                    row.getString("enterprise"),
                    row.getString("address"),
                    row.getString("division_code"),
                    row.getString("division"),
                    row.getDouble("latitude"),
                    row.getDouble("longitude"),
                    row.getOffsetDateTime("from_at"),
                    row.getOffsetDateTime("to_at"),
                    row.getString("contact_name"),
                    row.getString("contact_phone"),
                    row.getString("need"),
                    row.getString("type_name"),
                    row.getString("type_name_en"),
                    null,
                    null);
        }

        Stop after(@Nullable Integer way) {
            return new Stop(
                    visitId,
                    number,
                    state,
                    enterprise,
                    address,
                    divisionCode,
                    divisionName,
                    latitude,
                    longitude,
                    from,
                    to,
                    contactName,
                    contactPhone,
                    need,
                    typeName,
                    typeNameEn,
                    way,
                    way == null ? null : from.minusMinutes(way));
        }
    }

    /** @param backMinutes from the last stop to where the day ends; null without stops */
    record Way(
            LocalDate day,
            UUID expertId,
            String name,
            Expert.Place start,
            Expert.Place end,
            List<Stop> stops,
            @Nullable Integer backMinutes) {}

    private Future<Answer> show(Request r) {
        var day = VisitRoutes.day(r, "day");
        var sql = db.read();
        var asked = r.queryId("expert");
        Future<Optional<UUID>> whose = asked != null
                ? Future.succeededFuture(Optional.of(asked))
                : sql.first(SELF, Tuple.of(r.caller().accountId()), row -> row.getUUID("id"));
        return whose.compose(id -> {
            if (id.isEmpty()) throw Failure.invalid("?expert", "required");
            var expert = ExpertStore.find(sql, r.caller(), id.get());
            var stops = sql.list(STOPS, Tuple.of(id.get(), day), Stop::from);
            return Future.all(expert, stops).compose(both -> {
                var who = expert.result().orElseThrow(Failure::notFound);
                return times(who, stops.result()).map(times -> Answer.ok(way(day, who, stops.result(), times)));
            });
        });
    }

    private Future<Travel> times(Expert who, List<Stop> stops) {
        var codes = new ArrayList<>(List.of(who.start().code(), who.end().code()));
        for (var stop : stops) codes.add(stop.divisionCode());
        var times = new HashMap<Travel.Leg, Integer>();
        return db.read()
                .list(
                        TIMES,
                        Tuple.of((Object) codes.stream().distinct().toArray(String[]::new)),
                        row -> times.put(
                                new Travel.Leg(row.getString("from_code"), row.getString("to_code")),
                                row.getInteger("minutes")))
                .map(read -> new Travel(times));
    }

    private static Way way(LocalDate day, Expert who, List<Stop> stops, Travel travel) {
        var legs = new ArrayList<Stop>();
        var at = who.start().code();
        for (var stop : stops) {
            legs.add(stop.after(minutes(travel, at, stop.divisionCode())));
            at = stop.divisionCode();
        }
        var back = stops.isEmpty() ? null : minutes(travel, at, who.end().code());
        return new Way(day, who.id(), who.name(), who.start(), who.end(), legs, back);
    }

    private static @Nullable Integer minutes(Travel travel, String from, String to) {
        var minutes = travel.minutes(from, to);
        return minutes.isPresent() ? (Integer) minutes.getAsInt() : null;
    }
}
