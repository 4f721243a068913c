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

/** The SQL of programmes. */
final class ProgrammeStore {
    private static final String COLUMNS = """
        SELECT p.id, p.name, p.valid_from, p.valid_to, p.divisions, p.tiers, p.types, p.visits_per_year, p.budget_id,
          b.name AS budget, p.fee_fen, p.notice_hours, p.horizon_days, p.cancel_hours, p.reschedule_hours, p.gap_days,
          p.closed_at IS NOT NULL AS closed, p.version\
        """;
    // what was used of it this year
    private static final String LIST = COLUMNS + """
        , u.visits AS used_visits, u.enterprises AS used_enterprises, u.ahead AS used_ahead
        FROM programme p
        LEFT JOIN budget b ON b.id = p.budget_id
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS visits, count(DISTINCT o.organisation_id)::int AS enterprises,
            count(*) FILTER (WHERE lower(o.during) > now())::int AS ahead
          FROM booking o
          WHERE o.quota_id = p.id AND (o.holds OR o.state = 'missed')
            AND lower(o.during) >= date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'
            AND lower(o.during) < (date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai') + interval '1 year')
              AT TIME ZONE 'Asia/Shanghai') u
        WHERE $1::uuid IS NULL OR p.id = $1 ORDER BY p.closed_at IS NOT NULL, p.valid_from DESC, p.name\
        """;

    // 1 enterprise, 2 kind of visit or null, 3 day of the visit
    static final String OFFERS = COLUMNS + """
        , array_remove(ARRAY[
            CASE WHEN p.closed_at IS NOT NULL THEN 'programme-closed' END,
            CASE WHEN $3 NOT BETWEEN p.valid_from AND p.valid_to THEN 'programme-not-valid' END,
            CASE WHEN cardinality(p.divisions) > 0 AND e.division_code <> ALL (p.divisions)
              THEN 'programme-other-district' END,
            CASE WHEN cardinality(p.tiers) > 0 AND (e.tier IS NULL OR e.tier <> ALL (p.tiers))
              THEN 'programme-other-tier' END,
            CASE WHEN cardinality(p.types) > 0 AND $2 <> ALL (p.types) THEN 'programme-other-type' END,
            CASE WHEN b.state <> 'open' THEN 'budget-closed' END,
            CASE WHEN current_date NOT BETWEEN b.valid_from AND b.valid_to THEN 'budget-not-valid' END,
            CASE WHEN cardinality(b.divisions) > 0 AND e.division_code <> ALL (b.divisions)
              THEN 'budget-other-district' END,
            CASE WHEN b.cap_fen < COALESCE(u.used_fen, 0) + p.fee_fen THEN 'cap-used-up' END,
            CASE WHEN b.total_fen - b.frozen_fen - b.spent_fen < p.fee_fen THEN 'budget-used-up' END], NULL) AS reasons,
          (SELECT count(*)::int FROM booking o
           WHERE o.quota_id = p.id AND o.organisation_id = e.id AND (o.holds OR o.state = 'missed')
             AND lower(o.during) >= date_trunc('year', $3::date)::timestamp AT TIME ZONE 'Asia/Shanghai'
             AND lower(o.during) < (date_trunc('year', $3::date)::timestamp + interval '1 year') AT TIME ZONE 'Asia/Shanghai'
          ) AS used,
          (SELECT count(*)::int FROM waiting w JOIN booking o ON o.id = w.booking_id
           WHERE w.organisation_id = e.id AND w.state = 'offered' AND o.quota_id = p.id
             AND date_trunc('year', lower(o.during) AT TIME ZONE 'Asia/Shanghai') = date_trunc('year', $3::date::timestamp)
          ) AS reserved,
          working_days_after(now(), 2) AS hold_until
        FROM programme p
        JOIN organisation e ON e.id = $1
        LEFT JOIN budget b ON b.id = p.budget_id
        LEFT JOIN budget_use u ON u.budget_id = b.id AND u.enterprise_id = e.id
        ORDER BY p.name\
        """;

    private static final String CHANGE = """
        , change AS (
          SELECT $13::uuid AS actor_id, 'programme' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            $14::text AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.name, 'visitsPerYear', m.visits_per_year, 'feeFen', m.fee_fen) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM made m
        )
        """ + Events.RECORD + "SELECT id FROM made";

