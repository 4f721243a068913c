package cn.yufu.audit;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is done once a day: each statement does its work on whichever node comes first, and nothing on the others. */
final class DailyStore {
    private static final String ANCHOR = """
        WITH made AS (
          INSERT INTO audit_anchor (day, position, hash)
          SELECT $1, position, hash FROM event_seal ORDER BY position DESC LIMIT 1
          ON CONFLICT (day) DO NOTHING RETURNING id, day, position, encode(hash, 'hex') AS hash
        ), posted AS (
          INSERT INTO letter (kind, recipient, locale, data)
          SELECT 'audit-anchor', a.email, a.locale,
            jsonb_build_object('day', m.day, 'position', m.position, 'hash', m.hash)
          FROM made m CROSS JOIN account a
          WHERE a.role = 'auditor' AND a.disabled_at IS NULL AND a.email_confirmed_at IS NOT NULL
          RETURNING id
        ), change AS (
          SELECT NULL::uuid AS actor_id, 'audit' AS subject_kind, id AS subject_id, day::text AS subject_number,
            'anchor' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('position', position, 'hash', hash) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made
        )\
        """ + Events.RECORD + """
        SELECT m.position, (SELECT count(*) FROM posted) AS letters, (SELECT count(*) FROM recorded) AS recorded
        FROM made m\
        """;

    // a node that died over it has left no finding
    private static final String CLAIM = """
        INSERT INTO daily_check AS done (day, kind) VALUES ($1, $2)
        ON CONFLICT (day, kind) DO UPDATE SET at = now()
        WHERE done.finding IS NULL AND done.at < now() - interval '1 hour'\
        """;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String RECONCILE = """
        WITH found AS (
          SELECT b.id, b.number, b.name, b.frozen_fen, b.spent_fen, COALESCE(max(d.ledger_frozen), b.frozen_fen) AS ledger_frozen,
            COALESCE(max(d.ledger_spent), b.spent_fen) AS ledger_spent, count(d.other) AS enterprises
          FROM (
            SELECT budget_id, CASE WHEN enterprise_id IS NULL THEN ledger_frozen END AS ledger_frozen,
              CASE WHEN enterprise_id IS NULL THEN ledger_spent END AS ledger_spent, enterprise_id AS other
            FROM budget_discrepancy) AS d
          JOIN budget b ON b.id = d.budget_id
          GROUP BY b.id
        ), noted AS (
          UPDATE daily_check SET finding = jsonb_build_object('budgets', (SELECT count(*) FROM found))
          WHERE day = $1 AND kind = 'reconciliation' RETURNING day
        ), change AS (
          SELECT NULL::uuid AS actor_id, 'budget' AS subject_kind, id AS subject_id, number AS subject_number,
            'discrepancy' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'frozenFen', frozen_fen, 'spentFen', spent_fen,
              'ledgerFrozenFen', ledger_frozen, 'ledgerSpentFen', ledger_spent, 'enterprises', enterprises) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM found
        )\
        """ + Events.RECORD + "SELECT number FROM found ORDER BY number";
    private static final String VERIFIED = """
        WITH noted AS (
          UPDATE daily_check SET finding = jsonb_build_object('ok', $2::boolean, 'position', $3::bigint, 'strays', $4::bigint)
          WHERE day = $1 AND kind = 'verification' RETURNING day
        ), change AS (
          SELECT NULL::uuid AS actor_id, 'audit' AS subject_kind, key_id('audit', day::text) AS subject_id,
            day::text AS subject_number, 'break' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason, jsonb_build_object('position', $3::bigint, 'strays', $4::bigint) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM noted WHERE NOT $2::boolean
        )\
        """ + Events.RECORD + "SELECT count(*)::int AS count FROM recorded";

    private DailyStore() {}

    /** @param letters auditors to whom it was mailed */
    record Anchored(long position, long letters) {}

    /** Empty when today's anchor exists already, or when there is nothing to anchor. */
    static Future<Optional<Anchored>> anchor(Sql sql, LocalDate day) {
        return sql.first(ANCHOR, Tuple.of(day), row -> new Anchored(row.getLong("position"), row.getLong("letters")));
    }

    /** Whether this node is to do the check. */
    static Future<Boolean> claim(Sql sql, LocalDate day, String kind) {
        return sql.update(CLAIM, Tuple.of(day, kind)).map(count -> count == 1);
    }

    /** Tells of every budget whose figures are not those of its ledger; yields their numbers. Needs a transaction. */
    static Future<List<String>> reconcile(Sql sql, LocalDate day) {
        return Db.patient(sql, PATIENCE)
                .compose(set -> sql.list(RECONCILE, Tuple.of(day), row -> row.getString("number")));
    }

    static Future<?> verified(Sql sql, LocalDate day, Verification.Verdict verdict) {
        return sql.one(
                VERIFIED,
                Tuple.of(day, verdict.ok(), verdict.firstBroken(), verdict.strays()),
                row -> row.getInteger("count"));
    }
}
