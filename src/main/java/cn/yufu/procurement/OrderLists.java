package cn.yufu.procurement;

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

/** Lists and counts of orders: what a caller may see, filtered as asked. */
final class OrderLists {
    /** The states in which an order waits for a decision or an act of each role. */
    private static final Map<Role, List<String>> WAITING = Map.of(
            Role.ENTERPRISE, List.of("draft", "returned", "delivered"),
            Role.PROVIDER, List.of("quoting", "approved", "in-progress"),
            Role.DISTRICT_ADMIN, List.of("submitted", "disputed"),
            Role.CITY_ADMIN, List.of("submitted", "disputed"),
            Role.FINANCE, List.of("completed"));

    // 1–4 scope, then the filters; each is null when it was not asked for
    private static final String FILTERS = """
        WHERE {scope}
        AND ($5::text[] IS NULL OR o.state = ANY ($5))
        AND ($6::uuid IS NULL OR o.budget_id = $6)
        AND ($7::uuid IS NULL OR o.provider_id = $7)
        AND ($8::uuid IS NULL OR o.enterprise_id = $8)
        AND ($9::text IS NULL OR o.division_code = $9)
        AND ($10::text IS NULL OR o.category_code = $10
             OR o.category_code IN (SELECT code FROM service_category WHERE parent = $10))
        AND ($11::text IS NULL OR o.search @@ search_query($11) OR e.name LIKE '%' || $11 || '%' OR p.name LIKE '%' || $11 || '%')
        AND ($12::text IS NULL OR CASE $12
               WHEN 'frozen' THEN o.approved_at IS NOT NULL AND o.closed_at IS NULL
               ELSE o.state = 'paid' END)
        AND ($13::boolean IS NULL OR (o.escalated_at IS NOT NULL) = $13)
        """;

    private static final Map<OrderScope.Reach, String> NEWEST = OrderScope.statements(
            OrderStore.SELECT + FILTERS + "AND ($14::uuid IS NULL OR o.id < $14) ORDER BY o.id DESC LIMIT $15");
    // what has no deadline comes last
    private static final Map<OrderScope.Reach, String> BY_DEADLINE =
            OrderScope.statements(OrderStore.SELECT + FILTERS + """
                AND ($14::timestamptz IS NULL OR (COALESCE(o.due_at, 'infinity'), o.id) > ($14, $15::uuid))
                ORDER BY COALESCE(o.due_at, 'infinity'), o.id LIMIT $16\
                """);

    // what is closed is only counted, which an index does; what is open is little, after any number of years
    static final Map<OrderScope.Reach, String> COUNTS = OrderScope.statements("""
        SELECT o.state, count(*) AS count,
          count(*) FILTER (WHERE o.due_at < now()) AS overdue,
          count(*) FILTER (WHERE o.due_at >= now()
            AND o.due_at <= end_of_day((now() AT TIME ZONE 'Asia/Shanghai')::date)) AS due_today,
          count(*) FILTER (WHERE o.escalated_at IS NOT NULL) AS escalated,
          count(*) FILTER (WHERE o.escalated_at IS NOT NULL AND o.due_at < now()) AS escalated_overdue,
          COALESCE(sum(o.government_fen) FILTER (WHERE o.state = 'completed'), 0)::bigint AS payable_fen,
          min(o.due_at) FILTER (WHERE o.due_at >= now()) AS next_due
        FROM purchase_order o WHERE o.closed_at IS NULL AND {scope} GROUP BY o.state
        UNION ALL
        SELECT o.state, count(*), 0, 0, 0, 0, 0, NULL
        FROM purchase_order o
        WHERE o.state IN ('paid', 'rejected', 'cancelled', 'lapsed') AND {scope} GROUP BY o.state\
        """);

    private OrderLists() {}

    private record StateCount(
            String state,
            long count,
            long overdue,
            long dueToday,
            long escalated,
            long escalatedOverdue,
            long payableFen,
            @Nullable OffsetDateTime nextDue) {}

