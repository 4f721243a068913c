package cn.yufu.procurement;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an enterprise writes down to order something, and the SQL that prices it. */
record OrderDraft(
        UUID listingId,
        UUID budgetId,
        int quantity,
        String need,
        @Nullable LocalDate wantedBy) {

    static OrderDraft from(Input in) {
        var draft = new OrderDraft(
                in.id("listingId"),
                in.id("budgetId"),
                in.integer("quantity", 1, 1000),
                Optional.ofNullable(in.optionalText("need", 2000)).orElse(""),
                in.optionalDate("wantedBy"));
        in.done();
        return draft;
    }

    /** In an existing draft the listing stays; what is left out stays too. */
    record Revision(
            @Nullable UUID budgetId,
            @Nullable Integer quantity,
            @Nullable String need,
            @Nullable LocalDate wantedBy) {
        static Revision from(Input in) {
            var revision = new Revision(
                    in.optionalId("budgetId"),
                    in.optionalInteger("quantity", 1, 1000),
                    in.optionalText("need", 2000),
                    in.optionalDate("wantedBy"));
            in.done();
            return revision;
        }
    }

    // whether an enterprise may buy a live listing on a budget, and what each side would pay; %s restricts the budgets
    private static final String OFFER = """
        SELECT l.id AS listing_id, l.live_version, v.title, v.category_code, l.provider_id, e.id AS enterprise_id,
          e.division_code, b.id AS budget_id, b.name AS budget, b.funding_source, b.share_bps, v.price_fen,
          v.price_fen * $3::int AS total_fen,
          b.total_fen - b.frozen_fen - b.spent_fen AS available_fen,
          b.cap_fen - COALESCE(u.used_fen, 0) AS cap_left_fen,
          GREATEST(0, LEAST(v.price_fen * $3::int * b.share_bps / 10000, b.cap_fen - COALESCE(u.used_fen, 0)))
            AS government_fen,
          array_remove(ARRAY[
            CASE WHEN p.state <> 'active' THEN 'provider-suspended' END,
            CASE WHEN cardinality(v.divisions) > 0 AND e.division_code <> ALL (v.divisions)
              THEN 'listing-other-district' END], NULL) AS listing_reasons,
          array_remove(ARRAY[
            CASE WHEN b.state <> 'open' THEN 'budget-closed' END,
            CASE WHEN current_date NOT BETWEEN b.valid_from AND b.valid_to THEN 'budget-not-valid' END,
            CASE WHEN cardinality(b.divisions) > 0 AND e.division_code <> ALL (b.divisions)
              THEN 'budget-other-district' END,
            CASE WHEN v.category_code <> ALL (b.categories) AND c.parent <> ALL (b.categories)
              THEN 'budget-other-category' END,
            CASE WHEN b.cap_fen <= u.used_fen THEN 'cap-used-up' END,
            CASE WHEN b.total_fen - b.frozen_fen - b.spent_fen <= 0 THEN 'budget-used-up' END], NULL) AS budget_reasons
        FROM listing l
        JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
        JOIN service_category c ON c.code = v.category_code
        JOIN organisation p ON p.id = l.provider_id
        JOIN organisation e ON e.id = $2
        JOIN budget b ON %s
        LEFT JOIN budget_use u ON u.budget_id = b.id AND u.enterprise_id = e.id
        WHERE l.id = $1 AND l.state = 'published'
        """;
    private static final String ON_ONE = OFFER.formatted("b.id = $4");
    private static final String QUOTES = OFFER.formatted("b.state = 'open' AND current_date <= b.valid_to") + """
          AND (cardinality(b.divisions) = 0 OR e.division_code = ANY (b.divisions))
          AND (v.category_code = ANY (b.categories) OR c.parent = ANY (b.categories))
        ORDER BY b.share_bps DESC, b.id LIMIT 50\
        """;

    private static final String PUBLISHED =
            "SELECT EXISTS (SELECT FROM listing WHERE id = $1 AND state = 'published') AS there";

    private static final String MISSING = """
        SELECT '/listingId' AS pointer WHERE NOT EXISTS (SELECT FROM listing WHERE id = $1 AND state = 'published')
        UNION ALL SELECT '/budgetId' WHERE NOT EXISTS (SELECT FROM budget WHERE id = $2)\
        """;

    private static final String CREATE = """
        WITH offer AS (\
        """ + ON_ONE + """
        ), made AS (
          INSERT INTO purchase_order (listing_id, listing_version, title, category_code, provider_id, enterprise_id,
            division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, need, wanted_by, state,
            due_at, created_by)
          SELECT listing_id, live_version, title, category_code, provider_id, enterprise_id, division_code, budget_id, $3,
            price_fen, total_fen, CASE WHEN price_fen IS NOT NULL THEN government_fen END, $5, $6,
            CASE WHEN price_fen IS NULL THEN 'quoting' ELSE 'draft' END,
            CASE WHEN price_fen IS NULL THEN working_days_after(now(), 5) END, $7
          FROM offer WHERE listing_reasons = '{}' AND budget_reasons = '{}'
          RETURNING id, number, title, state, enterprise_id, provider_id, division_code
        ), change AS (
          SELECT $7::uuid AS actor_id, 'order' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            CASE m.state WHEN 'quoting' THEN 'quotation-request' ELSE 'creation' END AS action,
            NULL::text AS from_state, m.state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.title, 'enterprise', e.name) AS detail,
            m.enterprise_id, m.provider_id, m.division_code
          FROM made m JOIN organisation e ON e.id = m.enterprise_id
        )\
        """ + Events.RECORD + "SELECT id FROM made";

    // the price stays what it was when the order was drawn up; the share follows the budget and the quantity
    private static final String REVISE = """
        WITH before AS (
          SELECT o.id, o.listing_id, COALESCE($4, o.budget_id) AS budget_id, COALESCE($5, o.quantity) AS quantity
          FROM purchase_order o
          WHERE o.id = $1 AND o.enterprise_id = $2 AND o.version = $3 AND o.state IN ('draft', 'returned')
          FOR UPDATE
        ), allowed AS (
          SELECT n.id, n.budget_id, n.quantity, b.share_bps, b.cap_fen - COALESCE(u.used_fen, 0) AS cap_left_fen
          FROM before n
          JOIN purchase_order o ON o.id = n.id
          JOIN service_category c ON c.code = o.category_code
          JOIN budget b ON b.id = n.budget_id AND b.state = 'open' AND current_date BETWEEN b.valid_from AND b.valid_to
            AND (cardinality(b.divisions) = 0 OR o.division_code = ANY (b.divisions))
            AND (o.category_code = ANY (b.categories) OR c.parent = ANY (b.categories))
          LEFT JOIN budget_use u ON u.budget_id = b.id AND u.enterprise_id = o.enterprise_id
        ), made AS (
          UPDATE purchase_order o SET version = o.version + 1, budget_id = a.budget_id, quantity = a.quantity,
            total_fen = o.unit_price_fen * a.quantity,
            government_fen = GREATEST(0, LEAST(o.unit_price_fen * a.quantity * a.share_bps / 10000, a.cap_left_fen)),
            need = COALESCE($6, o.need), wanted_by = COALESCE($7, o.wanted_by)
          FROM allowed a WHERE o.id = a.id
          RETURNING o.id
        )
        SELECT (SELECT count(*) FROM before) AS found, (SELECT count(*) FROM made) AS made\
        """;

    /**
     * What an order would cost on one budget.
     *
     * @param reasons codes of what stands against it; usable when there is none
     */
    record Quote(
            BudgetRef budget,
            @Nullable Long totalFen,
            @Nullable Long governmentFen,
            @Nullable Long enterpriseFen,
            int shareBps,
            @Nullable Long capLeftFen,
            long availableFen,
            boolean usable,
            List<String> reasons) {
        record BudgetRef(UUID id, String name, String fundingSource) {}

        static Quote from(Row row) {
            var total = row.getLong("total_fen");
            var government = total == null ? null : row.getLong("government_fen");
            long available = row.getLong("available_fen");
            var reasons = new ArrayList<>(List.of(row.getArrayOfStrings("listing_reasons")));
            reasons.addAll(List.of(row.getArrayOfStrings("budget_reasons")));
            if (government != null && government > available && !reasons.contains("budget-used-up"))
                reasons.add("budget-used-up");
            return new Quote(
                    new BudgetRef(row.getUUID("budget_id"), row.getString("budget"), row.getString("funding_source")),
                    total,
                    government,
                    total == null || government == null ? null : total - government,
                    row.getInteger("share_bps"),
                    row.getLong("cap_left_fen"),
                    available,
                    reasons.isEmpty(),
                    reasons);
        }
    }

    static Future<Boolean> published(Sql sql, UUID listing) {
        return sql.one(PUBLISHED, Tuple.of(listing), row -> row.getBoolean("there"));
    }

    static Future<List<Quote>> quotes(Sql sql, Caller caller, UUID listing, int quantity) {
        return sql.list(QUOTES, Tuple.of(listing, caller.organisation(), quantity), Quote::from);
    }

    Future<Optional<UUID>> create(Sql sql, Caller caller) {
        return sql.first(
                CREATE,
                Tuple.of(listingId, caller.organisation(), quantity, budgetId, need, wantedBy, caller.accountId()),
                row -> row.getUUID("id"));
    }

    /** Why {@link #create} made nothing: every reason at once, on the field that it belongs to. */
    Future<Failure> objection(Sql sql, Caller caller) {
        var reasons = sql.first(ON_ONE, Tuple.of(listingId, caller.organisation(), quantity, budgetId), row -> {
            var violations = new ArrayList<Violation>();
            for (var code : row.getArrayOfStrings("listing_reasons"))
                violations.add(new Violation("/listingId", code, Map.of()));
            for (var code : row.getArrayOfStrings("budget_reasons"))
                violations.add(new Violation("/budgetId", code, Map.of()));
            return violations;
        });
        return reasons.compose(found -> found.isPresent()
                ? Future.succeededFuture(Failure.invalid(List.copyOf(found.get())))
                : sql.list(
                                MISSING,
                                Tuple.of(listingId, budgetId),
                                row -> new Violation(row.getString("pointer"), "no-such", Map.of()))
                        .map(Failure::invalid));
    }

    /** What a revision came to: whether the draft was found unchanged, and whether the budget may be used. */
    record Revised(boolean found, boolean made) {}

    static Future<Revised> revise(Sql sql, Caller caller, UUID id, long version, Revision revision) {
        return sql.one(
                REVISE,
                Tuple.of(
                        id,
                        caller.organisation(),
                        version,
                        revision.budgetId(),
                        revision.quantity(),
                        revision.need(),
                        revision.wantedBy()),
                row -> new Revised(row.getLong("found") > 0, row.getLong("made") > 0));
    }
}
