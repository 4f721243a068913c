package cn.yufu.diagnosis;

import cn.yufu.booking.Bookings;
import cn.yufu.booking.Facts;
import cn.yufu.booking.Objection;
import cn.yufu.booking.Placement;
import cn.yufu.booking.Rules;
import cn.yufu.booking.Span;
import cn.yufu.booking.Wish;
import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of requesting a visit: who may come is looked up, all of them are locked, and only then it is decided who is
 * open, free and able to arrive, and whose turn it is. The same decision is taken once before the transaction, so that
 * what cannot be had locks nobody out.
 */
final class Visits {
    private static final Duration AROUND = Duration.ofDays(10);
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int ALTERNATIVES = 3;

    private Visits() {}

    /**
     * A request with what is known about it beforehand.
     *
     * @param programme that it would use; null when none can be used
     * @param wrong what else speaks against it
     * @param resources of everybody who might come
     * @param holdUntil when it is only offered: until when
     * @param preferred who comes if all of them can
     */
    record Asked(
            Caller caller,
            VisitRequest request,
            FieldStore.Search search,
            @Nullable Programme programme,
            List<Objection> wrong,
            List<UUID> resources,
            @Nullable Instant holdUntil,
            @Nullable UUID series,
            List<UUID> preferred) {

        /** As one of several, by the same experts if they can. */
        Asked ofSeries(UUID id, List<UUID> same) {
            return new Asked(caller, request, search, programme, wrong, resources, holdUntil, id, same);
        }

        Wish wish(List<UUID> of) {
            var start = request.span().from();
            var usual = programme == null || programme.offer() == null
                    ? start
                    : programme.offer().holdUntil().toInstant();
            var hold = holdUntil == null ? usual : holdUntil;
            return new Wish(
                    of,
                    request.span(),
                    caller.accountId(),
                    caller.organisation(),
                    programme == null ? null : programme.id(),
                    series,
                    null,
                    hold.isBefore(start) ? hold : start,
                    false,
                    null);
        }
    }

    /** Looks everything up and decides once without a lock; fails as the booking would. */
    static Future<Asked> prepare(
            Sql sql, Caller caller, VisitRequest request, Catalogue catalogue, @Nullable Instant holdUntil) {
        var search = search(caller, request.areas(), catalogue);
        var programmes = ProgrammeStore.offers(
                sql,
                caller.organisation(),
                request.type().code(),
                request.span().firstDay());
        var own = VisitStore.ownFiles(sql, caller, request.files());
        var followed = request.follows() == null
                ? Future.succeededFuture(true)
                : VisitStore.completed(sql, request.follows(), caller.organisation());
        var candidates = FieldStore.candidates(sql, search, request.span().days());
        return Future.all(programmes, own, followed, candidates)
                .map(all -> {
                    var programme = programme(programmes.result(), request.programme());
                    var wrong = new ArrayList<>(VisitRequest.objections(programme.orElse(null)));
                    if (!own.result()) wrong.add(new Objection("no-such", "/files", Map.of(), false));
                    if (!followed.result()) wrong.add(new Objection("no-such", "/follows", Map.of(), false));
                    if (candidates.result().isEmpty())
                        wrong.add(new Objection("nobody-accredited", "/areas", Map.of(), false));
                    return new Asked(
                            caller,
                            request,
                            search,
                            programme.orElse(null),
                            wrong,
                            candidates.result().stream()
                                    .map(Candidate::resource)
                                    .toList(),
                            holdUntil,
                            null,
                            List.of());
                })
                .compose(asked -> choose(sql, asked, Instant.now()).map(chosen -> asked));
    }

    /** The one that was asked for, or the first that can be used and has something left. */
    static Optional<Programme> programme(List<Programme> all, @Nullable UUID wanted) {
        if (wanted != null)
            return all.stream().filter(p -> p.id().equals(wanted)).findFirst();
        var usable = all.stream().filter(Programme::usable).toList();
        return usable.stream()
                .filter(p -> p.offer() != null && p.offer().left() > 0)
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }

    /** Who might come to an enterprise. */
    static FieldStore.Search search(Caller caller, List<String> areas, Catalogue catalogue) {
        return new FieldStore.Search(
                areas,
                catalogue.categories(areas),
                java.util.Objects.requireNonNull(caller.divisionCode()),
                caller.organisation(),
                null,
                null);
    }

    /** What can be booked, and who comes. */
    record Decided(Placement placement, Chosen chosen) {}

    /** Locks everybody who might come and decides; in the transaction in which it is then booked. */
    static Future<Decided> decide(Sql sql, Asked asked) {
        return Bookings.lock(sql, asked.wish(asked.resources()))
                .compose(now -> choose(sql, asked, now))
                .compose(chosen -> Bookings.decide(
                                sql,
                                asked.wish(chosen.resources()),
                                chosen.programme().rules(),
                                chosen.facts().of(chosen.resources()),
                                List.of())
                        .map(placement -> new Decided(placement, chosen)));
    }

    static Future<UUID> book(Sql sql, Asked asked) {
        return VisitMoney.lock(sql, Stream.ofNullable(asked.programme()))
                .compose(locked -> decide(sql, asked))
                .compose(decided -> book(sql, asked, decided, null));
    }

