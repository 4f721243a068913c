package cn.yufu.diagnosis;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists and counts of visits: what a caller may see, filtered as asked. */
final class VisitLists {
    /** The states in which a visit waits for an act of each role. */
    private static final Map<Role, List<String>> WAITING = Map.of(
            Role.ENTERPRISE, List.of("reported"),
            Role.EXPERT, List.of("requested", "in-progress", "reporting"),
            Role.DISTRICT_ADMIN, List.of("requested"),
            Role.CITY_ADMIN, List.of("requested"),
            Role.FINANCE, List.of("completed"));

    // 1–3 scope, then the filters; each is null when it was not asked for
    private static final String FILTERS = "WHERE " + VisitScope.sql(1) + """
        AND ($4::text[] IS NULL OR v.state = ANY ($4))
        AND ($5::timestamptz IS NULL OR upper(b.during) > $5)
        AND ($6::timestamptz IS NULL OR lower(b.during) < $6)
        AND ($7::text IS NULL OR v.type_code = $7)
        AND ($8::text IS NULL OR v.division_code = $8)
        AND ($9::uuid IS NULL OR v.expert_id = $9 OR v.assistants @> ARRAY[$9])
        AND ($10::uuid IS NULL OR v.enterprise_id = $10)
        AND ($11::uuid IS NULL OR v.programme_id = $11)
        AND ($12::text IS NULL OR v.search @@ search_query($12) OR e.name LIKE '%' || $12 || '%')
        AND ($13::uuid IS NULL OR v.budget_id = $13)
        AND ($14::text IS NULL OR v.fee_fen IS NOT NULL AND CASE $14
               WHEN 'due' THEN v.state = 'completed' AND v.paid_at IS NULL
               WHEN 'frozen' THEN (v.closed_at IS NULL OR v.state = 'completed') AND v.paid_at IS NULL
               ELSE v.paid_at IS NOT NULL END)
        """;

    private static final String PLAIN = VisitStore.SELECT.replace("{more}", "");
    private static final String NEWEST =
            PLAIN + FILTERS + "AND ($15::uuid IS NULL OR v.id < $15) ORDER BY v.id DESC LIMIT $16";
    private static final String BY_START = PLAIN + FILTERS + """
        AND ($15::timestamptz IS NULL OR (lower(b.during), v.id) > ($15, $16::uuid))
        ORDER BY lower(b.during), v.id LIMIT $17\
        """;

    private static final String COUNTS = """
        SELECT v.state, count(*) AS count,
          count(*) FILTER (WHERE v.state = 'completed' AND v.fee_fen IS NOT NULL AND v.paid_at IS NULL) AS payable,
          COALESCE(sum(v.fee_fen) FILTER (WHERE v.state = 'completed' AND v.paid_at IS NULL), 0)::bigint AS payable_fen,
          count(*) FILTER (WHERE v.due_at < now()) AS overdue,
          count(*) FILTER (WHERE (lower(b.during) AT TIME ZONE 'Asia/Shanghai')::date
            = (now() AT TIME ZONE 'Asia/Shanghai')::date AND b.holds) AS today,
          min(lower(b.during)) FILTER (WHERE lower(b.during) >= now() AND v.state IN ('requested', 'confirmed')) AS next_at
        FROM visit v JOIN booking b ON b.id = v.booking_id WHERE\
        """ + VisitScope.sql(1) + "GROUP BY v.state";

    private VisitLists() {}

    static Future<Page<Visit>> list(Sql sql, Request r) {
        var ask = r.page();
        boolean byStart = byStart(r.query());
        return sql.list(rows(r.caller(), r.query(), ask))
                .map(rows -> Page.of(
                        rows,
                        ask,
                        visit -> byStart
                                ? List.of(visit.from().toString(), visit.id().toString())
                                : List.of(visit.id().toString())));
    }

    static Rows<Visit> rows(Caller caller, Query query, Page.Ask ask) {
        boolean waiting = query.flag("waiting");
        var asked = query.codes("state");
        var money = query.choice("money", List.of("due", "frozen", "spent"));
        var states = waiting ? WAITING.getOrDefault(caller.role(), List.of()).toArray(String[]::new) : asked;
        var values = VisitScope.of(caller)
                .into(Tuple.tuple())
                .addArrayOfString(states)
                .addOffsetDateTime(query.instant("from"))
                .addOffsetDateTime(query.instant("to"))
                .addString(query.text("type"))
                .addString(query.text("division"))
                .addUUID(query.id("expert"))
                .addUUID(query.id("enterprise"))
                .addUUID(query.id("programme"))
                .addString(query.text("q"))
                .addUUID(query.id("budget"))
                .addString(waiting && caller.role() == Role.FINANCE ? "due" : money);
        boolean byStart = byStart(query);
        if (byStart) values.addOffsetDateTime(Page.instant(ask.key(0))).addUUID(Page.id(ask.key(1)));
        else values.addUUID(Page.id(ask.key(0)));
        values.addInteger(ask.rows());
        return new Rows<>(byStart ? BY_START : NEWEST, values, row -> Visit.from(row, caller));
    }

    private static boolean byStart(Query query) {
        return "start".equals(query.choice("sort", List.of("start", "newest")));
    }

    private record StateCount(
            String state,
            long count,
            long payable,
            long payableFen,
            long overdue,
            long today,
            @Nullable OffsetDateTime next) {}

    /**
     * @param payable that are completed and not paid yet
     * @param payableFen what is to be paid for them
     * @param today that take place today
     * @param nextAt when the next one begins
     */
    record Counts(
            Map<String, Long> byState,
            long waiting,
            long overdue,
            long payable,
            long payableFen,
            long today,
            @Nullable OffsetDateTime nextAt) {}

    static Future<Counts> counts(Sql sql, Caller caller) {
        return sql.list(
                        COUNTS,
                        VisitScope.of(caller).into(Tuple.tuple()),
                        row -> new StateCount(
                                row.getString("state"),
                                row.getLong("count"),
                                row.getLong("payable"),
                                row.getLong("payable_fen"),
                                row.getLong("overdue"),
                                row.getLong("today"),
                                row.getOffsetDateTime("next_at")))
                .map(rows -> summarise(rows, caller.role()));
    }

    private static Counts summarise(List<StateCount> rows, Role role) {
        var byState = new TreeMap<String, Long>();
        long waiting = 0;
        long overdue = 0;
        long payable = 0;
        long payableFen = 0;
        long today = 0;
        OffsetDateTime next = null;
        for (var row : rows) {
            byState.put(row.state(), row.count());
            payable += row.payable();
            payableFen += row.payableFen();
            today += row.today();
            if (row.next() != null && (next == null || row.next().isBefore(next))) next = row.next();
            if (!WAITING.getOrDefault(role, List.of()).contains(row.state())) continue;
            waiting += role == Role.FINANCE ? row.payable() : row.count();
            overdue += row.overdue();
        }
        return new Counts(byState, waiting, overdue, payable, payableFen, today, next);
    }
}