    static Future<Page<Order>> list(Sql sql, Request r) {
        var ask = r.page();
        boolean byDeadline = byDeadline(r.query());
        return sql.list(rows(r.caller(), r.query(), ask))
                .map(rows -> Page.of(
                        rows,
                        ask,
                        order -> byDeadline
                                ? deadlineKeys(order)
                                : List.of(order.id().toString())));
    }

    static Rows<Order> rows(Caller caller, Query query, Page.Ask ask) {
        boolean waiting = query.flag("waiting");
        var asked = query.codes("state");
        var states = waiting ? waitingStates(caller.role()) : asked;
        var scope = OrderScope.of(caller);
        var values = OrderStore.scoped(Tuple.tuple(), scope)
                .addArrayOfString(states)
                .addUUID(query.id("budget"))
                .addUUID(query.id("provider"))
                .addUUID(query.id("enterprise"))
                .addString(query.text("division"))
                .addString(query.text("category"))
                .addString(query.text("q"))
                .addString(query.choice("money", List.of("frozen", "spent")))
                .addBoolean(waiting ? escalated(caller.role()) : null);
        boolean byDeadline = byDeadline(query);
        if (byDeadline) values.addOffsetDateTime(instant(ask.key(0))).addUUID(Page.id(ask.key(1)));
        else values.addUUID(Page.id(ask.key(0)));
        values.addInteger(ask.rows());
        return new Rows<>(scope.in(byDeadline ? BY_DEADLINE : NEWEST), values, row -> Order.from(row, caller));
    }

    private static boolean byDeadline(Query query) {
        return "due".equals(query.choice("sort", List.of("due", "newest")));
    }

    private static List<String> deadlineKeys(Order order) {
        var due = order.dueAt();
        return List.of(due == null ? "infinity" : due.toString(), order.id().toString());
    }

    private static @Nullable OffsetDateTime instant(@Nullable String key) {
        if (key == null) return null;
        // the driver writes this value as PostgreSQL's infinity
        if (key.equals("infinity")) return OffsetDateTime.MAX;
        try {
            return OffsetDateTime.parse(key);
        } catch (java.time.format.DateTimeParseException e) {
            return null;
        }
    }

    private static String[] waitingStates(Role role) {
        return WAITING.getOrDefault(role, List.of()).toArray(String[]::new);
    }

    /** A submission that was escalated waits for the city, any other for the district. */
    private static @Nullable Boolean escalated(Role role) {
        return switch (role) {
            case DISTRICT_ADMIN -> false;
            case CITY_ADMIN -> true;
            default -> null;
        };
    }

    static Future<OrderCounts> counts(Sql sql, Caller caller) {
        var scope = OrderScope.of(caller);
        return sql.list(
                        scope.in(COUNTS),
                        OrderStore.scoped(Tuple.tuple(), scope),
                        row -> new StateCount(
                                row.getString("state"),
                                row.getLong("count"),
                                row.getLong("overdue"),
                                row.getLong("due_today"),
                                row.getLong("escalated"),
                                row.getLong("escalated_overdue"),
                                row.getLong("payable_fen"),
                                row.getOffsetDateTime("next_due")))
                .map(rows -> summarise(rows, caller.role()));
    }

    private static OrderCounts summarise(List<StateCount> rows, Role role) {
        var byState = new TreeMap<String, Long>();
        long waiting = 0;
        long overdue = 0;
        long dueToday = 0;
        long payable = 0;
        OffsetDateTime next = null;
        var mine = WAITING.getOrDefault(role, List.of());
        for (var row : rows) {
            byState.put(row.state(), row.count());
            payable += row.payableFen();
            if (!mine.contains(row.state())) continue;
            var escalated = escalated(role);
            waiting += escalated == null ? row.count() : escalated ? row.escalated() : row.count() - row.escalated();
            overdue += escalated == null
                    ? row.overdue()
                    : escalated ? row.escalatedOverdue() : row.overdue() - row.escalatedOverdue();
            dueToday += row.dueToday();
            if (row.nextDue() != null && (next == null || row.nextDue().isBefore(next))) next = row.nextDue();
        }
        return new OrderCounts(byState, waiting, overdue, dueToday, payable, next);
    }
}
