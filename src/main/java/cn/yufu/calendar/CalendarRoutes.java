package cn.yufu.calendar;

import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Json;
import cn.yufu.http.Published;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/** The yearly schedules: everybody may read them, city administrators enter them. */
public final class CalendarRoutes implements Routes {
    /** A year of working days: nothing in public procurement runs longer by the day. */
    private static final int MOST_DAYS = 250;

    private final CalendarStore store;
    private final Published published = new Published();

    public CalendarRoutes(CalendarStore store) {
        this.store = store;
    }

    @Override
    public void mount(Api api) {
        api.get("/calendar/years", Who.anyone(), this::list);
        api.get("/calendar/deadline", Who.anyone(), this::deadline);
        // prepared, so that it is one transaction with or without a key
        api.post(
                "/calendar/years",
                Who.only(Role.CITY_ADMIN),
                request -> Future.succeededFuture(CalendarYear.read(request.body(), today())),
                this::put);
    }

    /** To be told of every event, on each node. */
    public void heard(Event event) {
        if (event.subjectKind().equals("calendar")) published.forget();
    }

    private Future<Answer> list(Request request) {
        return published.answer(request, "years", () -> store.years().map(Years::of));
    }

    private Future<Answer> put(Request request, CalendarYear year, Sql sql) {
        return store.put(sql, request.caller().accountId(), year)
                .map(entered -> Answer.created("/api/calendar/years", entered));
    }

    /** Counts as the deadlines of orders are counted, for whoever wants to know beforehand. */
    private Future<Answer> deadline(Request request) {
        var asked = request.query().date("from");
        var from = asked == null ? today() : asked;
        int days = request.queryInteger("days", 1, 0, MOST_DAYS);
        return store.calendar().map(calendar -> {
            var day = calendar.plusWorkingDays(from, days);
            return Answer.ok(new Deadline(from, days, day, calendar.unknownYears(from, day)));
        });
    }

    private static LocalDate today() {
        return LocalDate.now(Json.ZONE);
    }

    /**
     * @param day the last day of "within so many working days"
     * @param unknownYears that it crosses and that are counted by plain weeks, as nobody has entered them
     */
    private record Deadline(LocalDate from, int days, LocalDate day, List<Integer> unknownYears) {}

    /** @param missing years that deadlines reach already and that nobody has entered yet */
    private record Years(List<CalendarYear> items, List<Integer> missing) {
        static Years of(List<CalendarYear> years) {
            return new Years(years, new WorkCalendar(years).missingYears(today()));
        }
    }
}
