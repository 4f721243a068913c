package cn.yufu.booking;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Anything bookable: when it is free, and the hours that its keepers give it. */
public final class ResourceRoutes implements Routes {
    /** A month's sheet of a whole house fits into one answer. */
    private static final Duration LONGEST = Duration.ofDays(62);

    private static final int MOST = 50;
    private static final Who KEEPERS =
            Who.only(Role.EXPERT, Role.PROVIDER, Role.ENTERPRISE, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);

    private final Db db;

    public ResourceRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/slots", Who.signedIn(), this::slots);
        api.get("/resources/{id}", Who.signedIn(), this::get);
        api.get("/resources/{id}/slots", Who.signedIn(), this::slotsOfOne);
        api.patch("/resources/{id}", KEEPERS, this::write);
        api.post("/resources/{id}/blackouts", KEEPERS, this::blackOut);
        api.delete("/resources/{id}/blackouts/{blackout}", KEEPERS, this::lift);
    }

    private Future<Answer> get(Request r) {
        return ResourceStore.find(db.read(), r.caller(), r.id("id")).map(found -> {
            var resource = found.orElseThrow(Failure::notFound);
            return Answer.ok(resource, resource.version());
        });
    }

    private Future<Answer> slots(Request r) {
        var asked = r.queryCodes("resources");
        if (asked == null) throw Failure.invalid("?resources", "required");
        var ids = Arrays.stream(asked).map(ResourceRoutes::id).distinct().toList();
        if (ids.size() > MOST) throw Failure.invalid("?resources", "too-many");
        return free(r, ids).map(items -> Answer.ok(Map.of("items", items)));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Failure.invalid("?resources", "id");
        }
    }

    private Future<Answer> slotsOfOne(Request r) {
        return free(r, List.of(r.id("id")))
                .map(items -> Answer.ok(items.stream().findFirst().orElseThrow(Failure::notFound)));
    }

    private Future<List<Calendar>> free(Request r, List<UUID> ids) {
        var window = window(r);
        int minutes = r.queryInteger("minutes", 0, 0, 1440);
        int step = r.queryInteger("step", 30, 5, 1440);
        return BookingStore.timetables(db.read(), ids, window.days())
                .map(tables -> tables.stream()
                        .map(table -> Calendar.of(table, window, minutes, step))
                        .toList());
    }

    private static Span window(Request r) {
        var from = r.query().instant("from");
        var start = from == null ? Instant.now().truncatedTo(ChronoUnit.MINUTES) : from.toInstant();
        var until = r.query().instant("to");
        var end = until == null ? start.plus(Duration.ofDays(7)) : until.toInstant();
        if (!start.isBefore(end)) throw Failure.invalid("?to", "not-after-start");
        if (start.plus(LONGEST).isBefore(end)) throw Failure.invalid("?to", "too-far");
        return new Span(start, end);
    }

    /**
     * One resource in a window.
     *
     * @param free spans with the number of units that are free
     * @param starts when a booking of the length that was asked for could begin; null when none was
     */
    record Calendar(
            UUID resourceId,
            String name,
            List<Slots.Free> free,
            @Nullable List<Span> starts) {
        static Calendar of(Timetable table, Span window, int minutes, int step) {
            var starts = minutes == 0
                    ? null
                    : Slots.starts(
                            List.of(table), window, Duration.ofMinutes(minutes), Duration.ofMinutes(step), any -> true);
            return new Calendar(table.resource(), table.name(), Slots.free(table, window), starts);
        }
    }

    private Future<Answer> write(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var week = Resource.Week.read(r.body());
        return ResourceStore.write(sql, r.caller(), id, version, week)
                .compose(done -> ResourceStore.find(sql, r.caller(), id).map(found -> {
                    var resource = found.filter(Resource::editable).orElseThrow(Failure::notFound);
                    if (done.isEmpty()) throw Failure.stale(resource.version());
                    return Answer.ok(resource, resource.version());
                }));
    }

    private Future<Answer> blackOut(Request r, Sql sql) {
        var in = r.body();
        var reason = in.text("reason", 1, 500);
        var span = Resource.span(in);
        var id = r.id("id");
        return ResourceStore.blackOut(sql, r.caller(), id, span, reason).compose(made -> {
            var blackout = made.orElseThrow(Failure::notFound);
            return ResourceStore.affected(sql, id, span)
                    .map(affected -> Answer.created(
                            "/api/resources/" + id + "/blackouts/" + blackout,
                            Map.of("id", blackout, "affected", affected)));
        });
    }

    private Future<Answer> lift(Request r, Sql sql) {
        return ResourceStore.lift(sql, r.caller(), r.id("id"), r.id("blackout")).map(done -> {
            if (!done) throw Failure.notFound();
            return Answer.empty();
        });
    }
}
