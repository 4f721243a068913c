package cn.yufu.procurement;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** One rating per accepted order, counted into the listing's figures in the same statement. */
final class Ratings {
    // the place in the search follows by a trigger on listing
    private static final String RATE = """
        WITH before AS (
          SELECT o.id, o.number, o.title, o.state, o.listing_id, o.enterprise_id, o.provider_id, o.division_code
          FROM purchase_order o WHERE o.id = $1 AND o.enterprise_id = $2 AND o.state IN ('completed', 'paid')
          FOR UPDATE
        ), rated AS (
          INSERT INTO rating (order_id, listing_id, score, comment, account_id)
          SELECT id, listing_id, $3, $4, $5 FROM before
          ON CONFLICT DO NOTHING
          RETURNING order_id, listing_id, score
        ), figures AS (
          UPDATE listing l SET rating_sum = l.rating_sum + r.score, rating_count = l.rating_count + 1
          FROM rated r WHERE l.id = r.listing_id
        ), change AS (
          SELECT $5::uuid AS actor_id, 'order' AS subject_kind, b.id AS subject_id, b.number AS subject_number,
            'rating' AS action, b.state AS from_state, b.state AS to_state, NULLIF($4, '') AS reason,
            jsonb_build_object('title', b.title, 'score', r.score) AS detail,
            b.enterprise_id, b.provider_id, b.division_code
          FROM before b JOIN rated r ON r.order_id = b.id
        )\
        """ + Events.RECORD + "SELECT order_id FROM rated";

    private Ratings() {}

    /** False when the order is not there, not accepted yet, or rated already. */
    static Future<Boolean> rate(Sql sql, Caller caller, UUID order, int score, String comment) {
        return sql.first(
                        RATE,
                        Tuple.of(order, caller.organisation(), score, comment, caller.accountId()),
                        row -> row.getUUID("order_id"))
                .map(Optional::isPresent);
    }
}
