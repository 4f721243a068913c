package cn.yufu.diagnosis;

import cn.yufu.bench.City;
import cn.yufu.bench.Diary;
import cn.yufu.bench.Script;
import cn.yufu.booking.BookingSql;
import cn.yufu.event.EventSql;
import cn.yufu.http.HttpSql;
import java.sql.SQLException;

/**
 * The statements of requesting a visit, in the order in which {@link VisitRoutes}, {@link Visits} and the envelope send
 * them, for one row of bench_slot. Who comes is decided by the server between them; here it is the expert of the row.
 */
final class VisitScript {
    private static final String SLOT = """
        SELECT f.type_code, f.areas, f.categories, f.resources, s.expert_id, s.resource_id, s.from_at,
          s.from_at + interval '90 minutes' AS to_at, s.from_at::date AS day, q.id AS intake
        FROM bench_slot s JOIN bench_field f USING (type_code)
        CROSS JOIN (SELECT id FROM questionnaire WHERE purpose = 'intake' ORDER BY version DESC LIMIT 1) AS q
        WHERE s.n = $1\
        """;
    private static final String FREE = """
        SELECT NOT EXISTS (SELECT FROM booking_claim WHERE resource_id = $1 AND holds AND protected && tstzrange($2, $3)) AS free\
        """;
    private static final String DAY = ":day::date::timestamptz";
    private static final String NEXT_DAY = "(:day::date + 1)::timestamptz";
    private static final String CANDIDATE = """
        {"expertId": "ba000000-0000-7000-8000-000000000001", "name": "expert", "chosen": false, "fit": "fits",\
         "areas": ["finance"], "load": 140, "weight": 5, "idleDays": 3, "minutes": 30, "conflict": false, "reasons": []}\
        """;

    private final Script script = new Script(1);
    private final String key;
    private final String account = City.idOf(6, ":enterprise");
    private final String enterprise = City.idOf(4, ":enterprise");
    private final String site;
    private final String programme = script.let("programme", Diary.PROGRAMME);
    private final String why =
            script.let("why", """
                {"mode": "automatic", "considered": 54, "open": 54, "free": 40, "reachable": 40, "candidates": [%s]}\
                """.formatted(String.join(", ", CANDIDATE, CANDIDATE, CANDIDATE, CANDIDATE, CANDIDATE)));

    /**
     * Each transaction is one request, the {@code :request}-th of all connections.
     *
     * @param slot pgbench's expression for the row of bench_slot
     */
    VisitScript(City city, int connections, String slot) throws SQLException {
        key = "'" + city.diary().run() + "-' || (:request)::text";
        site = city.districtOf("3 + :guest % 6");
        script.let("i", "-1");
        script.set("i", ":i + 1")
                .set("request", ":i * " + connections + " + :client_id")
                .set("guest", ":request % " + Diary.GUESTS)
                .set("enterprise", Diary.enterpriseOf(":guest"))
                .set("n", slot)
                .read(SLOT, ":n");
    }

    Script script() {
        return script;
    }

    /** Whatever is known before the transaction, and a first decision: {@link Visits#prepare}. */
    VisitScript prepare() {
        script.run(ProgrammeStore.OFFERS, enterprise, ":type_code", ":day")
                .run(VisitStore.FOREIGN_FILES, "'{}'", enterprise, account);
        candidates(":day");
        look();
        return this;
    }

    /** The key and the locks; whatever else is locked before the resources belongs between them. */
    VisitScript begin() {
        script.run("BEGIN")
                .run(HttpSql.CLAIM, account, key, "sha256(convert_to((:request)::text, 'UTF8'))")
                .run(BookingSql.LOCK_HOLDER, enterprise)
                .run(BookingSql.LOCK, ":resources");
        look();
        return this;
    }

    /** All that a decision is made from. */
    private void look() {
        var begins = "date_trunc('year', :day::date) - interval '31 days'";
        var ends = "date_trunc('year', :day::date) + interval '1 year 31 days'";
        script.run(BookingSql.TIMETABLES, ":resources", DAY, NEXT_DAY)
                .run(BookingSql.OWN, programme, enterprise, account, begins, ends)
                .run(BookingSql.STRIKES, enterprise, account);
        candidates(":day");
        field(DAY, NEXT_DAY);
    }

    private void candidates(String last) {
        script.run(FieldStore.CANDIDATES, ":areas", "current_date", last, enterprise, ":categories", site, "NULL");
    }

    private void field(String from, String to) {
        script.run(FieldStore.STOPS, ":resources", from, to, "NULL")
                .run(FieldStore.LOADS, ":resources", "NULL")
                .run(FieldStore.TRAVEL, site);
    }

    /** Whether the row's expert has the time: what the server finds in the timetables; sets {@code :free}. */
    VisitScript free() {
        script.read(FREE, ":resource_id", ":from_at", ":to_at");
        return this;
    }

    /** What the refusal of a taken time needs: the field of twenty days. */
    VisitScript alternatives() {
        candidates(":day::date + 10");
        var from = "(:day::date - 10)::timestamptz";
        var to = "(:day::date + 11)::timestamptz";
        script.run(BookingSql.TIMETABLES, ":resources", from, to);
        field(from, to);
        return this;
    }

    VisitScript rollback() {
        script.run("ROLLBACK");
        return this;
    }

    /** The booking with its visit, history and messages; the answer; and the end of the transaction. */
    VisitScript book() {
        booking();
        script.run(VisitStore.ONE, ":id", enterprise, "NULL", "NULL")
                .run(EventSql.HISTORY, ":id")
                .run(
                        HttpSql.STORE,
                        account,
                        key,
                        script.let("status", "201"),
                        "'{\"ETag\": \"v1\"}'",
                        "repeat('x', 3000)")
                .run("COMMIT");
        return this;
    }

    /** Its parameters as {@link VisitStore#book} numbers them; sets {@code :id}. */
    private void booking() {
        script.read(
                VisitStore.BOOK,
                "'held'",
                ":from_at",
                ":to_at",
                account,
                enterprise,
                programme,
                "NULL", // 7 series
                "NULL", // 8 predecessor
                "now() + interval '2 days'",
                "'{}'", // 10 bypassed rules
                "NULL", // 11 why
                "ARRAY[:resource_id]",
                "'{1}'", // 13 units
                "ARRAY[:from_at]",
                "ARRAY[:to_at]",
                programme,
                ":type_code",
                site,
                "'benchmark park'",
                "'bench'",
                "'023-49000000'",
                "'orders come in waves'",
                ":areas",
                ":intake",
                "'{}'", // 25 answers
                "'{}'", // 26 files
                ":expert_id",
                "'{}'", // 28 assistants
                why,
                "NULL", // 30 the visit that it follows
                "NULL", // 31 of how many
                "NULL", // 32 budget: this programme's visits cost nothing
                "NULL"); // 33 fee
    }
}
