package cn.yufu.budget;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of budgets. An enterprise and a district see those that cover their district; the city sees all. */
final class BudgetStore {
    private static final String COLUMNS = """
        SELECT b.id, b.number, b.name, b.year, b.funding_source, b.share_bps, b.categories, b.divisions, b.cap_fen,
          b.valid_from, b.valid_to, b.state, b.total_fen, b.frozen_fen, b.spent_fen,
          b.total_fen - b.frozen_fen - b.spent_fen AS available_fen, b.version,
          COALESCE((SELECT u.used_fen FROM budget_use u WHERE u.budget_id = b.id AND u.enterprise_id = $2), 0) AS used_fen,
          n.frozen_orders, n.spent_orders, n.frozen_visits, n.spent_visits
        FROM budget b
        CROSS JOIN LATERAL (
          -- what was frozen is given back or spent once
          SELECT count(*) FILTER (WHERE l.subject_kind = 'order' AND l.kind = 'freeze')
              - count(*) FILTER (WHERE l.subject_kind = 'order' AND l.kind <> 'freeze') AS frozen_orders,
            count(*) FILTER (WHERE l.subject_kind = 'order' AND l.kind = 'spend') AS spent_orders,
            count(*) FILTER (WHERE l.subject_kind = 'visit' AND l.kind = 'freeze')
              - count(*) FILTER (WHERE l.subject_kind = 'visit' AND l.kind <> 'freeze') AS frozen_visits,
            count(*) FILTER (WHERE l.subject_kind = 'visit' AND l.kind = 'spend') AS spent_visits
          FROM ledger l WHERE l.budget_id = b.id
        ) n
        WHERE ($1::text IS NULL OR cardinality(b.divisions) = 0 OR $1 = ANY (b.divisions))
        """;
    private static final String ONE = COLUMNS + "AND b.id = $3";
    // an enterprise is shown what it may use now; the others see closed and past ones too
    private static final String LIST = COLUMNS + """
          AND ($2::uuid IS NULL OR (b.state = 'open' AND current_date BETWEEN b.valid_from AND b.valid_to))
          AND ($3::int IS NULL OR b.year = $3)
          AND ($4::text IS NULL OR $4 = ANY (b.categories)
               OR (SELECT parent FROM service_category WHERE code = $4) = ANY (b.categories))
          AND ($5::text IS NULL OR b.state = $5)
          AND ($6::uuid IS NULL OR b.id < $6)
        ORDER BY b.id DESC LIMIT $7\
        """;

    private static final String UNKNOWN = """
        SELECT 'categories' AS field FROM unnest($1::text[]) c
        WHERE NOT EXISTS (SELECT FROM service_category WHERE code = c)
        UNION SELECT 'divisions' FROM unnest($2::text[]) d WHERE NOT EXISTS (SELECT FROM division WHERE code = d)\
        """;

    private static final String CREATE = """
        WITH made AS (
          INSERT INTO budget (name, year, funding_source, share_bps, categories, divisions, cap_fen, total_fen,
            valid_from, valid_to, created_by)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          RETURNING id, number, name, total_fen, divisions
        ), change AS (
          SELECT $11::uuid AS actor_id, 'budget' AS subject_kind, id AS subject_id, number AS subject_number,
            'creation' AS action, NULL::text AS from_state, 'open' AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'totalFen', total_fen, 'divisions', divisions) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made
        )\
        """ + Events.RECORD + "SELECT id FROM made";

    // the copies of the cap follow, and refuse a cap below what somebody has drawn already
    private static final String REVISE = """
        WITH before AS (
          SELECT id, name, funding_source, share_bps, cap_fen, total_fen, valid_to FROM budget
          WHERE id = $12 AND version = $13 FOR UPDATE
        ), made AS (
          UPDATE budget b SET name = $1, year = $2, funding_source = $3, share_bps = $4, categories = $5,
            divisions = $6, cap_fen = $7, total_fen = $8, valid_from = $9, valid_to = $10, version = b.version + 1
          FROM before WHERE b.id = before.id
          RETURNING b.id, b.number, b.name, b.total_fen, b.cap_fen, b.state
        ), capped AS (
          UPDATE budget_use u SET cap_fen = made.cap_fen FROM made WHERE u.budget_id = made.id
        ), change AS (
          SELECT $11::uuid AS actor_id, 'budget' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            'revision' AS action, m.state AS from_state, m.state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.name, 'totalFen', m.total_fen, 'before', to_jsonb(before)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made m JOIN before ON before.id = m.id
        )\
        """ + Events.RECORD + "SELECT id FROM made";

