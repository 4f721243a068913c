package cn.yufu.diagnosis;

import cn.yufu.calendar.Appointment;
import cn.yufu.calendar.ICalendar;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Messages;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Visits as entries of calendars: subscribed to, downloaded one by one, or mailed. The version of the visit is the
 * SEQUENCE of its entry, so that whichever way a change arrives first, the others change nothing back.
 */
public final class VisitCalendar implements Routes {
    /** Notices of these actions change what a calendar shows. */
    private static final Set<String> CHANGES = Set.of(
            "visit.request",
            "visit.confirmation",
            "visit.reassignment",
            "visit.reschedule",
            "visit.cancellation",
            "visit.expiry");

    // 1 whose calendar it is; for an expert whom somebody has replaced it is off, at the time at which it was theirs
    private static final String SELECT = """
        SELECT v.id, v.number, v.version, CASE WHEN f.visit_id IS NULL THEN v.state ELSE 'cancelled' END AS state,
          lower(COALESCE(f.during, b.during)) AS from_at, upper(COALESCE(f.during, b.during)) AS to_at,
          t.name AS type_name, t.name_en AS type_name_en, e.name AS enterprise, d.name AS division, v.address,
          v.contact_name, v.contact_phone, v.need,
          COALESCE((v.check_in ->> 'latitude')::float8, d.latitude) AS latitude,
          COALESCE((v.check_in ->> 'longitude')::float8, d.longitude) AS longitude,
          (SELECT string_agg(a.name, ', ' ORDER BY x.id <> v.expert_id, x.id)
           FROM expert x JOIN account a ON a.id = x.account_id
           WHERE x.id = v.expert_id OR x.id = ANY (v.assistants)) AS team,
          COALESCE((SELECT max(h.at) FROM event h WHERE h.subject_id = v.id), v.created_at) AS changed_at,
          me.id IS NOT NULL AS by_expert
        FROM visit v
        JOIN booking b ON b.id = v.booking_id
        JOIN diagnosis_type t ON t.code = v.type_code
        JOIN organisation e ON e.id = v.enterprise_id
        JOIN division d ON d.code = v.division_code
        LEFT JOIN expert me ON me.account_id = $1
        LEFT JOIN visit_former f ON f.visit_id = v.id AND f.expert_id = me.id
          AND v.expert_id <> me.id AND NOT v.assistants @> ARRAY[me.id]
        """;

    private static final String FEED = SELECT + """
        WHERE v.id IN (
            SELECT v.id FROM visit v WHERE {scope}
            UNION ALL
            SELECT w.visit_id FROM visit_former w JOIN expert x ON x.id = w.expert_id WHERE x.account_id = $1)
          AND upper(COALESCE(f.during, b.during)) > now() - interval '90 days'
        ORDER BY from_at DESC, v.id LIMIT 1000\
        """.replace("{scope}", VisitScope.sql(2));

    private static final String ONE = SELECT + "WHERE v.id = $5 AND " + VisitScope.sql(2);

    /** For whoever comes, was to come, or is visited; what others are told of it is no appointment of theirs. */
    private static final String FOR_READER = SELECT + """
        JOIN account reader ON reader.id = $1
        WHERE v.id = $2 AND (reader.organisation_id = v.enterprise_id OR v.expert_id = me.id
          OR v.assistants @> ARRAY[me.id] OR f.visit_id IS NOT NULL)\
        """;

    /** Beside what replaces the experts of visit $16: those who no longer come ($24) keep the time that they had. */
    static final String REPLACED = """
        , replaced AS (
          INSERT INTO visit_former (visit_id, expert_id, during)
          SELECT v.id, f.id, b.during
          FROM visit v JOIN booking b ON b.id = v.booking_id CROSS JOIN unnest($24::uuid[]) AS f (id)
          WHERE v.id = $16
          ON CONFLICT (expert_id, visit_id) DO UPDATE SET during = excluded.during, left_at = now()
        )
        """;

