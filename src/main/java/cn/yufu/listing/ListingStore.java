package cn.yufu.listing;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL that changes listings; each move is one statement. */
final class ListingStore {
    private static final String CHANGE = """
        , change AS (
          SELECT $2::uuid AS actor_id, 'listing' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            {action} AS action, m.from_state, m.to_state, {reason} AS reason,
            jsonb_build_object('title', m.title, 'provider', p.name)
              || CASE WHEN m.due_at IS NULL THEN '{}' ELSE jsonb_build_object('dueAt', m.due_at) END AS detail,
            NULL::uuid AS enterprise_id, m.provider_id, m.division_code
          FROM moved m JOIN listing_provider p ON p.id = m.provider_id
        )
        """;

    // listing and version point at each other; the constraints wait for the end of the transaction
    private static final String CREATE =
            """
                    WITH made AS (
                      INSERT INTO listing (provider_id, division_code, state, work_version, work_state)
                      SELECT id, division_code, 'draft', 1, 'draft' FROM listing_provider WHERE id = $1
                      RETURNING id, number, provider_id, division_code
                    ), written AS (
                      INSERT INTO listing_version (listing_id, version, created_by, title, summary, description, category_code,
                        price_model, price_fen, delivery_days, divisions, industries, capacity_per_month, evidence)
                      SELECT id, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM made
                      RETURNING title
                    ), moved AS (
                      SELECT made.id, made.number, made.provider_id, made.division_code, written.title, NULL::text AS from_state,
                        'draft' AS to_state, NULL::timestamptz AS due_at
                      FROM made, written
                    )\
                    """ + CHANGE.replace("{action}", "'creation'").replace("{reason}", "NULL::text") + Events.RECORD
                    + "SELECT id FROM moved";

    // a live listing gets a new version as its change; a draft or change under way is rewritten
    private static final String REVISE =
            """
                    WITH before AS (
                      SELECT l.id, l.number, l.state, l.work_version, l.live_version, l.provider_id, l.division_code,
                        COALESCE(l.work_version, (SELECT max(v.version) + 1 FROM listing_version v WHERE v.listing_id = l.id)) AS target
                      FROM listing l
                      WHERE l.id = $14 AND l.provider_id = $1 AND l.version = $15
                        AND (l.work_state IS NULL OR l.work_state IN ('draft', 'returned'))
                      FOR UPDATE
                    ), written AS (
                      INSERT INTO listing_version (listing_id, version, created_by, title, summary, description, category_code,
                        price_model, price_fen, delivery_days, divisions, industries, capacity_per_month, evidence)
                      SELECT id, target, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM before
                      ON CONFLICT (listing_id, version) DO UPDATE SET created_by = EXCLUDED.created_by, title = EXCLUDED.title,
                        summary = EXCLUDED.summary, description = EXCLUDED.description, category_code = EXCLUDED.category_code,
                        price_model = EXCLUDED.price_model, price_fen = EXCLUDED.price_fen, delivery_days = EXCLUDED.delivery_days,
                        divisions = EXCLUDED.divisions, industries = EXCLUDED.industries,
                        capacity_per_month = EXCLUDED.capacity_per_month, evidence = EXCLUDED.evidence
                      RETURNING title
                    ), moved AS (
                      UPDATE listing l SET version = l.version + 1, work_version = before.target,
                        work_state = COALESCE(l.work_state, 'draft')
                      FROM before, written WHERE l.id = before.id
                      RETURNING l.id, l.number, l.provider_id, l.division_code, written.title, before.state AS from_state,
                        l.state AS to_state, l.due_at
                    )\
                    """ + CHANGE.replace("{action}", "'revision'").replace("{reason}", "NULL::text") + Events.RECORD
                    + "SELECT id FROM moved";

    // 1 listing, 2 actor, 3 reason, 4 provider or null, 5 division or null, 6 the version that was looked at or null
    private static final String MOVE = """
        WITH before AS (
          SELECT l.id, l.state, l.work_state, l.work_version, l.live_version, v.title
          FROM listing l
          JOIN listing_version v ON v.listing_id = l.id AND v.version = COALESCE(l.work_version, l.live_version)
          WHERE l.id = $1 AND ($4::uuid IS NULL OR l.provider_id = $4) AND ($5::text IS NULL OR l.division_code = $5)
            AND ($6::bigint IS NULL OR l.version = $6) AND {from}
          FOR UPDATE OF l
        ), moved AS (
          UPDATE listing l SET version = l.version + 1, {set}
          FROM before WHERE l.id = before.id
          RETURNING l.id, l.number, l.provider_id, l.division_code, before.title, before.work_version,
            before.live_version, COALESCE(before.work_state, before.state) AS from_state, COALESCE(l.work_state, l.state) AS to_state,
                    l.due_at
        )
        """ + CHANGE.replace("{reason}", "$3::text");

    private static final String SUBMIT = move(ListingStep.SUBMIT, "l.work_state IN ('draft', 'returned')", """
        work_state = 'submitted', work_reason = NULL, submitted_by = $2, submitted_at = now(),
        due_at = working_days_after(now(), 3),
        state = CASE WHEN l.live_version IS NULL AND l.state <> 'withdrawn' THEN 'submitted' ELSE l.state END
        """, """
        , handed AS (
          UPDATE listing_version v SET submitted_at = now()
          FROM moved m WHERE v.listing_id = m.id AND v.version = m.work_version
        )
        """);

