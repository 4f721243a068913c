package cn.yufu.listing;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL that reads single listings and the lists of insiders; the public's search is in {@link ListingSearch}. */
final class ListingReads {
    /** What every list shows of a listing {@code l} in its version {@code v}, of provider {@code p} and category {@code c}. */
    static final String COLUMNS = """
        SELECT l.id, l.number, l.state, l.work_state, l.submitted_at, l.due_at, l.published_at, l.rating_sum,
          l.rating_count, l.order_count, l.provider_id, p.name AS provider, v.title, v.summary, v.price_model, v.price_fen,
          v.delivery_days, v.category_code, c.name AS category, c.parent, v.divisions, v.industries,
          v.capacity_per_month, COALESCE(support.bps, 0) AS support_bps, taken.orders_this_month
        """;

    // the best share of the budgets that are open today for the category; the orders taken on this month
    static final String ASIDE = """
        LEFT JOIN LATERAL (
          SELECT max(b.share_bps) AS bps FROM listing_budget b
          WHERE v.category_code = ANY (b.categories) OR c.parent = ANY (b.categories)
        ) support ON true
        CROSS JOIN LATERAL (
          SELECT count(*) AS orders_this_month FROM listing_order o
          WHERE o.listing_id = l.id AND o.approved_at >= date_trunc('month', now())
        ) taken
        """;

    private static final String TABLES = """
        FROM listing l
        JOIN listing_version v ON v.listing_id = l.id AND v.version = {version}
        JOIN listing_provider p ON p.id = l.provider_id
        JOIN listing_category c ON c.code = v.category_code
        """;

    static final String PUBLISHED = COLUMNS + """
        FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, n)
        JOIN listing l ON l.id = wanted.id AND l.state = 'published'
        JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
        JOIN listing_provider p ON p.id = l.provider_id
        JOIN listing_category c ON c.code = v.category_code
        """ + ASIDE + "ORDER BY wanted.n";

    private static final String FILES = """
        COALESCE((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type))
          FROM listing_evidence a WHERE a.id = ANY (v.evidence)), '[]')::text AS evidence_files
        """;

    private static final String NEWEST = "(SELECT max(n.version) FROM listing_version n WHERE n.listing_id = l.id)";

    /** The version under way and the newest one, for who may see drafts; the newest that was submitted for who may not. */
    private static String version(String first, String then, String drafts) {
        return "COALESCE(" + first + ", " + then + ", "
                + NEWEST.replace("l.id)", "l.id AND (" + drafts + " OR n.submitted_at IS NOT NULL))") + ")";
    }

    private static String underWay(String drafts) {
        return "CASE WHEN " + drafts + " OR l.work_state <> 'draft' THEN l.work_version END";
    }

    private static String visible(String drafts) {
        return " AND (" + drafts + " OR l.submitted_at IS NOT NULL OR l.live_version IS NOT NULL)";
    }

    // the public sees the live version; insiders of a listing that never was live see the one under way
    static final String ONE = COLUMNS
            + ", v.description, l.live_version, l.version, "
            + FILES
            + TABLES.replace("{version}", version("l.live_version", underWay("$5"), "$5"))
            + ASIDE
            + """
            WHERE l.id = $1 AND ($2 OR (l.state = 'published' AND p.state = 'active'))
              AND ($3::uuid IS NULL OR l.provider_id = $3) AND ($4::text IS NULL OR l.division_code = $4)\
            """ + visible("$5");

    private static final String CHANGE = """
        SELECT l.work_version, l.work_state, l.work_reason, v.title, v.summary, v.description, v.category_code,
          c.name AS category, c.parent, v.price_model, v.price_fen, v.delivery_days, v.divisions, v.industries,
          v.capacity_per_month,
        """ + FILES + """
        FROM listing l
        JOIN listing_version v ON v.listing_id = l.id AND v.version = l.work_version
        JOIN listing_category c ON c.code = v.category_code
        WHERE l.id = $1 AND ($2 OR l.work_state <> 'draft')\
        """;

    private static final String EDITABLE = """
        SELECT l.work_state, l.version AS row_version, v.title, v.summary, v.description, v.category_code,
          v.price_model, v.price_fen, v.delivery_days, v.divisions, v.industries, v.capacity_per_month, v.evidence,
          EXISTS (SELECT FROM service_category_open c WHERE c.code = v.category_code) AS category_open
        FROM listing l
        JOIN listing_version v ON v.listing_id = l.id AND v.version = COALESCE(l.work_version, l.live_version, {newest})
        WHERE l.id = $1 AND l.provider_id = $2\
        """.replace("{newest}", NEWEST);

