package cn.yufu.diagnosis;

import cn.yufu.booking.Bookings;
import cn.yufu.booking.Recurrence;
import cn.yufu.booking.Span;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Visits that come again, such as a quarterly look at what has become of the actions: requested together, by the same
 * experts where they can, and told in one message. One with all that follow it can be moved or cancelled.
 */
final class VisitSeries implements Routes {
    /** All of the series of a booking {@code b} in order of time, and which of them the reader may open. */
    private static final String MEMBERS = """
        (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'state', v.state,
            'from', lower(s.during), 'visible', {scope}) ORDER BY lower(s.during)), '[]')::text
         FROM visit v JOIN booking s ON s.id = v.booking_id WHERE s.series_id = b.series_id)\
        """;

    private final Catalogue.Source catalogue;

    VisitSeries(Catalogue.Source catalogue) {
        this.catalogue = catalogue;
    }

    /** @param scope its first parameter */
    static String members(int scope) {
        return MEMBERS.replace("{scope}", VisitScope.sql(scope));
    }

    @Override
    public void mount(Api api) {
        api.post("/visit-series", Who.only(Role.ENTERPRISE), this::read, VisitSeries::request);
    }

    private record Wanted(Catalogue known, Catalogue.Type type, VisitWish wish, List<Span> times) {}

    private Future<Wanted> read(Request r) {
        return catalogue.get().map(known -> {
            var in = r.body();
            var from = VisitRequest.start(in);
            var wish = VisitWish.read(
                    in, known, java.util.Objects.requireNonNull(r.caller().divisionCode()));
            var repeat = in.object("repeat", true, Recurrence::read);
            in.done();
            var type = known.type(wish.type()).orElseThrow();
            var times = java.util.Objects.requireNonNull(repeat)
                    .expand(wish.at(type, from).span());
            if (times.isEmpty()) throw Failure.invalid("/repeat/except", "nothing-left");
            return new Wanted(known, type, wish, times);
        });
    }

    private static Future<Answer> request(Request r, Wanted wanted, Sql sql) {
        var caller = r.caller();
        var series = UUID.randomUUID();
        List<UUID> team = new ArrayList<>();
        var search = Visits.search(caller, wanted.wish().areas(), wanted.known());
        Function<Span, Future<UUID>> attempt =
                time -> Visits.prepare(sql, caller, wanted.wish().at(wanted.type(), time.from()), wanted.known(), null)
                        .compose(asked -> Visits.decide(sql, asked.ofSeries(series, team))
                                .compose(decided -> Visits.book(
                                        sql,
                                        asked.ofSeries(series, team),
                                        decided,
                                        count(
                                                team,
                                                decided.chosen().team(),
                                                wanted.times().size()))));
        return funds(sql, caller, wanted)
                .compose(locked -> lock(sql, search, wanted.times()))
                .compose(locked -> Recurrence.all(wanted.times(), false, time -> time, attempt))
                .compose(ids -> shown(r, sql, ids))
                .map(visits -> Answer.ok(Map.of("id", series, "items", visits))
                        .asCreated("/api/visits/" + visits.getFirst().id()));
    }

    /** Whatever might pay for one of them, before the first freezes anything. */
    private static Future<Void> funds(Sql sql, Caller caller, Wanted wanted) {
        var wish = wanted.wish();
        var day = wanted.times().getFirst().firstDay();
        return ProgrammeStore.offers(sql, caller.organisation(), wish.type(), day)
                .compose(all -> VisitMoney.lock(
                        sql,
                        all.stream()
                                .filter(p -> wish.programme() == null || p.id().equals(wish.programme()))
                                .filter(Programme::usable)));
    }

    /** All that might be needed, in the one order, before the first is decided: two series must not wait for each other. */
    private static Future<?> lock(Sql sql, FieldStore.Search search, List<Span> times) {
        var period = new Span(times.getFirst().from(), times.getLast().to()).days();
        return FieldStore.candidates(sql, search, period).compose(found -> {
            var resources = found.stream().map(Candidate::resource).toList();
            return resources.isEmpty()
                    ? Future.<Instant>succeededFuture()
                    : Bookings.lock(sql, search.enterprise(), resources);
        });
    }

    /** Of how many visits the message of the next one speaks: the first of all, none for the same experts, else its own. */
    private static @Nullable Integer count(List<UUID> first, List<UUID> team, int all) {
        if (!first.isEmpty()) return first.equals(team) ? (Integer) 0 : null;
        first.addAll(team);
        return all == 1 ? null : (Integer) all;
    }

    private static Future<List<Visit>> shown(Request r, Sql sql, List<UUID> ids) {
        return Future.all(ids.stream()
                        .map(id -> VisitStore.open(sql, r.caller(), id))
                        .toList())
                .map(all -> all.<Optional<Visit>>list().stream()
                        .map(Optional::orElseThrow)
                        .toList());
    }

    /** A visit, locked, and all that follow it move by as much; all of them, or none and why. */
    static Future<?> move(Sql sql, Request r, Taken first, Instant from, VisitChanges changes) {
        var by = Duration.between(first.span().from(), from);
        return VisitStore.following(sql, r.caller(), first.id())
                .compose(ids -> taken(sql, r, ids))
                .compose(rest -> {
                    var all = new ArrayList<>(List.of(first));
                    all.addAll(rest);
                    var times =
                            all.stream().map(visit -> moved(visit.span(), by)).toList();
                    Function<Taken, Future<UUID>> attempt = visit -> changes.of(spoken(visit, first, all.size()))
                            .reschedule(sql, visit, visit.span().from().plus(by));
                    return lock(sql, changes.search(first, null), times)
                            .compose(locked ->
                                    Recurrence.all(all, !by.isNegative(), visit -> moved(visit.span(), by), attempt));
                });
    }

    private static Future<List<Taken>> taken(Sql sql, Request r, List<UUID> ids) {
        return Future.all(ids.stream()
                        .map(id -> VisitStore.take(sql, r.caller(), id, VisitStep.RESCHEDULE))
                        .toList())
                .map(all -> all.<Optional<Taken>>list().stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static @Nullable Integer spoken(Taken visit, Taken first, int all) {
        if (visit.id().equals(first.id())) return all == 1 ? null : (Integer) all;
        return visit.team().equals(first.team()) ? (Integer) 0 : null;
    }

    private static Span moved(Span span, Duration by) {
        return new Span(span.from().plus(by), span.to().plus(by));
    }

    /** A visit and all that follow it; false when it cannot be cancelled any more. */
    static Future<Boolean> cancel(Sql sql, Request r, UUID id, String reason) {
        return VisitStore.following(sql, r.caller(), id).compose(rest -> {
            // the visits before the budget that the first of them locks
            var first = VisitStore.lock(sql, rest.isEmpty() ? List.of() : all(id, rest))
                    .compose(locked -> cancel(sql, r, id, reason, rest.isEmpty() ? null : (Integer) (rest.size() + 1)));
            Future<Boolean> so = first;
            // one that was cancelled a moment ago is cancelled
            for (var next : rest) so = so.compose(done -> cancel(sql, r, next, reason, 0));
            return so.compose(done -> first);
        });
    }

    private static List<UUID> all(UUID first, List<UUID> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    static Future<Boolean> cancel(Sql sql, Request r, UUID id, String reason, @Nullable Integer count) {
        boolean own = r.caller().role() == Role.ENTERPRISE;
        return VisitStore.move(sql, r.caller(), id, VisitStep.CANCEL, reason, own, count);
    }
}
