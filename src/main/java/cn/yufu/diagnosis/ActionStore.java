package cn.yufu.diagnosis;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of actions. */
final class ActionStore {
    private static final String SELECT = """
        SELECT i.id, i.visit_id, v.number AS visit_number, i.area_code, i.finding, i.severity, i.action, i.owner, i.due_on,
          i.state, i.note, i.done_at, i.order_id, o.number AS order_number, o.state AS order_state, i.version,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('listingId', l.id, 'title', w.title, 'provider', p.name,
              'category', w.category_code, 'priceFen', w.price_fen, 'ratingCount', l.rating_count,
              'rating', CASE WHEN l.rating_count > 0 THEN round(l.rating_sum::numeric / l.rating_count, 1) END,
              'reasons', t.r -> 'reasons', 'conflict', t.r -> 'conflict') ORDER BY t.n)
            FROM jsonb_array_elements(i.recommended) WITH ORDINALITY AS t (r, n)
            JOIN listing l ON l.id = (t.r ->> 'listingId')::uuid AND l.state = 'published'
            JOIN listing_version w ON w.listing_id = l.id AND w.version = l.live_version
            JOIN organisation p ON p.id = l.provider_id AND p.state = 'active'), '[]')::text AS recommended
        FROM action_item i
        JOIN visit v ON v.id = i.visit_id
        LEFT JOIN purchase_order o ON o.id = i.order_id
        """;

    private static final String OF_VISIT =
            SELECT + "WHERE i.visit_id = $1 AND " + VisitScope.sql(2) + " ORDER BY i.position";
    private static final String OF_ENTERPRISE = SELECT + """
        WHERE i.enterprise_id = $1 AND i.state <> 'draft'
        ORDER BY i.state <> 'open', i.due_on NULLS LAST, i.id LIMIT 200\
        """;
    private static final String ONE = SELECT + "WHERE i.id = $1 AND i.state <> 'draft' AND " + VisitScope.sql(2);

    // 1 action, 2 states, 3–5 scope, 6 actor, 7 what, 8 why, 9 order; an order is the enterprise's own
    private static final String MOVE =
            """
            WITH before AS (
              SELECT i.id, i.state
              FROM action_item i JOIN visit v ON v.id = i.visit_id
              WHERE i.id = $1 AND i.state = ANY ($2::text[]) AND {scope}
                AND ($9::uuid IS NULL OR EXISTS (
                  SELECT FROM purchase_order o WHERE o.id = $9 AND o.enterprise_id = i.enterprise_id))
              FOR UPDATE OF i
            ), made AS (
              UPDATE action_item i SET version = i.version + 1, order_id = COALESCE($9, i.order_id),
                state = CASE $7::text WHEN 'completion' THEN 'done' WHEN 'dropping' THEN 'dropped' ELSE 'open' END,
                done_at = CASE WHEN $7::text = 'completion' THEN now() END, note = COALESCE($8, i.note)
              FROM before WHERE i.id = before.id
              RETURNING i.id, i.visit_id, i.enterprise_id, i.action, i.state, before.state AS from_state
            ), change AS (
              SELECT $6::uuid AS actor_id, 'action' AS subject_kind, m.id AS subject_id, v.number AS subject_number,
                $7::text AS action, m.from_state, m.state AS to_state, $8::text AS reason,
                jsonb_build_object('title', m.action, 'enterprise', e.name) AS detail, m.enterprise_id,
                NULL::uuid AS provider_id, v.division_code
              FROM made m JOIN visit v ON v.id = m.visit_id JOIN organisation e ON e.id = m.enterprise_id
            )
            """.replace("{scope}", VisitScope.sql(3)) + Events.RECORD + "SELECT id FROM made";

    private static final String REVISE =
            """
            WITH made AS (
              UPDATE action_item i SET owner = COALESCE($6, i.owner), due_on = CASE WHEN $7 THEN $8::date ELSE i.due_on END,
                version = i.version + 1
              FROM visit v
              WHERE i.id = $1 AND v.id = i.visit_id AND i.version = $2 AND i.state = 'open' AND {scope}
              RETURNING i.id, i.action, i.enterprise_id, v.number, v.division_code, i.owner, i.due_on
            ), change AS (
              SELECT $9::uuid AS actor_id, 'action' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
                'revision' AS action, 'open' AS from_state, 'open' AS to_state, NULL::text AS reason,
                jsonb_build_object('title', m.action, 'owner', m.owner, 'dueOn', m.due_on) AS detail, m.enterprise_id,
                NULL::uuid AS provider_id, m.division_code
              FROM made m
            )
            """.replace("{scope}", VisitScope.sql(3)) + Events.RECORD + "SELECT id FROM made";

    private ActionStore() {}

    static Future<List<Action>> ofVisit(Sql sql, Caller caller, UUID visit) {
        return sql.list(OF_VISIT, VisitScope.of(caller).into(Tuple.of(visit)), row -> Action.from(row, caller));
    }

    /** Whoever may see the enterprise's plan may see all of them. */
    static Future<List<Action>> ofEnterprise(Sql sql, Caller caller, UUID enterprise) {
        return sql.list(OF_ENTERPRISE, Tuple.of(enterprise), row -> Action.from(row, caller));
    }

    static Future<Optional<Action>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, VisitScope.of(caller).into(Tuple.of(id)), row -> Action.from(row, caller));
    }

    static Future<Boolean> move(
            Sql sql,
            Caller caller,
            UUID id,
            List<String> from,
            String noun,
            @Nullable String reason,
            @Nullable UUID order) {
        var values = VisitScope.of(caller)
                .into(Tuple.of(id, (Object) from.toArray(String[]::new)))
                .addUUID(caller.accountId())
                .addString(noun)
                .addString(reason)
                .addUUID(order);
        return sql.first(MOVE, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }

    static Future<Boolean> revise(
            Sql sql,
            Caller caller,
            UUID id,
            long version,
            @Nullable String owner,
            boolean dated,
            @Nullable LocalDate due) {
        var values = VisitScope.of(caller)
                .into(Tuple.of(id, version))
                .addString(owner)
                .addBoolean(dated)
                .addLocalDate(due)
                .addUUID(caller.accountId());
        return sql.first(REVISE, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }
}
