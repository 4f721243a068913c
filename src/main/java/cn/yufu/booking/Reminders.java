package cn.yufu.booking;

import cn.yufu.db.AdvisoryLock;
import cn.yufu.db.Db;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Reminds people of what they have booked, three days, one day and two hours before: once for each, in one message per
 * person and round. Whoever has several bookings on the day that comes up is told of all of them with the first. Nobody
 * is reminded of what was agreed on later than the reminder would have come, nor long after its time, when the next one
 * will do. Which booking is whose, and what it is called, is for the features to say.
 */
public final class Reminders {
    // one node at a time, for two that share a person's bookings between them would send two messages
    private static final String TAKE_LOCK = "SELECT pg_try_advisory_xact_lock($1) AS taken";

    // «late»: so long after its time a reminder may still go out; «ahead»: what comes up so much later on the same day
    // is told with it
    private static final String REMIND = """
        WITH stage (code, before, late, ahead) AS (VALUES
          ('3d', interval '3 days', interval '12 hours', interval '1 day'),
          ('1d', interval '1 day', interval '4 hours', interval '1 day'),
          ('2h', interval '2 hours', interval '1 hour', interval '1 hour')
        ), soon AS MATERIALIZED (
          SELECT b.id, b.during, b.created_at FROM booking b
          WHERE b.state = 'confirmed' AND lower(b.during) > now() AND lower(b.during) <= now() + interval '4 days'
        ), concerned AS (
          {concerned}
        ), coming AS (
          SELECT DISTINCT ON (c.account_id, s.id, g.code) c.account_id, s.id AS booking_id, g.code, lower(s.during) AS at,
            c.what, lower(s.during) - g.before <= now() AS due
          FROM soon s JOIN concerned c ON c.booking_id = s.id CROSS JOIN stage g
          WHERE lower(s.during) > now() + g.before - g.late AND lower(s.during) <= now() + g.before + g.ahead
            AND GREATEST(c.known_at, s.created_at) < lower(s.during) - g.before
            AND NOT EXISTS (SELECT FROM booking_reminder r
              WHERE r.booking_id = s.id AND r.account_id = c.account_id AND r.stage = g.code)
        ), claimed AS (
          INSERT INTO booking_reminder (booking_id, account_id, stage)
          SELECT c.booking_id, c.account_id, c.code FROM coming c
          WHERE EXISTS (SELECT FROM coming d
            WHERE d.due AND d.account_id = c.account_id AND d.code = c.code
              AND (d.at AT TIME ZONE 'Asia/Shanghai')::date = (c.at AT TIME ZONE 'Asia/Shanghai')::date)
          ON CONFLICT DO NOTHING
          RETURNING booking_id, account_id
        ), told_of AS (
          SELECT DISTINCT ON (c.account_id, c.booking_id) c.account_id, c.at, c.what
          FROM coming c JOIN claimed m ON m.booking_id = c.booking_id AND m.account_id = c.account_id
        ), change AS (
          SELECT NULL::uuid AS actor_id, 'reminder' AS subject_kind, t.account_id AS subject_id,
            NULL::text AS subject_number, 'digest' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason,
            jsonb_build_object('involved', jsonb_build_array(t.account_id), 'fromAt', min(t.at),
              'count', CASE WHEN count(*) > 1 THEN count(*) END,
              'link', CASE WHEN count(*) = 1 THEN min(t.what ->> 'link') ELSE min(t.what ->> 'list') END,
              'items', jsonb_agg(t.what - 'link' - 'list' || jsonb_build_object('fromAt', t.at) ORDER BY t.at)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM told_of t GROUP BY t.account_id
        )
        """;

    private final Db db;
    private final String remind;

    /**
     * @param concerned one query for each feature, of {@code booking_id, account_id, known_at} (when it was agreed on) and
     *     {@code what}: an object of title, number and whatever else the words need, with the pages {@code link} of the
     *     one and {@code list} of all. It reads {@code soon (id, during)}.
     */
    public Reminders(Db db, List<String> concerned) {
        this.db = db;
        this.remind = REMIND.replace("{concerned}", String.join("UNION ALL\n", concerned))
                + Events.RECORD
                + "SELECT id FROM recorded";
    }

    /** One round; there is never more to do at once. */
    public Future<Boolean> round() {
        return db.transaction(sql -> sql.one(
                                TAKE_LOCK, Tuple.of(AdvisoryLock.REMINDERS.number), row -> row.getBoolean("taken"))
                        .compose(taken -> taken ? sql.update(remind, Tuple.tuple()) : Future.succeededFuture(0)))
                .map(false);
    }
}
