package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import cn.yufu.booking.Window;
import cn.yufu.booking.Wish;
import cn.yufu.db.Db;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finding a time for a visit, another one, or somebody else: looks without a lock, decided again when it is booked. */
final class SlotRoutes implements Routes {
    private static final Duration USUAL = Duration.ofDays(14);

    private final Db db;
    private final Catalogue.Source catalogue;

    SlotRoutes(Db db, Catalogue.Source catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.get("/visits/slots", Who.only(Role.ENTERPRISE), this::slots);
        api.get(
                "/visits/{id}/slots",
                Who.only(Role.ENTERPRISE, Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN),
                this::slotsFor);
        api.get(
                "/visits/{id}/candidates",
                Who.only(Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN),
                this::candidates);
    }

    private Future<Answer> slots(Request r) {
        var window = Window.of(r.query(), USUAL);
        var caller = r.caller();
        return catalogue.get().compose(known -> {
            var type = type(r, known);
            var areas = areas(r, type);
            var search = Visits.search(caller, areas, known);
            var wanted = r.queryId("programmeId");
            var programmes = ProgrammeStore.offers(db.read(), caller.organisation(), type.code(), window.firstDay());
            return Future.all(Visits.window(db.read(), search, window.days()), programmes)
                    .compose(both -> {
                        var programme =
                                Visits.programme(programmes.result(), wanted).orElse(null);
                        Field field = both.resultAt(0);
                        return Visits.slots(
                                        db.read(),
                                        field,
                                        window,
                                        type,
                                        programme,
                                        wish(r, window, caller.organisation(), programme, null))
                                .map(slots -> Answer.ok(answer(
                                        type.minutes(),
                                        programme,
                                        slots,
                                        field.candidates().size())));
                    });
        });
    }

    private static Map<String, Object> answer(
            int minutes, @Nullable Programme programme, List<Visits.Slot> slots, int experts) {
        var answer = new java.util.HashMap<String, Object>();
        answer.put("minutes", minutes);
        answer.put("experts", experts);
        answer.put("programme", programme);
        answer.put("items", slots);
        return answer;
    }

    private static Catalogue.Type type(Request r, Catalogue known) {
        var code = r.query("type");
        if (code == null) throw Failure.invalid("?type", "required");
        return known.type(code).orElseThrow(() -> Failure.invalid("?type", "no-such"));
    }

    private static List<String> areas(Request r, Catalogue.Type type) {
        var asked = r.queryCodes("areas");
        if (asked == null) return type.areas();
        var areas = List.of(asked);
        if (!type.areas().containsAll(areas)) throw Failure.invalid("?areas", "not-of-this-type");
        return areas;
    }

    /** When this visit could take place instead; its own time counts as free. */
    private Future<Answer> slotsFor(Request r) {
        var window = Window.of(r.query(), USUAL);
        var looked = VisitStore.look(db.read(), r.caller(), r.id("id"), VisitStep.RESCHEDULE);
        return Future.all(catalogue.get(), looked).compose(all -> {
            Catalogue known = all.resultAt(0);
            var visit = looked.result();
            if (visit.isEmpty()) return VisitRoutes.refused(db.read(), r.caller(), r.id("id"), VisitStep.RESCHEDULE);
            var taken = visit.get();
            var search = new VisitChanges(r.caller(), known, "", false).search(taken, taken.booking());
            var type = known.type(taken.type()).orElseThrow();
            var programmes = ProgrammeStore.offers(db.read(), taken.enterprise(), type.code(), window.firstDay());
            return Future.all(Visits.window(db.read(), search, window.days()), programmes)
                    .compose(both -> {
                        var programme = Visits.programme(programmes.result(), taken.programme())
                                .orElse(null);
                        Field field = both.resultAt(0);
                        return Visits.slots(
                                        db.read(),
                                        field,
                                        window,
                                        type,
                                        programme,
                                        wish(r, window, taken.enterprise(), programme, taken.booking()))
                                .map(slots -> Answer.ok(answer(
                                        type.minutes(),
                                        null,
                                        slots,
                                        field.candidates().size())));
                    });
        });
    }

    /** What the rules of the programme look at: whose visits count, and which one would be given up. */
    private static Wish wish(
            Request r, Span window, UUID enterprise, @Nullable Programme programme, @Nullable UUID moved) {
        var caller = r.caller();
        return new Wish(
                List.of(),
                window,
                caller.accountId(),
                enterprise,
                programme == null ? null : programme.id(),
                null,
                moved,
                null,
                caller.role() != Role.ENTERPRISE,
                null);
    }

    /** Everybody who might come instead, in the order of fairness, with what stands in the way. */
    private Future<Answer> candidates(Request r) {
        var looked = VisitStore.look(db.read(), r.caller(), r.id("id"), VisitStep.REASSIGN);
        return Future.all(catalogue.get(), looked).compose(all -> {
            Catalogue known = all.resultAt(0);
            var visit = looked.result();
            if (visit.isEmpty()) return VisitRoutes.refused(db.read(), r.caller(), r.id("id"), VisitStep.REASSIGN);
            var taken = visit.get();
            var search = new VisitChanges(r.caller(), known, "", false).search(taken, taken.booking());
            return Visits.window(db.read(), search, taken.span().days()).map(field -> {
                var ranking = Assignment.rank(field, taken.span(), Instant.now());
                return Answer.ok(Map.of("items", Assignment.entries(ranking, ranking, taken.team())));
            });
        });
    }
}
