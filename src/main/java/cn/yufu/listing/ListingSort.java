package cn.yufu.listing;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the results of a search are ordered by, and how a cursor holds a row's place in it. */
enum ListingSort {
    RATING("rating", false),
    NEWEST("published_at", false),
    PRICE("price_order", true);

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID FIRST = new UUID(0, 0);

    private final String column;
    private final boolean upwards;

    ListingSort(String column, boolean upwards) {
        this.column = column;
        this.upwards = upwards;
    }

    /** Whether rows are ordered by relevance, which is what nobody names. */
    static boolean relevance(@Nullable String order) {
        return order == null || order.equals("relevance");
    }

    /** @param order relevance, which goes by rating within each tier, or one of the names below */
    static ListingSort of(@Nullable String order) {
        return order == null || relevance(order) ? RATING : valueOf(order.toUpperCase(Locale.ROOT));
    }

    /** A statement with its places for column and direction filled in. */
    String in(String statement) {
        return statement
                .replace("{key}", column)
                .replace("{past}", upwards ? ">" : "<")
                .replace("{down}", upwards ? "ASC" : "DESC");
    }

    Object key(String text) {
        return switch (this) {
            case RATING -> Double.parseDouble(text);
            case NEWEST -> OffsetDateTime.parse(text);
            case PRICE -> Long.parseLong(text);
        };
    }

    /** The key and the id before every row's. */
    Object start() {
        return switch (this) {
            case RATING -> Double.POSITIVE_INFINITY;
            // the driver writes this value as PostgreSQL's infinity
            case NEWEST -> OffsetDateTime.MAX;
            case PRICE -> -1L;
        };
    }

    UUID startId() {
        return upwards ? FIRST : LAST;
    }

    Object read(Row row) {
        return switch (this) {
            case RATING -> row.getDouble("key");
            case NEWEST -> row.getOffsetDateTime("key");
            case PRICE -> row.getLong("key");
        };
    }
}
