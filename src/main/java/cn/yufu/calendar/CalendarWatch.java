package cn.yufu.calendar;

import cn.yufu.db.AdvisoryLock;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;

/** Tells the city's administrators, once a week, of a year that deadlines reach and whose schedule is not entered. */
public final class CalendarWatch {
    private static final String TAKE_LOCK = "SELECT pg_advisory_xact_lock($1)";
    private static final String WARN = """
        WITH change AS (
          SELECT NULL::uuid AS actor_id, 'calendar' AS subject_kind, key_id('calendar', year::text) AS subject_id,
            year::text AS subject_number, 'missing-year' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason, jsonb_build_object('year', year) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM unnest($1::int[]) AS year
          WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_id = key_id('calendar', year::text)
            AND e.action = 'missing-year' AND e.at > now() - interval '7 days')
        )
        """ + Events.RECORD + "SELECT count(*)::int AS count FROM recorded";

    private final Db db;
    private final CalendarStore store;

    public CalendarWatch(Db db, CalendarStore store) {
        this.db = db;
        this.store = store;
    }

    /** Yields whether there was anything to tell; looking again at once finds nothing. */
    public Future<Boolean> look(LocalDate today) {
        return store.calendar().compose(calendar -> {
            var missing = calendar.missingYears(today);
            return missing.isEmpty() ? Future.succeededFuture(false) : warn(missing);
        });
    }

    private Future<Boolean> warn(List<Integer> years) {
        return db.transaction(sql -> locked(sql)
                .compose(locked ->
                        sql.one(WARN, Tuple.of(years.toArray(Integer[]::new)), row -> row.getInteger("count") > 0)));
    }

    /** Another node that looks at the same time must see what the first one told. */
    private static Future<Integer> locked(Sql sql) {
        return sql.update(TAKE_LOCK, Tuple.of(AdvisoryLock.CALENDAR_WATCH.number));
    }
}