    private static final String CREATE = """
        WITH made AS (
          INSERT INTO programme (name, valid_from, valid_to, divisions, tiers, types, visits_per_year, budget_id,
            notice_hours, horizon_days, cancel_hours, reschedule_hours, gap_days, fee_fen)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $15, $16)
          RETURNING id, name, visits_per_year, fee_fen
        )
        """ + CHANGE;

    private static final String REVISE = """
        WITH made AS (
          UPDATE programme p SET name = $1, valid_from = $2, valid_to = $3, divisions = $4, tiers = $5, types = $6,
            visits_per_year = $7, budget_id = $8, notice_hours = $9, horizon_days = $10, cancel_hours = $11,
            reschedule_hours = $12, gap_days = $15, fee_fen = $16, version = p.version + 1
          WHERE p.id = $17 AND p.version = $18
          RETURNING p.id, p.name, p.visits_per_year, p.fee_fen
        )
        """ + CHANGE;

    private static final String MOVE = """
        WITH made AS (
          UPDATE programme p SET closed_at = CASE WHEN $2 THEN now() END, version = p.version + 1
          WHERE p.id = $1 AND (p.closed_at IS NOT NULL) <> $2
          RETURNING p.id, p.name
        ), change AS (
          SELECT $3::uuid AS actor_id, 'programme' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            CASE WHEN $2 THEN 'closing' ELSE 'reopening' END AS action, CASE WHEN $2 THEN 'open' ELSE 'closed' END AS from_state,
            CASE WHEN $2 THEN 'closed' ELSE 'open' END AS to_state, $4::text AS reason,
            jsonb_build_object('title', m.name) AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id,
            NULL::text AS division_code
          FROM made m
        )
        """ + Events.RECORD + "SELECT id FROM made";

    private static final String UNKNOWN = """
        SELECT '/divisions' AS pointer FROM unnest($1::text[]) AS c WHERE NOT EXISTS (SELECT FROM division WHERE code = c)
        UNION SELECT '/budgetId' WHERE $2::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM budget WHERE id = $2)\
        """;

    private ProgrammeStore() {}

    static Future<List<Programme>> all(Sql sql) {
        return sql.list(LIST, Tuple.of((Object) null), Programme::from);
    }

    static Future<Optional<Programme>> find(Sql sql, UUID id) {
        return sql.first(LIST, Tuple.of(id), Programme::from);
    }

    static Future<List<Programme>> offers(Sql sql, UUID enterprise, @Nullable String type, LocalDate day) {
        return sql.list(OFFERS, Tuple.of(enterprise, type, day), Programme::from);
    }

    static Future<UUID> create(Sql sql, Caller caller, ProgrammeDraft draft) {
        return sql.one(CREATE, values(draft, caller, "creation"), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> revise(Sql sql, Caller caller, UUID id, long version, ProgrammeDraft draft) {
        return sql.first(
                REVISE, values(draft, caller, "revision").addUUID(id).addLong(version), row -> row.getUUID("id"));
    }

    static Future<Optional<UUID>> move(Sql sql, Caller caller, UUID id, boolean close, @Nullable String reason) {
        return sql.first(MOVE, Tuple.of(id, close, caller.accountId(), reason), row -> row.getUUID("id"));
    }

    /** Pointers to codes and ids that do not exist. */
    static Future<List<String>> unknown(Sql sql, ProgrammeDraft draft) {
        return sql.list(
                UNKNOWN,
                Tuple.of(draft.divisions().toArray(String[]::new), draft.budgetId()),
                row -> row.getString("pointer"));
    }

    private static Tuple values(ProgrammeDraft draft, Caller caller, String action) {
        return Tuple.tuple()
                .addString(draft.name())
                .addLocalDate(draft.validFrom())
                .addLocalDate(draft.validTo())
                .addArrayOfString(draft.divisions().toArray(String[]::new))
                .addArrayOfString(draft.tiers().toArray(String[]::new))
                .addArrayOfString(draft.types().toArray(String[]::new))
                .addInteger(draft.visitsPerYear())
                .addUUID(draft.budgetId())
                .addInteger(draft.noticeHours())
                .addInteger(draft.horizonDays())
                .addInteger(draft.cancelHours())
                .addInteger(draft.rescheduleHours())
                .addUUID(caller.accountId())
                .addString(action)
                .addInteger(draft.gapDays())
                .addLong(draft.feeFen());
    }
}