    private static final String INSIDE = COLUMNS
            + TABLES.replace("{version}", version(underWay("$5"), "l.live_version", "$5"))
            + ASIDE
            + """
            WHERE ($1::uuid IS NULL OR l.provider_id = $1) AND ($2::text IS NULL OR l.division_code = $2)
              AND ($3::text[] IS NULL OR l.state = ANY ($3)) AND (NOT $4 OR l.work_state = 'submitted')
              AND ($6::text IS NULL OR search_vector(v.title || ' ' || p.name || ' ' || l.number, 'A') @@ search_query($6))
            """
            + visible("$5");
    private static final String NEWEST_FIRST =
            INSIDE + " AND ($7::uuid IS NULL OR l.id < $7) ORDER BY l.id DESC LIMIT $8";
    // what waits has a deadline (listing_due); what has waited longest comes first
    private static final String DUE_FIRST = INSIDE
            + " AND ($7::timestamptz IS NULL OR (l.due_at, l.id) > ($7, $8::uuid)) ORDER BY l.due_at, l.id LIMIT $9";

    private static final String VERSION_STATE = """
        CASE WHEN v.version = l.live_version THEN CASE l.state WHEN 'published' THEN 'live' ELSE 'withdrawn' END
             WHEN v.version = l.work_version THEN l.work_state
             WHEN v.approved_at IS NOT NULL THEN 'superseded' ELSE 'withdrawn' END AS version_state,
        COALESCE(v.approved_at, v.created_at) AS at, a.name AS approved_by
        FROM listing_version v
        JOIN listing l ON l.id = v.listing_id
        JOIN listing_provider p ON p.id = l.provider_id
        LEFT JOIN listing_decider a ON a.id = v.approved_by
        """;
    // 2 drafts too, 3 what was submitted
    private static final String SEEN =
            " AND ($2 OR v.approved_at IS NOT NULL OR v.version = l.live_version OR $3 AND v.submitted_at IS NOT NULL)";
    private static final String VERSIONS = "SELECT v.version, v.title, v.price_fen, " + VERSION_STATE
            + "WHERE v.listing_id = $1" + SEEN + " ORDER BY v.version DESC LIMIT 200";
    private static final String VERSION = "SELECT v.version, v.title, v.summary, v.description, v.category_code,"
            + " c.name AS category, c.parent, v.price_model, v.price_fen, v.delivery_days, v.divisions, v.industries,"
            + " v.capacity_per_month, " + FILES + ", "
            + VERSION_STATE.replace(
                    "LEFT JOIN listing_decider",
                    "JOIN listing_category c ON c.code = v.category_code LEFT JOIN listing_decider")
            + "WHERE v.listing_id = $1" + SEEN + " AND v.version = $4";

    private static final String RATINGS = """
        SELECT r.order_id, r.score, r.comment, r.at, r.enterprise FROM listing_rating r
        WHERE r.listing_id = $1 AND ($2::timestamptz IS NULL OR (r.at, r.order_id) < ($2, $3::uuid))
        ORDER BY r.at DESC, r.order_id DESC LIMIT $4\
        """;

    private ListingReads() {}

    /** A listing's rating by one buyer, whose name is masked; {@code orderId} only orders the list. */
    record RatingLine(
            @com.fasterxml.jackson.annotation.JsonIgnore UUID orderId,
            int score,
            String comment,
            OffsetDateTime at,
            String enterprise) {}

    /** What a PATCH starts from. */
    record Editable(@Nullable String workState, long version, boolean categoryOpen, ListingDraft draft) {
        /** What stands in the way of a submission. */
        List<Violation> wrong() {
            var wrong = draft.missing();
            if (!categoryOpen) wrong.add(new Violation("/category", "category-closed", Map.of()));
            return wrong;
        }
    }

    /** Where a listing stands when a move of it was refused. */
    record Standing(String state, @Nullable String workState, long version) {
        String state(ListingStep step) {
            return step == ListingStep.WITHDRAW || workState == null ? state : workState;
        }
    }

