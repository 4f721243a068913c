package cn.yufu.diagnosis;

import cn.yufu.booking.Seeker;
import cn.yufu.booking.Span;
import cn.yufu.booking.Waiting;
import cn.yufu.booking.Waitlist;
import cn.yufu.booking.Wish;
import cn.yufu.budget.Money;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds visits for enterprises that wait for one: the same slots, travel, rules and assignment as for any other request. */
final class VisitSeeker implements Seeker {
    static final String KIND = "visit";

    private static final Set<String> FREEING = Set.of(
            "visit.cancellation",
            "visit.reschedule",
            "visit.reassignment",
            "visit.expiry",
            "expert.accreditation",
            "expert.reinstatement",
            "expert.creation",
            "programme.creation",
            "programme.revision",
            "programme.reopening",
            "budget.revision",
            "budget.reopening");
    private static final int TRIES = 3;
    private static final UUID NO_SESSION = new UUID(0, 0);

    private static final String PAYS = """
        SELECT p.budget_id, p.fee_fen FROM waiting w JOIN booking b ON b.id = w.booking_id
        JOIN programme p ON p.id = b.quota_id WHERE w.id = $1\
        """;

    // 1 who waits, 2 who accepts, 3 budget, 4 fee; the offer becomes a request that an expert confirms, as any other
    private static final String ACCEPT = """
            WITH placed AS (
              UPDATE booking b SET expires_at = LEAST(working_days_after(now(), 2), lower(b.during)), account_id = $2,
                version = b.version + 1
              FROM waiting w WHERE w.id = $1 AND b.id = w.booking_id AND b.state = 'held'
              RETURNING b.id, b.during, b.expires_at, b.organisation_id, b.quota_id, w.wish, w.offer
            ), moved AS (
              INSERT INTO visit (booking_id, programme_id, type_code, enterprise_id, division_code, address, contact_name,
                contact_phone, need, areas, intake_id, intake, files, expert_id, assistants, assignment, follows, state, due_at,
                created_by, budget_id, fee_fen)
              SELECT p.id, p.quota_id, p.wish ->> 'type', p.organisation_id, p.wish ->> 'division', p.wish ->> 'address',
                p.wish ->> 'contactName', p.wish ->> 'contactPhone', p.wish ->> 'need',
                ARRAY(SELECT jsonb_array_elements_text(p.wish -> 'areas')), (p.wish ->> 'intake')::uuid, p.wish -> 'answers',
                ARRAY(SELECT jsonb_array_elements_text(p.wish -> 'files')::uuid), (p.offer -> 'team' ->> 0)::uuid,
                (ARRAY(SELECT jsonb_array_elements_text(p.offer -> 'team')::uuid))[2:], p.offer -> 'assignment',
                (p.wish ->> 'follows')::uuid, 'requested', p.expires_at, $2, $3, $4
              FROM placed p
              RETURNING id, number, state, NULL::text AS from_state, type_code, enterprise_id, division_code, expert_id,
                assistants, '{}'::uuid[] AS former, (SELECT p.during FROM placed p) AS during,
                budget_id, fee_fen
            )
            """
            + VisitMoney.moved(VisitStep.REQUEST.effect, "$2") + VisitMoves.change("$2", "'request'", "NULL")
            + Events.RECORD + "SELECT id FROM moved";

    private final Catalogue.Source catalogue;

    VisitSeeker(Catalogue.Source catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean frees(Event event) {
        return FREEING.contains(event.subjectKind() + "." + event.action());
    }

    @Override
    public Future<List<Span>> times(Sql sql, Waiting waiting) {
        var left = waiting.days().from(Instant.now());
        return catalogue.get().compose(known -> {
            var wish = VisitWish.of(waiting);
            var type = known.type(wish.type());
            if (left.isEmpty() || type.isEmpty()) return Future.succeededFuture(List.of());
            var caller = caller(waiting, wish);
            var window = left.get();
            var programmes = ProgrammeStore.offers(sql, caller.organisation(), wish.type(), window.firstDay());
            var field = Visits.window(sql, Visits.search(caller, wish.areas(), known), window);
            return Future.all(programmes, field).compose(all -> {
                var programme =
                        Visits.programme(programmes.result(), wish.programme()).filter(Programme::usable);
                if (programme.isEmpty()) return Future.succeededFuture(List.<Span>of());
                var asked = asked(waiting, window, programme.get());
                return Visits.slots(sql, field.result(), window, type.get(), programme.get(), asked)
                        .map(slots -> slots.stream()
                                .map(slot -> new Span(
                                        slot.from().toInstant(), slot.to().toInstant()))
                                .filter(span -> waiting.days().suits(span)
                                        && !waiting.refused().contains(span.from()))
                                .limit(TRIES)
                                .toList());
            });
        });
    }

    /** What the programme's rules look at: a wish waits on while, say, the year's visits are used up. */
    private static Wish asked(Waiting waiting, Span window, Programme programme) {
        return new Wish(
                List.of(),
                window,
                waiting.account(),
                waiting.organisation().id(),
                programme.id(),
                null,
                null,
                Instant.now(),
                false,
                null);
    }

    private static Caller caller(Waiting waiting, VisitWish wish) {
        return new Caller(
                waiting.account(),
                NO_SESSION,
                "",
                Role.ENTERPRISE,
                waiting.organisation().id(),
                wish.division(),
                true);
    }

    @Override
    public Future<UUID> offer(Sql sql, Waiting waiting, Span span) {
        return catalogue.get().compose(known -> {
            var wish = VisitWish.of(waiting);
            var request = wish.at(known.type(wish.type()).orElseThrow(), span.from());
            return Visits.prepare(sql, caller(waiting, wish), request, known, waiting.answerBy())
                    .compose(asked -> Visits.decide(sql, asked))
                    .compose(decided -> Waitlist.hold(
                            sql,
                            decided.placement(),
                            waiting,
                            Map.of(
                                    "team", decided.chosen().team(),
                                    "assignment", decided.chosen().why())));
        });
    }

    @Override
    public Future<UUID> accept(Sql sql, Caller caller, Waiting waiting) {
        return sql.one(PAYS, Tuple.of(waiting.id()), row -> row).compose(pays -> {
            var budget = pays.getUUID("budget_id");
            var values = Tuple.of(waiting.id(), caller.accountId(), budget, pays.getLong("fee_fen"));
            return Money.lock(sql, Stream.ofNullable(budget).toList())
                    .compose(locked -> sql.one(ACCEPT, values, row -> row.getUUID("id")));
        });
    }
}
