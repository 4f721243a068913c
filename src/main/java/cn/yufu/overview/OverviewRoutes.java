package cn.yufu.overview;

import cn.yufu.db.Db;
import cn.yufu.event.Event;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Messages;
import cn.yufu.http.Published;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The home page of the desk, and the public figures. */
public final class OverviewRoutes implements Routes {
    private final Db db;
    private final OrderFigures orders;
    private final MissingYears missingYears;
    private final VisitFigures visits;
    private final Published published = new Published();

    /** What procurement knows of a caller's orders; handed over by App, for features do not import each other. */
    public record OrderSummary(
            Map<String, Long> byState,
            long waiting,
            long overdue,
            long dueToday,
            @Nullable OffsetDateTime nextDueAt) {}

    @FunctionalInterface
    public interface OrderFigures {
        Future<OrderSummary> of(Caller caller);
    }

    /** How many visits wait for a caller; handed over likewise. */
    @FunctionalInterface
    public interface VisitFigures {
        Future<Long> waiting(Caller caller);
    }

    /** The years that deadlines reach and whose schedule of working days is not entered. */
    @FunctionalInterface
    public interface MissingYears {
        Future<List<Integer>> now();
    }

    record Warning(String code, String detail) {}

    record ByState(Map<String, Long> byState) {}

    record Dashboard(
            Map<String, Long> waiting,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ByState orders,

            @Nullable OffsetDateTime nextDueAt,
            List<Warning> warnings) {}

    public OverviewRoutes(Db db, OrderFigures orders, VisitFigures visits, MissingYears missingYears) {
        this.db = db;
        this.orders = orders;
        this.visits = visits;
        this.missingYears = missingYears;
    }

    @Override
    public void mount(Api api) {
        api.get("/stats", Who.anyone(), this::stats);
        api.get("/dashboard", Who.signedIn(), this::dashboard);
    }

    /** To be told of every event, on each node. */
    public void heard(Event event) {
        published.forget();
    }

    private Future<Answer> stats(Request r) {
        return published.answer(r, "stats", () -> OverviewStore.stats(db.read()));
    }

    private Future<Answer> dashboard(Request r) {
        var caller = r.caller();
        var waiting = new LinkedHashMap<String, Long>();
        var warnings = new ArrayList<Warning>();
        return switch (caller.role()) {
            case EXPERT ->
                waitingVisits(caller, waiting).map(done -> Answer.ok(new Dashboard(waiting, null, null, warnings)));
            default ->
                orders.of(caller).compose(summary -> {
                    waiting.put("orders", summary.waiting());
                    waiting.put("ordersOverdue", summary.overdue());
                    waiting.put("ordersDueToday", summary.dueToday());
                    return more(r, caller, waiting, warnings)
                            .map(done -> Answer.ok(new Dashboard(
                                    waiting, new ByState(summary.byState()), summary.nextDueAt(), warnings)));
                });
        };
    }

    private Future<Void> more(Request r, Caller caller, Map<String, Long> waiting, List<Warning> warnings) {
        return switch (caller.role()) {
            case ENTERPRISE, FINANCE -> waitingVisits(caller, waiting);
            case DISTRICT_ADMIN ->
                Future.all(decisions(caller, waiting), waitingVisits(caller, waiting))
                        .mapEmpty();
            case CITY_ADMIN ->
                Future.all(decisions(caller, waiting), waitingVisits(caller, waiting), troubles(r.language(), warnings))
                        .mapEmpty();
            case AUDITOR -> troubles(r.language(), warnings);
            case PROVIDER ->
                OverviewStore.ownListings(db.read(), caller).map(own -> {
                    waiting.put("listingsReturned", own.returned());
                    waiting.put("listingsDraft", own.drafts());
                    return null;
                });
            default -> Future.succeededFuture();
        };
    }

    private Future<Void> waitingVisits(Caller caller, Map<String, Long> waiting) {
        return visits.waiting(caller).map(count -> {
            waiting.put("visits", count);
            return null;
        });
    }

    private Future<Void> decisions(Caller caller, Map<String, Long> waiting) {
        // the city sees every district's; its own inbox of orders holds what was escalated
        return OverviewStore.decisions(db.read(), caller).map(found -> {
            waiting.put("listings", found.listings());
            waiting.put("organisations", found.organisations());
            return null;
        });
    }

    private Future<Void> troubles(String language, List<Warning> warnings) {
        return Future.all(OverviewStore.troubles(db.read()), missingYears.now()).map(all -> {
            OverviewStore.Troubles troubles = all.resultAt(0);
            List<Integer> years = all.resultAt(1);
            for (var year : years) warnings.add(warning(language, "calendar-year-missing", Map.of("year", year)));
            if (troubles.mails() > 0)
                warnings.add(warning(language, "mail-given-up", Map.of("count", troubles.mails())));
            if (troubles.discrepancies() > 0)
                warnings.add(warning(language, "books-disagree", Map.of("count", troubles.discrepancies())));
            return null;
        });
    }

    private static Warning warning(String language, String code, Map<String, ?> values) {
        return new Warning(code, Messages.text(language, "warning." + code, values));
    }
}