    private final Db db;
    private final ICalendar calendars;

    VisitCalendar(Db db, String publicUrl) {
        this.db = db;
        this.calendars = new ICalendar(publicUrl);
    }

    @Override
    public void mount(Api api) {
        api.get("/visits/{id}/calendar.ics", VisitRoutes.EVERY_PARTY, this::download);
    }

    /** What one account's calendar shows: the last three months and all that is to come. */
    public Future<List<Appointment>> entries(Caller owner, String language) {
        // paying for a visit is no appointment
        if (owner.role() == Role.FINANCE) return Future.succeededFuture(List.of());
        return db.read()
                .list(
                        FEED,
                        VisitScope.of(owner).into(Tuple.of(owner.accountId())),
                        row -> appointment(row, owner.role(), language));
    }

    private Future<Answer> download(Request r) {
        var caller = r.caller();
        var values = VisitScope.of(caller).into(Tuple.of(caller.accountId())).addUUID(r.id("id"));
        Sql sql = db.read();
        return sql.first(
                        ONE,
                        values,
                        row -> new Entry(row.getString("number"), appointment(row, caller.role(), r.language())))
                .map(found -> {
                    var entry = found.orElseThrow(Failure::notFound);
                    var text = calendars.feed(entry.number(), List.of(entry.appointment()));
                    return Answer.ok(Buffer.buffer(text))
                            .with("Content-Type", ICalendar.MEDIA_TYPE + "; charset=utf-8")
                            .with("Content-Disposition", "attachment; filename=\"" + entry.number() + ".ics\"");
                });
    }

    private record Entry(String number, Appointment appointment) {}

    /**
     * What the mail of a notice brings for its reader's calendar: what holds when it leaves, however late that is, so that
     * a mail that was held up takes nobody back to an old time.
     */
    public Future<Optional<Appointment>> change(String kind, UUID visit, UUID reader, String language) {
        if (!CHANGES.contains(kind)) return Future.succeededFuture(Optional.empty());
        return db.read()
                .first(
                        FOR_READER,
                        Tuple.of(reader, visit),
                        row -> appointment(row, row.getBoolean("by_expert") ? Role.EXPERT : Role.ENTERPRISE, language));
    }

    private static Appointment appointment(Row row, Role reader, String language) {
        var status = status(row.getString("state"));
        var type = row.getString(language.equals("en") ? "type_name_en" : "type_name");
        var values = new HashMap<String, Object>();
        values.put("type", type);
        for (var name :
                List.of("number", "enterprise", "division", "address", "contact_name", "contact_phone", "need", "team"))
            values.put(name, row.getString(name));
        var need = row.getString("need");
        var text = Messages.text(language, "calendar.visit.text", values)
                + (need.isBlank() ? "" : "\n" + Messages.text(language, "calendar.visit.need", values));
        // the enterprise knows whom it is visited for
        var title = Messages.text(
                language, reader == Role.ENTERPRISE ? "calendar.visit.own" : "calendar.visit.title", values);
        var mark = status == Appointment.Status.CONFIRMED ? "" : Messages.text(language, "calendar." + status, values);
        return new Appointment(
                row.getUUID("id"),
                row.getLong("version"),
                status,
                row.getOffsetDateTime("from_at"),
                row.getOffsetDateTime("to_at"),
                row.getOffsetDateTime("changed_at"),
                mark + title,
                text,
                row.getString("division") + " " + row.getString("address"),
                row.getDouble("latitude"),
                row.getDouble("longitude"),
                "/desk/visits/" + row.getUUID("id"));
    }

    /** One that did not take place, for whatever reason, takes no time in a calendar. */
    private static Appointment.Status status(String state) {
        return switch (state) {
            case "requested" -> Appointment.Status.TENTATIVE;
            case "cancelled", "expired", "missed", "expert-missed" -> Appointment.Status.CANCELLED;
            default -> Appointment.Status.CONFIRMED;
        };
    }
}
