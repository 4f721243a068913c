package cn.yufu.diagnosis;

import cn.yufu.booking.Bookings;
import cn.yufu.booking.Facts;
import cn.yufu.booking.Objection;
import cn.yufu.booking.Placement;
import cn.yufu.booking.Rule;
import cn.yufu.booking.Rules;
import cn.yufu.booking.Span;
import cn.yufu.booking.Wish;
import cn.yufu.db.Sql;
import cn.yufu.diagnosis.Assignment.Ranked;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another time or other experts for a visit. The old booking ends first, so that its own time is free for its descendant;
 * when there is none, the transaction takes everything back.
 */
final class VisitChanges {
    private final Caller caller;
    private final Catalogue catalogue;
    private final String reason;
    private final boolean staff;
    private final boolean bypass;
    private @Nullable Integer count;

    /** @param bypass whether an administrator sets rules aside, for the reason given */
    VisitChanges(Caller caller, Catalogue catalogue, String reason, boolean bypass) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.reason = reason;
        // whoever is visited gives notice; whoever comes knows the own calendar
        this.staff = caller.role() != Role.ENTERPRISE;
        this.bypass = bypass && (caller.role() == Role.DISTRICT_ADMIN || caller.role() == Role.CITY_ADMIN);
    }

    /** What is changed next is one of so many; 0: the message of another speaks of it; null: it stands alone. */
    VisitChanges of(@Nullable Integer visits) {
        count = visits;
        return this;
    }

    FieldStore.Search search(Taken visit, @Nullable UUID except) {
        return new FieldStore.Search(
                visit.areas(), catalogue.categories(visit.areas()), visit.division(), visit.enterprise(), except, null);
    }

    private Catalogue.Type type(Taken visit) {
        return catalogue.type(visit.type()).orElseThrow();
    }

    /** @param holdUntil null when whoever moves it may decide for the experts */
    private Wish wish(Taken visit, List<UUID> resources, Span span, @Nullable Instant holdUntil) {
        return new Wish(
                resources,
                span,
                visit.account(),
                visit.enterprise(),
                visit.programme(),
                visit.series(),
                visit.booking(),
                holdUntil == null || holdUntil.isBefore(span.from()) ? holdUntil : span.from(),
                staff,
                bypass ? reason : null);
    }

    /** The programme as it stands on a day; its validity counts, whether it is closed to new visits does not. */
    private static Future<Programme> programme(Sql sql, Taken visit, Span span) {
        return ProgrammeStore.offers(sql, visit.enterprise(), visit.type(), span.firstDay())
                .map(all -> all.stream()
                        .filter(p -> p.id().equals(visit.programme()))
                        .findFirst()
                        .orElseThrow());
    }

    private static List<Objection> validity(Programme programme) {
        return VisitRequest.objections(programme).stream()
                .filter(objection -> objection.code().equals("programme-not-valid"))
                .map(objection -> Objection.toSpan(objection.code(), Map.of()))
                .toList();
    }

    private static @Nullable Instant hold(Programme programme, boolean needed) {
        var offer = programme.offer();
        return !needed || offer == null ? null : offer.holdUntil().toInstant();
    }

    // ---- another time

    Future<UUID> reschedule(Sql sql, Taken visit, Instant from) {
        var span = new Span(from, from.plus(Duration.ofMinutes(type(visit).minutes())));
        if (span.equals(visit.span())) throw Failure.invalid("/from", "same-time");
        boolean enterprise = caller.role() == Role.ENTERPRISE;
        return programme(sql, visit, span).compose(programme -> {
            var hold = hold(programme, enterprise);
            return FieldStore.candidates(sql, search(visit, null), span.days()).compose(candidates -> {
                var everybody = candidates.stream().map(Candidate::resource).toList();
                if (everybody.isEmpty()) throw Failure.invalid("/from", "nobody-accredited");
                return Bookings.lock(sql, wish(visit, everybody, span, hold))
                        .compose(now -> VisitStore.end(sql, visit.booking(), enterprise && visit.shortNotice())
                                .compose(ended -> moved(sql, visit, span, programme, everybody, hold, now)));
            });
        });
    }

    private Future<UUID> moved(
            Sql sql,
            Taken visit,
            Span span,
            Programme programme,
            List<UUID> everybody,
            @Nullable Instant hold,
            Instant now) {
        var wish = wish(visit, everybody, span, hold);
        var search = search(visit, null);
        var facts = Bookings.look(sql, wish, now);
        var field = FieldStore.field(
                sql, search, span.days(), FieldStore.candidates(sql, search, span.days()), facts.map(Facts::tables));
        return Future.all(facts, field).compose(all -> {
            var ranking = Assignment.rank(field.result().within(everybody), span, now);
            var same = ranking.stream()
                    .filter(r -> visit.team().contains(r.candidate().id()))
                    .toList();
            boolean kept = bypass
                    || (same.size() == visit.team().size() && same.stream().allMatch(r -> r.fit() == Fit.FITS));
            var team = kept ? ordered(same, visit.team()) : other(ranking, visit);
            var objections = new ArrayList<>(validity(programme));
            objections.addAll(unreachable(team, "/from"));
            if (team.size() < visit.team().size()) {
                objections.addAll(Rules.objections(programme.limits(), wish, facts.result()));
                if (ranking.stream().noneMatch(r -> r.fit() != Fit.CLOSED))
                    objections.add(Objection.toSpan("nobody-open", Map.of()));
                if (!objections.isEmpty()) throw Visits.refusal(objections);
                return Visits.alternatives(
                                sql,
                                search,
                                wish,
                                programme,
                                facts.result(),
                                visit.team().size())
                        .compose(nearest ->
                                Future.failedFuture(Failure.conflict("slot-taken", Map.of("alternatives", nearest))));
            }
            var chosen = team.stream().map(r -> r.candidate().id()).toList();
            var resources = team.stream().map(r -> r.candidate().resource()).toList();
            var why = Assignment.of(kept ? "kept" : "automatic", reason, ranking, chosen);
            return Bookings.decide(
                            sql,
                            wish.of(resources),
                            programme.rules(),
                            facts.result().of(resources),
                            objections)
                    .compose(placement -> replace(sql, placement, visit, chosen, why, VisitStep.RESCHEDULE));
        });
    }

    /** Whoever can come instead; an expert who moves a visit means to come. */
    private List<Ranked> other(List<Ranked> ranking, Taken visit) {
        if (caller.role() == Role.EXPERT) return List.of();
        return Assignment.team(ranking, visit.team().size());
    }

    private static List<Ranked> ordered(List<Ranked> people, List<UUID> order) {
        return order.stream()
                .flatMap(id -> people.stream().filter(r -> r.candidate().id().equals(id)))
                .toList();
    }

    private static List<Objection> unreachable(List<Ranked> team, String pointer) {
        return team.stream().anyMatch(r -> r.fit() == Fit.UNREACHABLE)
                ? List.of(new Objection("unreachable", pointer, Map.of(), true))
                : List.of();
    }

    private Future<UUID> replace(
            Sql sql, Placement placement, Taken visit, List<UUID> team, Assignment why, VisitStep step) {
        var host = step == VisitStep.REASSIGN ? null : (Boolean) (caller.role() != Role.ENTERPRISE);
        var former = visit.team().stream().filter(id -> !team.contains(id)).toList();
        return VisitStore.replace(
                sql,
                placement,
                visit.id(),
                team,
                why,
                new VisitStore.Change(caller, step, reason, host, former, count));
    }

    // ---- other experts

    /** @param replaced whose part it is; null for the lead's, and an expert can only hand over the own part */
    Future<UUID> reassign(Sql sql, Taken visit, UUID expert, @Nullable UUID replaced) {
        var leaving = caller.role() == Role.EXPERT
                ? visit.me()
                : Optional.ofNullable(replaced).orElse(visit.lead());
        if (leaving == null || !visit.team().contains(leaving)) throw Failure.invalid("/replaces", "no-such");
        if (visit.team().contains(expert)) throw Failure.invalid("/expertId", "in-team");
        var team = visit.team().stream()
                .map(id -> id.equals(leaving) ? expert : id)
                .toList();
        var search = search(visit, null);
        boolean handOver = caller.role() == Role.EXPERT;
        var experts = ExpertStore.resources(sql, team);
        return Future.all(experts, programme(sql, visit, visit.span())).compose(all -> {
            List<UUID> resources = all.resultAt(0);
            Programme programme = all.resultAt(1);
            if (resources.size() < team.size()) throw Failure.invalid("/expertId", "no-such");
            var wish = wish(visit, resources, visit.span(), hold(programme, handOver));
            return Bookings.lock(sql, wish)
                    .compose(now -> VisitStore.end(sql, visit.booking(), false)
                            .compose(ended -> Future.all(
                                    Bookings.look(sql, wish, now),
                                    Visits.window(sql, search, visit.span().days())))
                            .compose(known -> {
                                Facts facts = known.resultAt(0);
                                Field field = known.resultAt(1);
                                var ranking = Assignment.rank(field, visit.span(), now);
                                return Bookings.decide(sql, wish, RULES, facts, objections(ranking, expert))
                                        .compose(placement -> replace(
                                                sql,
                                                placement,
                                                visit,
                                                team,
                                                Assignment.of(
                                                        handOver ? "hand-over" : "administrator",
                                                        reason,
                                                        ranking,
                                                        team),
                                                VisitStep.REASSIGN));
                            }));
        });
    }

    /** The time was agreed already: only whether the new one can come is still asked. */
    private static final List<Rule> RULES = List.of(Rules.inFuture(), Rules.inService(), Rules.withinOpenings());

    private static List<Objection> objections(List<Ranked> ranking, UUID expert) {
        var one =
                ranking.stream().filter(r -> r.candidate().id().equals(expert)).toList();
        return one.isEmpty()
                ? List.of(new Objection("not-accredited", "/expertId", Map.of(), false))
                : unreachable(one, "/expertId");
    }
}
