package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.db.Migrations;
import cn.yufu.organisation.CreditCode;
import cn.yufu.sample.SampleCity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample city on a real database of its own: as big as promised, and nothing in it contradicts anything else. */
class SampleCityTest {
    private static final String DATABASE = "sample_city";

    private static Connection city;
    private static boolean founded;

    @BeforeAll
    static void found() throws SQLException {
        try (var connection = TestServer.sql();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        Migrations.run(url());
        founded = found("no hash: nobody signs in here");
        city = DriverManager.getConnection(url());
    }

    private static boolean found(String passwordHash) {
        return SampleCity.found(url(), () -> passwordHash, CreditCode::checkDigit, Instant.now());
    }

    private static String url() {
        var server = TestServer.database();
        return Server.jdbc(server.url().replaceFirst("[a-z]+$", DATABASE));
    }

    @AfterAll
    static void leave() throws SQLException {
        city.close();
    }

    @Test
    void it_is_founded_once() {
        assertTrue(founded);
        int accounts = number("SELECT count(*) FROM account");
        assertFalse(found("again"));
        assertEquals(accounts, number("SELECT count(*) FROM account"));
    }

    @Test
    void production_can_tell_it() {
        assertTrue(SampleCity.stands(url()));
        assertFalse(SampleCity.stands(Server.jdbc(TestServer.database().url())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        60  | SELECT count(*) FROM organisation WHERE kind = 'provider' AND state = 'active'
        500 | SELECT count(*) FROM organisation WHERE kind = 'enterprise' AND state = 'active'
        37  | SELECT count(DISTINCT division_code) FROM organisation WHERE kind = 'enterprise'
        12  | SELECT count(*) FROM budget
        400 | SELECT count(*) FROM listing
        330 | SELECT count(*) FROM listing WHERE state = 'published'
        330 | SELECT count(*) FROM listing_search
        4   | SELECT count(DISTINCT state) FROM listing WHERE state <> 'published'
        3   | SELECT count(DISTINCT work_state) FROM listing WHERE state = 'published'
        62  | SELECT count(DISTINCT category_code) FROM listing_search
        300 | SELECT count(*) FROM purchase_order
        13  | SELECT count(DISTINCT state) FROM purchase_order
        5   | SELECT min(c) FROM (SELECT count(*) AS c FROM purchase_order GROUP BY state) s
        80  | SELECT count(*) FROM rating
        5   | SELECT count(DISTINCT score) FROM rating
        20  | SELECT count(*) FROM notification WHERE read_at IS NULL
        37  | SELECT count(*) FROM account WHERE role = 'district-admin'
        8   | SELECT count(*) FROM account WHERE username ~ '^qiye[0-9]$'
        6   | SELECT count(*) FROM account WHERE username ~ '^jigou[0-9]$'
        6   | SELECT count(DISTINCT username) FROM account WHERE username IN ('zhuanjia1', 'quxian1', 'shiji1', 'caiwu1', 'shenji1', 'qiye1')
        40  | SELECT count(*) FROM purchase_order WHERE provider_id = (SELECT organisation_id FROM account WHERE username = 'jigou1')
        8   | SELECT count(DISTINCT state) FROM purchase_order WHERE enterprise_id = (SELECT organisation_id FROM account WHERE username = 'qiye1')
        8   | SELECT count(*) FROM purchase_order WHERE state = 'submitted' AND division_code = '500109'
        3   | SELECT count(*) FROM purchase_order WHERE state = 'submitted' AND division_code = '500109' AND due_at < now()
        2   | SELECT count(*) FROM listing WHERE work_state = 'submitted' AND division_code = '500109'
        2   | SELECT count(*) FROM organisation WHERE state = 'pending' AND division_code = '500109'
        12  | SELECT count(*) FROM expert
        10  | SELECT count(DISTINCT area_code) FROM accreditation
        3   | SELECT count(*) FROM programme
        66  | SELECT count(*) FROM visit
        20  | SELECT count(*) FROM visit WHERE paid_at IS NOT NULL
        2   | SELECT count(*) FROM visit WHERE state = 'completed' AND paid_at IS NULL
        10  | SELECT count(DISTINCT state) FROM visit
        8   | SELECT count(DISTINCT type_code) FROM visit
        8   | SELECT count(*) FROM visit v JOIN expert x ON x.id = v.expert_id JOIN account a ON a.id = x.account_id WHERE a.username = 'zhuanjia1'
        2   | SELECT count(*) FROM visit v JOIN account a ON a.organisation_id = v.enterprise_id WHERE a.username = 'qiye1'
        60  | SELECT count(*) FROM action_item
        20  | SELECT count(*) FROM action_item WHERE state = 'done'
        2   | SELECT count(*) FROM visit WHERE follows IS NOT NULL
        40  | SELECT count(*) FROM contact_log
        """)
    void it_holds_at_least(int least, String sql) {
        int there = number(sql);
        assertTrue(there >= least, there + " instead of " + least + ": " + sql);
    }

    /** Each of these looks for a contradiction and must find none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        books disagree                | SELECT budget_id FROM budget_discrepancy
        texts repeat                  | SELECT title FROM listing_version WHERE version = 1 GROUP BY title HAVING count(*) > 1
        summaries repeat              | SELECT summary FROM listing_version WHERE version = 1 GROUP BY summary HAVING count(*) > 1
        descriptions repeat           | SELECT description FROM listing_version GROUP BY description HAVING count(*) > 1
        texts are short               | SELECT title FROM listing_version WHERE length(title) < 6 OR length(summary) < 12 OR length(description) < 100
        texts are long                | SELECT title FROM listing_version WHERE length(title) > 60 OR length(summary) > 200 OR length(description) > 1000
        places are unfilled           | SELECT title FROM listing_version WHERE concat(title, summary, description) ~ '[{}]'
        needs are unfilled            | SELECT need FROM purchase_order WHERE need ~ '[{}]' OR length(need) < 15
        profiles are unfilled         | SELECT profile FROM organisation WHERE profile ~ '[{}]' OR address ~ 'null' OR length(profile) < 15
        needs repeat                  | SELECT need FROM purchase_order GROUP BY need HAVING count(*) > 1
        names repeat                  | SELECT name FROM organisation GROUP BY name HAVING count(*) > 1
        names are numbered            | SELECT name FROM organisation WHERE name ~ '[0-9]'
        codes are of other districts  | SELECT name FROM organisation WHERE substr(credit_code, 3, 6) <> division_code
        phones could be real          | SELECT name FROM organisation WHERE contact_phone !~ '^15400[0-9]{6}$'
        prices are unusual            | SELECT title FROM listing_version WHERE price_fen NOT BETWEEN 180000 AND 14000000 OR price_fen % 10000 <> 0
        history has gaps              | SELECT subject_id FROM (SELECT subject_id, from_state, lag(to_state) OVER (PARTITION BY subject_id ORDER BY at, id) AS before FROM event WHERE subject_kind NOT IN ('listing', 'action')) e WHERE from_state IS DISTINCT FROM before
        history ends elsewhere        | SELECT o.number FROM purchase_order o WHERE o.state IS DISTINCT FROM (SELECT to_state FROM event WHERE subject_id = o.id ORDER BY at DESC, id DESC LIMIT 1)
        listing history ends elsewhere | SELECT l.number FROM listing l WHERE (SELECT to_state FROM event WHERE subject_id = l.id ORDER BY at DESC, id DESC LIMIT 1) NOT IN (l.state, COALESCE(l.work_state, ''))
        firm history ends elsewhere   | SELECT o.number FROM organisation o WHERE o.state IS DISTINCT FROM (SELECT to_state FROM event WHERE subject_id = o.id ORDER BY at DESC, id DESC LIMIT 1)
        submission is undated         | SELECT o.number FROM purchase_order o WHERE o.submitted_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = o.id AND action = 'submission')
        approval is undated           | SELECT o.number FROM purchase_order o WHERE o.approved_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = o.id AND action = 'approval')
        delivery is undated           | SELECT o.number FROM purchase_order o WHERE o.delivered_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = o.id AND action = 'delivery')
        payment is undated            | SELECT o.number FROM purchase_order o WHERE o.paid_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = o.id AND action = 'payment')
        the future has happened       | SELECT subject_number FROM event WHERE at > now()
        people work at night          | SELECT subject_number FROM event WHERE actor_id IS NOT NULL AND NOT ((at AT TIME ZONE 'Asia/Shanghai')::time BETWEEN '08:00' AND '19:00' AND is_working_day((at AT TIME ZONE 'Asia/Shanghai')::date))
        orders are too old            | SELECT number FROM purchase_order WHERE created_at < now() - interval '11 months 5 days'
        bought before it was on sale  | SELECT o.number FROM purchase_order o JOIN listing_version v ON v.listing_id = o.listing_id AND v.version = o.listing_version WHERE v.approved_at IS NULL OR v.approved_at > o.created_at
        price differs                 | SELECT o.number FROM purchase_order o JOIN listing_version v ON v.listing_id = o.listing_id AND v.version = o.listing_version WHERE o.title <> v.title OR v.price_fen <> o.unit_price_fen
        actor has another role        | SELECT e.subject_number FROM event e JOIN account a ON a.id = e.actor_id WHERE a.role <> e.actor_role OR a.name <> e.actor_name
        not the enterprise's own      | SELECT e.subject_number FROM event e JOIN account a ON a.id = e.actor_id WHERE a.role = 'enterprise' AND a.organisation_id <> e.enterprise_id
        not the provider's own        | SELECT e.subject_number FROM event e JOIN account a ON a.id = e.actor_id WHERE a.role = 'provider' AND a.organisation_id <> e.provider_id
        another district decided      | SELECT e.subject_number FROM event e JOIN account a ON a.id = e.actor_id WHERE a.role = 'district-admin' AND a.division_code <> e.division_code
        suspended firms trade         | SELECT o.number FROM purchase_order o JOIN organisation f ON f.id IN (o.enterprise_id, o.provider_id) WHERE f.state <> 'active'
        budget does not cover it      | SELECT o.number FROM purchase_order o JOIN budget b ON b.id = o.budget_id JOIN service_category c ON c.code = o.category_code WHERE c.parent <> ALL (b.categories) OR cardinality(b.divisions) > 0 AND o.division_code <> ALL (b.divisions) OR o.government_fen <> o.total_fen * b.share_bps / 10000
        budget was not yet valid      | SELECT o.number FROM purchase_order o JOIN budget b ON b.id = o.budget_id WHERE o.created_at < b.valid_from OR current_date NOT BETWEEN b.valid_from AND b.valid_to
        caps are exceeded             | SELECT budget_id FROM budget_use WHERE used_fen > cap_fen
        freeze without approval       | SELECT o.number FROM purchase_order o WHERE (o.approved_at IS NOT NULL) <> EXISTS (SELECT FROM ledger l WHERE l.subject_id = o.id AND l.kind = 'freeze' AND l.amount_fen = o.government_fen AND l.at = o.approved_at)
        spent without payment         | SELECT o.number FROM purchase_order o WHERE (o.state = 'paid') <> EXISTS (SELECT FROM ledger l WHERE l.subject_id = o.id AND l.kind = 'spend' AND l.amount_fen = o.government_fen)
        released without an end       | SELECT o.number FROM purchase_order o WHERE (o.approved_at IS NOT NULL AND o.state IN ('cancelled', 'lapsed')) <> EXISTS (SELECT FROM ledger l WHERE l.subject_id = o.id AND l.kind = 'release')
        payments do not add up        | SELECT p.number FROM payment p LEFT JOIN (SELECT payment_id, government_fen AS fen FROM purchase_order WHERE paid_at IS NOT NULL UNION ALL SELECT payment_id, fee_fen FROM visit) s ON s.payment_id = p.id GROUP BY p.id HAVING p.total_fen IS DISTINCT FROM sum(s.fen) OR p.subject_count <> count(s.fen)
        payments are out of order     | SELECT number FROM (SELECT number, lag(number) OVER (ORDER BY paid_at, id) AS before FROM payment) p WHERE number <= before
        the history names another one | SELECT e.subject_number FROM event e JOIN (SELECT id, payment_id FROM purchase_order UNION ALL SELECT id, payment_id FROM visit) s ON s.id = e.subject_id JOIN payment p ON p.id = s.payment_id WHERE e.action = 'payment' AND e.detail ->> 'payment' IS DISTINCT FROM p.number
        a visit without frozen money  | SELECT v.number FROM visit v WHERE NOT EXISTS (SELECT FROM ledger l WHERE l.subject_id = v.id AND l.kind = 'freeze' AND l.amount_fen = v.fee_fen AND l.at = v.created_at)
        visits given back unended     | SELECT v.number FROM visit v WHERE (v.closed_at IS NOT NULL AND v.completed_at IS NULL) <> EXISTS (SELECT FROM ledger l WHERE l.subject_id = v.id AND l.kind = 'release' AND l.at = v.closed_at)
        visits spent without payment  | SELECT v.number FROM visit v WHERE (v.paid_at IS NOT NULL) <> EXISTS (SELECT FROM ledger l WHERE l.subject_id = v.id AND l.kind = 'spend' AND l.at = v.paid_at)
        visits paid before their end  | SELECT number FROM visit WHERE paid_at <= completed_at OR paid_at IS NOT NULL AND paid_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = visit.id AND action = 'payment')
        a fee that nobody set         | SELECT v.number FROM visit v JOIN programme p ON p.id = v.programme_id WHERE (v.budget_id, v.fee_fen) IS DISTINCT FROM (p.budget_id, p.fee_fen)
        approver paid                 | SELECT number FROM purchase_order WHERE decided_by IN (paid_by, submitted_by, created_by)
        ratings do not add up         | SELECT l.number FROM listing l LEFT JOIN rating r ON r.listing_id = l.id GROUP BY l.id HAVING l.rating_count <> count(r.order_id) OR l.rating_sum <> COALESCE(sum(r.score), 0)
        sales do not add up           | SELECT l.number FROM listing l WHERE l.order_count <> (SELECT count(*) FROM purchase_order o WHERE o.listing_id = l.id AND o.completed_at IS NOT NULL)
        rated too early               | SELECT o.number FROM rating r JOIN purchase_order o ON o.id = r.order_id WHERE o.completed_at IS NULL OR r.at < o.completed_at
        overdue but not reminded      | SELECT number FROM purchase_order WHERE state = 'submitted' AND (due_at < now()) <> (reminded_at IS NOT NULL)
        deadline differs              | SELECT number FROM purchase_order WHERE state = 'submitted' AND due_at <> working_days_after(submitted_at, 3) OR state = 'approved' AND due_at <> working_days_after(approved_at, 5)
        other terms than the moves     | SELECT concat(r.subject_number, ' ', r.state) FROM generate_series(2024, 2040) AS y CROSS JOIN deadlines_recounted(y) AS r
        approved yet lapsed           | SELECT number FROM purchase_order WHERE state = 'approved' AND due_at < now()
        orders are without a file     | SELECT number FROM purchase_order o WHERE (o.delivered_at IS NOT NULL) <> EXISTS (SELECT FROM attachment a WHERE a.id = ANY (o.delivery_files))
        evidence is missing           | SELECT listing_id FROM listing_version v WHERE cardinality(v.evidence) <> (SELECT count(*) FROM attachment a WHERE a.id = ANY (v.evidence)) OR v.evidence = '{}'
        files are damaged             | SELECT name FROM attachment WHERE sha256 <> sha256(content) OR size <> length(content) OR substr(content, 1, 4) <> '%PDF'
        visit history ends elsewhere  | SELECT v.number FROM visit v WHERE v.state IS DISTINCT FROM (SELECT to_state FROM event WHERE subject_id = v.id ORDER BY at DESC, id DESC LIMIT 1)
        a visit is undated            | SELECT v.number FROM visit v WHERE v.arrived_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = v.id AND action = 'check-in') OR v.completed_at IS DISTINCT FROM (SELECT max(at) FROM event WHERE subject_id = v.id AND action = 'report-confirmation')
        sent without accreditation    | SELECT v.number FROM visit v JOIN booking b ON b.id = v.booking_id JOIN expert x ON x.id = v.expert_id OR x.id = ANY (v.assistants) WHERE NOT EXISTS (SELECT FROM accreditation c WHERE c.expert_id = x.id AND c.area_code = ANY (v.areas) AND lower(b.during)::date BETWEEN c.valid_from AND c.valid_to)
        visited outside the hours     | SELECT v.number FROM visit v JOIN booking b ON b.id = v.booking_id JOIN expert x ON x.id = v.expert_id JOIN travel_time t ON t.from_code = x.start_code AND t.to_code = v.division_code WHERE (lower(b.during) AT TIME ZONE 'Asia/Shanghai')::time < '08:30'::time + t.minutes * interval '1 minute' OR (upper(b.during) AT TIME ZONE 'Asia/Shanghai')::time > '18:00'::time - t.minutes * interval '1 minute' OR NOT is_working_day((lower(b.during) AT TIME ZONE 'Asia/Shanghai')::date)
        experts are in two places     | SELECT c.booking_id FROM booking_claim c JOIN booking_claim d ON d.resource_id = c.resource_id AND d.booking_id > c.booking_id WHERE c.holds AND d.holds AND lower(c.protected)::date = lower(d.protected)::date
        more visits than allowed      | SELECT b.organisation_id FROM booking b JOIN programme p ON p.id = b.quota_id WHERE b.holds OR b.state = 'missed' GROUP BY b.organisation_id, p.id, extract(year FROM lower(b.during)) HAVING count(*) > p.visits_per_year
        programme is not for them     | SELECT v.number FROM visit v JOIN programme p ON p.id = v.programme_id JOIN organisation o ON o.id = v.enterprise_id WHERE cardinality(p.divisions) > 0 AND v.division_code <> ALL (p.divisions) OR cardinality(p.types) > 0 AND v.type_code <> ALL (p.types) OR cardinality(p.tiers) > 0 AND o.tier <> ALL (p.tiers)
        overdue visits are left       | SELECT number FROM visit WHERE state IN ('requested', 'reported') AND due_at < now()
        scores do not add up          | SELECT r.visit_id FROM visit_report r JOIN questionnaire q ON q.id = r.questionnaire_id, jsonb_array_elements(q.questions) j GROUP BY r.visit_id, r.scores, j.value ->> 'area' HAVING abs((r.scores ->> (j.value ->> 'area'))::numeric - avg(25 * (r.answers ->> (j.value ->> 'key'))::int)) > 0.51
        specialists are strangers     | SELECT s.enterprise_id FROM specialist_assignment s JOIN organisation o ON o.id = s.enterprise_id JOIN account a ON a.id = s.specialist_id WHERE a.division_code <> o.division_code
        sequences lag behind          | SELECT number FROM purchase_order WHERE right(number, 6)::bigint > (SELECT last_value FROM order_number) UNION ALL SELECT number FROM visit WHERE right(number, 6)::bigint > (SELECT last_value FROM visit_number)
        """)
    void nothing_contradicts(String what, String sql) {
        assertEquals(List.of(), column(sql), what);
    }

    @Test
    void every_credit_code_is_valid() {
        var wrong = column("SELECT credit_code FROM organisation").stream()
                .filter(code -> code.charAt(17) != check(code))
                .toList();
        assertEquals(List.of(), wrong);
        // a vector that was not made here
        assertEquals('L', check("11500000009275780L"));
    }

    /** GB 32100-2015, computed the long way: weights are the powers of 3 modulo 31. */
    private static char check(String code) {
        var signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += weight * signs.indexOf(code.toUpperCase(Locale.ROOT).charAt(i));
            weight = weight * 3 % 31;
        }
        return signs.charAt((31 - sum % 31) % 31);
    }

    /** What visitors try first: qiye1 orders something of jigou1 on public money. */
    @Test
    void qiye1_may_order_from_jigou1() {
        int possible = number("""
            SELECT count(*)
            FROM account q
            JOIN organisation e ON e.id = q.organisation_id
            JOIN account j ON j.username = 'jigou1'
            JOIN listing_search s ON s.provider_id = j.organisation_id AND s.price_fen IS NOT NULL
            JOIN budget b ON s.parent_category = ANY (b.categories)
              AND (cardinality(b.divisions) = 0 OR e.division_code = ANY (b.divisions))
            LEFT JOIN budget_use u ON u.budget_id = b.id AND u.enterprise_id = e.id
            WHERE q.username = 'qiye1' AND e.division_code = '500109'
              AND (cardinality(s.divisions) = 0 OR e.division_code = ANY (s.divisions))
              AND s.price_fen * b.share_bps / 10000
                <= LEAST(b.cap_fen - COALESCE(u.used_fen, 0), b.total_fen - b.frozen_fen - b.spent_fen)\
            """);
        assertTrue(possible >= 3, possible + " listings of jigou1 on budgets that qiye1 can still draw from");
    }

    /** A visitor who asks the search for what costs nothing, what is shared and what is paid alone finds each. */
    @ParameterizedTest
    @CsvSource({"full,15,10000", "part,200,5000", "none,8,0"})
    void government_pays_all_a_part_or_nothing(String support, int least, int bps) {
        var count = """
            SELECT count(*)
            FROM (SELECT s.listing_id, COALESCE(max(b.share_bps), 0) AS bps
              FROM listing_search s
              LEFT JOIN budget b ON b.state = 'open' AND b.categories && ARRAY[s.category_code, s.parent_category]
                AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN b.valid_from AND b.valid_to
              GROUP BY s.listing_id) AS supported
            WHERE bps {which}\
            """.replace("{which}", bps == 5000 ? "BETWEEN 1 AND 9999" : "= " + bps);
        int there = number(count);
        assertTrue(there >= least, there + " listings with support " + support);
    }

    private static int number(String sql) {
        return Integer.parseInt(column(sql).getFirst());
    }

    private static List<String> column(String sql) {
        try (var statement = city.createStatement();
                var rows = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (rows.next()) column.add(rows.getString(1));
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