    private static final String REJECT = move(ListingStep.REJECT, "l.work_state = 'submitted'", """
        work_state = 'returned', work_reason = $3, due_at = NULL,
        state = CASE WHEN l.live_version IS NULL AND l.state <> 'withdrawn' THEN 'returned' ELSE l.state END
        """, "");

    private static final String WITHDRAW =
            move(ListingStep.WITHDRAW, "(l.state <> 'withdrawn' OR l.work_version IS NOT NULL)", """
                state = CASE WHEN l.state = 'published' AND l.work_version IS NOT NULL THEN l.state ELSE 'withdrawn' END,
                work_version = NULL, work_state = NULL, work_reason = NULL, due_at = NULL
                """, "");

    // what the public search reads follows by triggers, within this statement
    private static final String APPROVE = move(ListingStep.APPROVE, "l.work_state = 'submitted'", """
        state = 'published', live_version = l.work_version, work_version = NULL, work_state = NULL, work_reason = NULL,
        due_at = NULL, published_at = COALESCE(l.published_at, now())
        """, """
        , signed AS (
          UPDATE listing_version v SET approved_at = now(), approved_by = $2
          FROM moved m WHERE v.listing_id = m.id AND v.version = m.work_version
        )
        """);

    private ListingStore() {}

    private static String move(ListingStep step, String from, String set, String also) {
        return MOVE.replace("{from}", from).replace("{set}", set).replace("{action}", action(step))
                + also
                + Events.RECORD
                + "SELECT id FROM moved";
    }

    /** In the history, a change that was dropped is not a listing that went off the market. */
    private static String action(ListingStep step) {
        return step == ListingStep.WITHDRAW ? """
            CASE WHEN m.work_version IS NOT NULL AND m.live_version IS NOT NULL THEN 'change-withdrawal'
              ELSE 'withdrawal' END\
            """ : "'" + step.noun + "'";
    }

    static Future<UUID> create(Sql sql, Caller caller, ListingDraft draft) {
        return sql.one(CREATE, content(caller, draft), row -> row.getUUID("id"));
    }

    static Future<Boolean> revise(Sql sql, Caller caller, UUID id, long version, ListingDraft draft) {
        var values = content(caller, draft).addUUID(id).addLong(version);
        return sql.first(REVISE, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }

    private static Tuple content(Caller caller, ListingDraft draft) {
        return Tuple.tuple()
                .addUUID(caller.organisation())
                .addUUID(caller.accountId())
                .addString(draft.title())
                .addString(draft.summary())
                .addString(draft.description())
                .addString(draft.category())
                .addString(draft.priceModel())
                .addLong(draft.priceFen())
                .addInteger(draft.deliveryDays())
                .addArrayOfString(draft.divisions().toArray(String[]::new))
                .addArrayOfString(draft.industries().toArray(String[]::new))
                .addInteger(draft.capacityPerMonth())
                .addArrayOfUUID(draft.evidence().toArray(UUID[]::new));
    }

    /** @param version of the listing as the caller saw it, or null to make the move on whatever is there */
    static Future<Boolean> move(
            Sql sql, Caller caller, UUID id, ListingStep step, @Nullable String reason, @Nullable Long version) {
        var statement = switch (step) {
            case SUBMIT -> SUBMIT;
            case APPROVE -> APPROVE;
            case REJECT -> REJECT;
            case WITHDRAW -> WITHDRAW;
        };
        var provider = caller.role() == Role.PROVIDER ? caller.organisation() : null;
        var division = caller.role() == Role.DISTRICT_ADMIN ? caller.divisionCode() : null;
        return sql.first(
                        statement,
                        Tuple.of(id, caller.accountId(), reason, provider, division, version),
                        row -> row.getUUID("id"))
                .map(Optional::isPresent);
    }

    private static final String UNKNOWN = """
        SELECT '/category' AS pointer, CASE WHEN EXISTS (SELECT FROM listing_category WHERE code = $1) THEN 'category-closed'
            ELSE 'no-such' END AS code
          WHERE NOT EXISTS (SELECT FROM service_category_open WHERE code = $1)
        UNION SELECT '/divisions', 'no-such' FROM unnest($2::text[]) d
          WHERE NOT EXISTS (SELECT FROM division_current WHERE code = d)
        UNION SELECT '/industries', 'no-such' FROM unnest($3::text[]) i WHERE NOT EXISTS (SELECT FROM listing_industry WHERE code = i)
        UNION SELECT '/evidenceIds', 'no-such' FROM unnest($4::uuid[]) e
          WHERE NOT EXISTS (SELECT FROM listing_evidence WHERE id = e AND organisation_id = $5)\
        """;

    /** The fields that name something which does not exist or is closed, or a file that is not the provider's own. */
    static Future<List<Violation>> unknown(Sql sql, Caller caller, ListingDraft draft) {
        return sql.list(
                UNKNOWN,
                Tuple.of(
                        draft.category(),
                        draft.divisions().toArray(String[]::new),
                        draft.industries().toArray(String[]::new),
                        draft.evidence().toArray(UUID[]::new),
                        caller.organisation()),
                row -> new Violation(row.getString("pointer"), row.getString("code"), Map.of()));
    }
}
