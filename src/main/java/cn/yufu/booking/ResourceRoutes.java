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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Anything bookable: when it is free, and the hours that its keepers give it. */
public final class ResourceRoutes implements Routes {
    private static final Duration USUAL = Duration.ofDays(7);

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
        var ids = r.query().ids("resources", MOST);
        if (ids.isEmpty()) throw Failure.invalid("?resources", "required");
        return free(r, ids).map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Answer> slotsOfOne(Request r) {
        return free(r, List.of(r.id("id")))
                .map(items -> Answer.ok(items.stream().findFirst().orElseThrow(Failure::notFound)));
    }

    private Future<List<Calendar>> free(Request r, List<UUID> ids) {
        var window = Window.of(r.query(), USUAL);
        int minutes = r.queryInteger("minutes", 0, 0, 1440);
        int step = r.queryInteger("step", 30, 5, 1440);
        return BookingStore.timetables(db.read(), ids, window.days())
                .map(tables -> tables.stream()
                        .map(table -> Calendar.of(table, window, minutes, step))
                        .toList());
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
        var change = Resource.Change.read(r.body());
        return ResourceStore.write(sql, r.caller(), id, version, change)
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