    /** @param count of how many visits the message of it speaks; see {@link VisitMoves#changeOfSeries} */
    static Future<UUID> book(Sql sql, Asked asked, Decided decided, @Nullable Integer count) {
        return VisitStore.book(
                sql,
                decided.placement(),
                asked.request(),
                decided.chosen().programme(),
                asked.search().site(),
                decided.chosen().team(),
                decided.chosen().why(),
                count);
    }

    /** Who comes. */
    record Chosen(Programme programme, Facts facts, List<UUID> team, List<UUID> resources, Assignment why) {}

    private static Future<Chosen> choose(Sql sql, Asked asked, Instant now) {
        var span = asked.request().span();
        var wish = asked.wish(asked.resources());
        var facts = Bookings.look(sql, wish, now);
        var candidates = FieldStore.candidates(sql, asked.search(), span.days());
        var field = FieldStore.field(sql, asked.search(), span.days(), candidates, facts.map(Facts::tables));
        return Future.all(facts, field).compose(all -> {
            var within = field.result().within(asked.resources());
            var ranking = Assignment.rank(within, span, now);
            int needed = asked.request().type().experts();
            var same = asked.preferred().stream()
                    .flatMap(id -> ranking.stream()
                            .filter(r ->
                                    r.fit() == Fit.FITS && r.candidate().id().equals(id)))
                    .toList();
            boolean kept = same.size() == needed;
            var team = kept ? same : Assignment.team(ranking, needed);
            var programme = asked.programme();
            var objections = new ArrayList<>(asked.wrong());
            if (programme != null) objections.addAll(Rules.objections(programme.limits(), wish, facts.result()));
            long open = ranking.stream().filter(r -> r.fit() != Fit.CLOSED).count();
            if (open < needed && !asked.resources().isEmpty())
                objections.add(Objection.toSpan("nobody-open", Map.of()));
            if (!objections.isEmpty() || programme == null) throw refusal(objections);
            if (team.size() < needed) return taken(sql, asked, programme, facts.result());
            var chosen = team.stream().map(r -> r.candidate().id()).toList();
            return Future.succeededFuture(new Chosen(
                    programme,
                    facts.result(),
                    chosen,
                    team.stream().map(r -> r.candidate().resource()).toList(),
                    Assignment.of(kept ? "kept" : "automatic", null, ranking, chosen)));
        });
    }

    static Failure refusal(List<Objection> objections) {
        return Failure.invalid(objections.stream().map(Objection::violation).toList());
    }

    private static Future<Chosen> taken(Sql sql, Asked asked, Programme programme, Facts facts) {
        var type = asked.request().type();
        return alternatives(sql, asked.search(), asked.wish(asked.resources()), programme, facts, type.experts())
                .compose(nearest ->
                        Future.failedFuture(Failure.conflict("slot-taken", Map.of("alternatives", nearest))));
    }

    /** The nearest times at which enough experts could come and no rule speaks against it. */
    static Future<List<Span>> alternatives(
            Sql sql, FieldStore.Search search, Wish wish, Programme programme, Facts facts, int needed) {
        var wanted = wish.span();
        var window = wanted.widened(AROUND, AROUND).days();
        return window(sql, search, window)
                .map(field -> field.starts(window, wanted.length(), STEP, needed).keySet().stream()
                        .filter(span -> span.from().isAfter(facts.now()) && !span.equals(wanted))
                        .filter(span -> Rules.objections(programme.limits(), wish.at(span), facts)
                                .isEmpty())
                        .sorted(Comparator.comparing((Span span) ->
                                Duration.between(wanted.from(), span.from()).abs()))
                        .limit(ALTERNATIVES)
                        .sorted(Comparator.comparing(Span::from))
                        .toList());
    }

    /** Everybody who might come, in a window of whole days. */
    static Future<Field> window(Sql sql, FieldStore.Search search, Span window) {
        var candidates = FieldStore.candidates(sql, search, window);
        var tables = candidates.compose(found ->
                Bookings.timetables(sql, found.stream().map(Candidate::resource).toList(), window));
        return FieldStore.field(sql, search, window, candidates, tables);
    }

    /** A look at the slots of a window, less what the programme's rules say against them already now. */
    static Future<List<Slot>> slots(
            Sql sql, Field field, Span window, Catalogue.Type type, @Nullable Programme programme, Wish wish) {
        return Bookings.look(sql, wish.at(window), Instant.now())
                .map(facts ->
                        field
                                .starts(window, Duration.ofMinutes(type.minutes()), STEP, type.experts())
                                .entrySet()
                                .stream()
                                .filter(slot -> slot.getKey().from().isAfter(facts.now()))
                                .filter(slot -> programme == null
                                        || Rules.objections(programme.limits(), wish.at(slot.getKey()), facts)
                                                .isEmpty())
                                .map(slot -> new Slot(
                                        slot.getKey().fromAt(), slot.getKey().toAt(), slot.getValue()))
                                .toList());
    }

    /** A time at which a visit is possible, and for how many experts. */
    record Slot(java.time.OffsetDateTime from, java.time.OffsetDateTime to, int experts) {}
}
