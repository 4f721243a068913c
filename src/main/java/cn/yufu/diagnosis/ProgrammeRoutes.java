package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;

/** Programmes: the city sets them up, enterprises see what they are offered and what they have left. */
final class ProgrammeRoutes implements Routes {
    private static final Who READERS = VisitRoutes.EVERY_PARTY;
    private static final Who CITY = Who.only(Role.CITY_ADMIN);

    private final Db db;
    private final Catalogue.Source catalogue;

    ProgrammeRoutes(Db db, Catalogue.Source catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.get("/programmes", READERS, this::list);
        api.post("/programmes", CITY, this::create);
        api.get("/programmes/{id}", READERS, r -> show(db.read(), r.id("id")));
        api.patch("/programmes/{id}", CITY, this::revise);
        api.post("/programmes/{id}/closing", CITY, (r, sql) -> move(r, sql, true));
        api.post("/programmes/{id}/reopening", CITY, (r, sql) -> move(r, sql, false));
    }

    private Future<Answer> list(Request r) {
        var caller = r.caller();
        var day = VisitRoutes.day(r, "day");
        var type = r.query("type");
        var all = caller.role() == Role.ENTERPRISE
                ? ProgrammeStore.offers(db.read(), caller.organisation(), type, day)
                : ProgrammeStore.all(db.read());
        return all.map(items -> Answer.ok(Map.of("items", items)));
    }

    private static Future<Answer> show(Sql sql, UUID id) {
        return ProgrammeStore.find(sql, id).map(found -> {
            var programme = found.orElseThrow(Failure::notFound);
            return Answer.ok(programme, programme.version());
        });
    }

    private Future<Answer> create(Request r, Sql sql) {
        return catalogue
                .get()
                .map(known -> ProgrammeDraft.from(r.body(), known.typeCodes()))
                .compose(draft -> known(sql, draft).compose(checked -> ProgrammeStore.create(sql, r.caller(), draft)))
                .compose(id -> show(sql, id).map(answer -> answer.asCreated("/api/programmes/" + id)));
    }

    private Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        return Future.all(catalogue.get(), ProgrammeStore.find(sql, id))
                .map(both -> {
                    Catalogue known = both.resultAt(0);
                    java.util.Optional<Programme> found = both.resultAt(1);
                    return ProgrammeDraft.changed(r.body(), found.orElseThrow(Failure::notFound), known.typeCodes());
                })
                .compose(draft -> known(sql, draft)
                        .compose(checked -> ProgrammeStore.revise(sql, r.caller(), id, version, draft)))
                .compose(done -> done.isPresent() ? show(sql, id) : stale(sql, id));
    }

    private static Future<Answer> stale(Sql sql, UUID id) {
        return ProgrammeStore.find(sql, id).map(found -> {
            throw Failure.stale(found.orElseThrow(Failure::notFound).version());
        });
    }

    private static Future<Void> known(Sql sql, ProgrammeDraft draft) {
        return ProgrammeStore.unknown(sql, draft).map(pointers -> {
            if (pointers.isEmpty()) return null;
            throw Failure.invalid(pointers.stream()
                    .map(pointer -> new Violation(pointer, "no-such", Map.of()))
                    .toList());
        });
    }

    private static Future<Answer> move(Request r, Sql sql, boolean close) {
        var id = r.id("id");
        var body = r.body();
        var reason = body.optionalText("reason", 1000);
        body.done();
        return ProgrammeStore.move(sql, r.caller(), id, close, reason)
                .compose(done -> done.isPresent()
                        ? show(sql, id)
                        : ProgrammeStore.find(sql, id).map(found -> {
                            throw found.map(programme -> Failure.stateConflict(programme.closed() ? "closed" : "open"))
                                    .orElseGet(Failure::notFound);
                        }));
    }
}