    /**
     * Whether this caller may see more than the public of a listing, and if so of which.
     *
     * @param drafts even what its provider has not submitted yet
     */
    record Inside(
            boolean yes,
            boolean drafts,
            @Nullable UUID provider,
            @Nullable String division) {
        static final Inside NOT = new Inside(false, false, null, null);

        static Inside of(@Nullable Caller caller) {
            if (caller == null) return NOT;
            return switch (caller.role()) {
                case PROVIDER -> new Inside(true, true, caller.organisation(), null);
                case DISTRICT_ADMIN -> new Inside(true, false, null, caller.divisionCode());
                case CITY_ADMIN -> new Inside(true, false, null, null);
                case AUDITOR -> new Inside(true, true, null, null);
                default -> NOT;
            };
        }
    }

    static <T> Future<Optional<T>> one(Sql sql, UUID id, Inside inside, java.util.function.Function<Row, T> map) {
        return sql.first(ONE, Tuple.of(id, inside.yes(), inside.provider(), inside.division(), inside.drafts()), map);
    }

    static Future<Optional<Standing>> standing(Sql sql, UUID id, Inside inside) {
        return one(
                sql,
                id,
                inside,
                row -> new Standing(row.getString("state"), row.getString("work_state"), row.getLong("version")));
    }

    /** Those on sale among the ids, in the same order. */
    static Future<List<Listing>> published(Sql sql, List<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : sql.list(PUBLISHED, Tuple.of((Object) ids.toArray(UUID[]::new)), row -> Listing.from(row, null));
    }

    static Future<Optional<Listing.Change>> change(Sql sql, UUID id, Inside inside) {
        return sql.first(
                CHANGE,
                Tuple.of(id, inside.drafts()),
                row -> new Listing.Change(
                        row.getInteger("work_version"),
                        row.getString("work_state"),
                        row.getString("work_reason"),
                        Listing.Content.from(row)));
    }

    static Future<Optional<Editable>> editable(Sql sql, Caller caller, UUID id) {
        return sql.first(
                EDITABLE,
                Tuple.of(id, caller.organisation()),
                row -> new Editable(
                        row.getString("work_state"),
                        row.getLong("row_version"),
                        row.getBoolean("category_open"),
                        ListingDraft.from(row)));
    }

    /** The own listings of a provider, or those of an administrator's scope; what waits for a decision by its deadline. */
    static Rows<Listing> inside(Caller caller, Query query, Page.Ask ask) {
        var inside = Inside.of(caller);
        if (!inside.yes()) throw Failure.forbidden();
        boolean waiting = query.flag("waiting");
        var values = Tuple.of(inside.provider(), inside.division())
                .addArrayOfString(query.codes("state"))
                .addBoolean(waiting)
                .addBoolean(inside.drafts())
                .addString(query.text("q"));
        if (waiting) values.addOffsetDateTime(Page.instant(ask.key(0))).addUUID(Page.id(ask.key(1)));
        else values.addUUID(Page.id(ask.key(0)));
        return new Rows<>(
                waiting ? DUE_FIRST : NEWEST_FIRST, values.addInteger(ask.rows()), row -> Listing.from(row, caller));
    }

    /** The sort keys of a row, for the cursor of the next page. */
    static List<String> place(Listing listing, boolean waiting) {
        var work = listing.work();
        var id = listing.id().toString();
        return waiting && work != null ? List.of(String.valueOf(work.dueAt()), id) : List.of(id);
    }

    static Future<List<Listing.Version>> versions(Sql sql, UUID id, Inside inside) {
        return sql.list(VERSIONS, Tuple.of(id, inside.drafts(), inside.yes()), Listing.Version::from);
    }

    static Future<Optional<Listing.FullVersion>> version(Sql sql, UUID id, Inside inside, int version) {
        return sql.first(VERSION, Tuple.of(id, inside.drafts(), inside.yes(), version), Listing.FullVersion::from);
    }

    static Future<Page<RatingLine>> ratings(Sql sql, UUID id, Page.Ask ask) {
        return sql.list(
                        RATINGS,
                        Tuple.of(id, Page.instant(ask.key(0)), Page.id(ask.key(1)), ask.rows()),
                        row -> new RatingLine(
                                row.getUUID("order_id"),
                                row.getInteger("score"),
                                row.getString("comment"),
                                row.getOffsetDateTime("at"),
                                row.getString("enterprise")))
                .map(rows -> Page.of(
                        rows,
                        ask,
                        line -> List.of(line.at().toString(), line.orderId().toString())));
    }
}