    private static final String MOVE = """
        WITH made AS (
          UPDATE budget b SET state = $2, version = b.version + 1
          WHERE b.id = $1 AND b.state <> $2
          RETURNING b.id, b.number, b.name
        ), change AS (
          SELECT $3::uuid AS actor_id, 'budget' AS subject_kind, id AS subject_id, number AS subject_number,
            $4 AS action, CASE $2 WHEN 'open' THEN 'closed' ELSE 'open' END AS from_state, $2 AS to_state,
            $5 AS reason, jsonb_build_object('title', name) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made
        )\
        """ + Events.RECORD + "SELECT id FROM made";

    private static final String LEDGER = """
        SELECT l.id, l.at, l.kind, l.amount_fen, l.subject_kind, l.subject_id, s.number AS subject_number,
          e.name AS enterprise, a.name AS actor
        FROM ledger l
        JOIN budget_subject s ON s.id = l.subject_id
        JOIN organisation e ON e.id = l.enterprise_id
        LEFT JOIN account a ON a.id = l.actor_id
        WHERE l.budget_id = $1 AND ($2::uuid IS NULL OR l.id < $2)
        ORDER BY l.id DESC LIMIT $3\
        """;

    /** One movement; amounts are positive, the kind says in which direction. */
    record Movement(
            UUID id,
            OffsetDateTime at,
            String kind,
            long amountFen,
            String subjectKind,
            UUID subjectId,
            String subjectNumber,
            String enterprise,
            @Nullable String actor) {
        static Movement from(Row row) {
            return new Movement(
                    row.getUUID("id"),
                    row.getOffsetDateTime("at"),
                    row.getString("kind"),
                    row.getLong("amount_fen"),
                    row.getString("subject_kind"),
                    row.getUUID("subject_id"),
                    row.getString("subject_number"),
                    row.getString("enterprise"),
                    row.getString("actor"));
        }
    }

    private BudgetStore() {}

    static Rows<Budget> rows(Caller caller, Query query, Page.Ask ask) {
        int year = query.integer("year", 0, 0, 2100);
        var values = Tuple.of(
                scope(caller),
                enterprise(caller),
                year == 0 ? null : year,
                query.text("category"),
                query.choice("state", List.of("open", "closed")),
                Page.id(ask.key(0)));
        return new Rows<>(LIST, values.addInteger(ask.rows()), row -> map(row, caller));
    }

    static Future<Optional<Budget>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, Tuple.of(scope(caller), enterprise(caller), id), row -> map(row, caller));
    }

    private static @Nullable String scope(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE, DISTRICT_ADMIN -> caller.divisionCode();
            default -> null;
        };
    }

    private static @Nullable UUID enterprise(Caller caller) {
        return caller.role() == Role.ENTERPRISE ? caller.organisationId() : null;
    }

    private static Budget map(Row row, Caller caller) {
        return Budget.from(row, caller.role() == Role.CITY_ADMIN, caller.role() == Role.ENTERPRISE);
    }

    /** The names of the fields that hold a code which does not exist. */
    static Future<List<String>> unknownCodes(Sql sql, Plan plan) {
        return sql.list(
                UNKNOWN,
                Tuple.of(texts(plan.categories()), (Object) texts(plan.divisions())),
                row -> row.getString("field"));
    }

    static Future<UUID> create(Sql sql, Caller caller, Plan plan) {
        return sql.one(CREATE, values(plan, caller), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> revise(Sql sql, Caller caller, UUID id, long version, Plan plan) {
        return sql.first(REVISE, values(plan, caller).addUUID(id).addLong(version), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> move(
            Sql sql, Caller caller, UUID id, String state, String action, @Nullable String reason) {
        return sql.first(MOVE, Tuple.of(id, state, caller.accountId(), action, reason), row -> row.getUUID("id"));
    }

    static Future<List<Movement>> ledger(Sql sql, UUID id, Page.Ask ask) {
        return sql.list(LEDGER, Tuple.of(id, Page.id(ask.key(0)), ask.rows()), Movement::from);
    }

    private static Tuple values(Plan plan, Caller caller) {
        return Tuple.tuple()
                .addString(plan.name())
                .addInteger(plan.year())
                .addString(plan.fundingSource())
                .addInteger(plan.shareBps())
                .addArrayOfString(texts(plan.categories()))
                .addArrayOfString(texts(plan.divisions()))
                .addLong(plan.capFen())
                .addLong(plan.totalFen())
                .addLocalDate(plan.validFrom())
                .addLocalDate(plan.validTo())
                .addUUID(caller.accountId());
    }

    private static String[] texts(List<String> list) {
        return list.toArray(String[]::new);
    }
}
