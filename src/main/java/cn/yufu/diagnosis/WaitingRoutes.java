package cn.yufu.diagnosis;

import cn.yufu.booking.Days;
import cn.yufu.booking.Waitlist;
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

/** Where an enterprise that finds no time begins to wait for one; what follows is the waitlist's own. */
final class WaitingRoutes implements Routes {
    private final Db db;
    private final Catalogue.Source catalogue;

    WaitingRoutes(Db db, Catalogue.Source catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.post("/visits/waiting", Who.only(Role.ENTERPRISE), this::prepare, WaitingRoutes::join);
    }

    private Future<Waitlist.Place> prepare(Request r) {
        return catalogue.get().compose(known -> {
            var in = r.body();
            var caller = r.caller();
            var wish = VisitWish.read(in, known, java.util.Objects.requireNonNull(caller.divisionCode()));
            var days = Days.read(in);
            in.done();
            var type = known.type(wish.type()).orElseThrow();
            var place = new Waitlist.Place(VisitSeeker.KIND, type.code(), type.name(), type.experts(), days, wish);
            return Future.all(
                            VisitStore.ownFiles(db.read(), caller, wish.files()),
                            wish.follows() == null
                                    ? Future.succeededFuture(true)
                                    : VisitStore.completed(db.read(), wish.follows(), caller.organisation()))
                    .map(both -> {
                        if (!both.<Boolean>resultAt(0)) throw Failure.invalid("/files", "no-such");
                        if (!both.<Boolean>resultAt(1)) throw Failure.invalid("/follows", "no-such");
                        return place;
                    });
        });
    }

    private static Future<Answer> join(Request r, Waitlist.Place wanted, Sql sql) {
        return Waitlist.join(sql, r.caller(), wanted)
                .map(place -> Answer.ok(place, place.version()).asCreated("/api/waitlist/" + place.id()));
    }
}
