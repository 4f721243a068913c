package cn.yufu.organisation;

import cn.yufu.db.Sql;
import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the public sees it.
 *
 * @param since when it was admitted
 * @param qualifications list of {name, validTo}
 */
record Provider(
        UUID id,
        String name,
        Division division,
        @Nullable String profile,
        @Nullable String website,
        boolean verified,
        long listingCount,
        Rating rating,
        long completedOrders,
        OffsetDateTime since,
        JsonNode qualifications) {

    record Division(String code, String name) {}

    /** @param average of the scores 1 to 5, with one decimal; null without ratings */
    record Rating(@Nullable Double average, long count) {}

    private static final String ONE = """
        SELECT o.id, o.name, o.division_code, d.name AS division_name, o.profile, o.website,
          COALESCE(o.decided_at, o.created_at) AS since, o.qualifications::text AS qualifications,
          l.listing_count, l.rating_count, round(l.rating_sum / NULLIF(l.rating_count, 0)::numeric, 1)::float8 AS average,
          (SELECT count(*) FROM purchase_order p
           WHERE p.provider_id = o.id AND p.state IN ('completed', 'paid')) AS completed_orders
        FROM organisation o
        JOIN division d ON d.code = o.division_code
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE state = 'published') AS listing_count,
            COALESCE(sum(rating_sum), 0) AS rating_sum, COALESCE(sum(rating_count), 0) AS rating_count
          FROM listing WHERE provider_id = o.id
        ) AS l
        WHERE o.id = $1 AND o.kind = 'provider' AND o.state = 'active'\
        """;

    static Future<Optional<Provider>> find(Sql sql, UUID id) {
        return sql.first(ONE, Tuple.of(id), Provider::from);
    }

    private static Provider from(Row row) {
        return new Provider(
                row.getUUID("id"),
                row.getString("name"),
                new Division(row.getString("division_code"), row.getString("division_name")),
                row.getString("profile"),
                row.getString("website"),
                // only who was admitted by an administrator is active
                true,
                row.getLong("listing_count"),
                new Rating(row.getDouble("average"), row.getLong("rating_count")),
                row.getLong("completed_orders"),
                row.getOffsetDateTime("since"),
                Json.read(row.getString("qualifications")));
    }
}
