package cn.yufu;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Things written straight to the database, in the state a test of access or of bad input begins with; whoever made them
 * there is of no interest to such a test. Stories use the API instead.
 */
final class Fixtures {
    private static final String CATEGORY = "patent-navigation";

    private Fixtures() {}

    /** @param state draft, submitted or published; a published one has a live version and is found by the search */
    static UUID listing(UUID provider, String division, String state) {
        boolean live = state.equals("published");
        UUID listing = Sql.value(
                """
                WITH l AS (
                  INSERT INTO listing (provider_id, division_code, state, live_version, work_version, work_state,
                    submitted_at, due_at, published_at)
                  SELECT ?, ?, state, ?::int, ?::int, ?, CASE WHEN state <> 'draft' THEN now() END,
                    CASE WHEN state = 'submitted' THEN now() + interval '3 days' END, CASE WHEN ? THEN now() END
                  FROM (SELECT ?::text AS state) AS given RETURNING id, submitted_at
                ), v AS (
                  INSERT INTO listing_version (listing_id, version, title, summary, description, category_code, price_model,
                    price_fen, delivery_days, capacity_per_month, submitted_at, approved_at)
                  SELECT id, 1, '专利导航分析', '面向整机企业的专利导航', '检索、分析并提交导航报告。', ?, 'fixed', 2000000, 30, 5,
                    submitted_at, CASE WHEN ? THEN now() END FROM l
                )
                SELECT id FROM l\
                """,
                provider,
                division,
                live ? 1 : null,
                live ? null : 1,
                live ? null : state,
                live,
                state,
                CATEGORY,
                live);
        return listing;
    }

    /** An open budget of this year for patent navigation in one district; government pays half. */
    static UUID budget(String division) {
        return Sql.value("""
            INSERT INTO budget (year, name, funding_source, share_bps, categories, divisions, cap_fen, valid_from, valid_to,
              total_fen)
            VALUES (extract(year FROM now())::int, 'test ' || gen_random_uuid(), '市级专项资金', 5000, ARRAY[?], ARRAY[?],
              5000000, CURRENT_DATE - 1, CURRENT_DATE + 300, 100000000)
            RETURNING id\
            """, CATEGORY, division);
    }

    /** One of 20,000 yuan, in a state that needs no money set aside: submitted, say, or cancelled. */
    static UUID order(UUID enterprise, UUID provider, String division, String state) {
        return Sql.value(
                """
                INSERT INTO purchase_order (listing_id, listing_version, title, category_code, provider_id, enterprise_id,
                  division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, state, closed_at)
                VALUES (?, 1, '专利导航分析', ?, ?, ?, ?, ?, 1, 2000000, 2000000, 1000000, ?, CASE WHEN ? THEN now() END)
                RETURNING id\
                """,
                listing(provider, division, "published"),
                CATEGORY,
                provider,
                enterprise,
                division,
                budget(division),
                state,
                state.equals("cancelled"));
    }

    static UUID attachment(UUID account, @Nullable UUID organisation) {
        return Sql.value("""
            INSERT INTO attachment (name, type, size, sha256, content, uploaded_by, organisation_id)
            VALUES ('说明.pdf', 'application/pdf', 5, sha256('%PDF-'), '%PDF-', ?, ?) RETURNING id\
            """, account, organisation);
    }

    static UUID notification(UUID account) {
        return Sql.value("""
            INSERT INTO notification (account_id, kind, subject_kind, subject_id, data)
            VALUES (?, 'order.approval', 'order', gen_random_uuid(), '{"number": "DD-2026-000001", "audience": "enterprise"}')
            RETURNING id\
            """, account);
    }

    static UUID programme() {
        return Sql.value("""
            INSERT INTO programme (name, valid_from, valid_to, visits_per_year, types)
            VALUES ('测试计划' || gen_random_uuid(), current_date - 30, current_date + 300, 3, '{nothing}') RETURNING id\
            """);
    }

    /** An instrument of an organisation, in a district; see {@link #absent}. */
    static UUID resource(@Nullable UUID organisation, String division) {
        return absent(Sql.value("""
            INSERT INTO resource (name, organisation_id, division_code) VALUES ('显微镜', ?, ?) RETURNING id\
            """, organisation, division));
    }

    /** With a blackout that bears the resource's own id, so that a path which names both can be asked for. */
    static UUID absent(UUID resource) {
        Sql.run("""
            INSERT INTO blackout (id, resource_id, during, reason)
            VALUES (?, ?, tstzrange(now() + interval '1 day', now() + interval '2 days'), '检修') ON CONFLICT DO NOTHING\
            """, resource, resource);
        return resource;
    }

    /** Whoever this account is becomes an expert, open as a new one is, if it is none yet. */
    static UUID expert(UUID account, String division) {
        var known = Sql.column("SELECT id FROM expert WHERE account_id = ?", account);
        if (!known.isEmpty()) return (UUID) known.getFirst();
        UUID resource = Sql.value("""
            WITH made AS (INSERT INTO resource (name, account_id) SELECT name, id FROM account WHERE id = ? RETURNING id),
              open AS (INSERT INTO opening (resource_id, weekday, opens, closes)
                SELECT id, d, '08:30', '18:00' FROM made, generate_series(1, 5) AS d)
            SELECT id FROM made\
            """, account);
        return Sql.value("""
            INSERT INTO expert (account_id, resource_id, title, employer, base_code, start_code, end_code)
            VALUES (?, ?, '高级工程师', '重庆大学', ?, ?, ?) RETURNING id\
            """, account, resource, division, division, division);
    }

    /** A visit in 60 days at an hour of its own, for now and later visits not to meet. */
    static UUID visit(UUID enterprise, String division, UUID account, String state) {
        var expert = expert(account, division);
        var booked = state.equals("requested") ? "held" : state.equals("confirmed") ? "confirmed" : "done";
        UUID booking = Sql.value("""
            INSERT INTO booking (state, during, account_id, organisation_id, expires_at, ended_at)
            SELECT ?, tstzrange(s.at, s.at + interval '90 minutes'), a.id, ?, now() + interval '2 days',
              CASE WHEN ? = 'done' THEN now() END
            FROM account a, (SELECT date_trunc('hour', now()) + interval '60 days' + interval '3 hours'
              * (SELECT count(*) FROM booking) AS at) AS s
            WHERE a.organisation_id = ? LIMIT 1 RETURNING id\
            """, booked, enterprise, booked, enterprise);
        Sql.run("""
            INSERT INTO booking_claim (booking_id, resource_id, unit, protected, holds)
            SELECT b.id, x.resource_id, 1, b.during, true FROM booking b, expert x WHERE b.id = ? AND x.id = ?\
            """, booking, expert);
        return Sql.value("""
            INSERT INTO visit (booking_id, programme_id, type_code, enterprise_id, division_code, address, contact_name,
              contact_phone, areas, expert_id, assignment, state, due_at, created_by, closed_at, reported_at)
            SELECT b.id, ?, 'ip', b.organisation_id, ?, '工业园区 1 号', '李明', '023-00000000', '{ip}', ?,
              '{"mode": "automatic", "reason": null, "considered": 1, "open": 1, "free": 1, "reachable": 1, "candidates": []}',
              ?, now() + interval '2 days', b.account_id, CASE WHEN ? = 'completed' THEN now() END,
                  CASE WHEN ? IN ('reported', 'completed') THEN now() END
            FROM booking b WHERE b.id = ? RETURNING id\
            """, programme(), division, expert, state, state, state, booking);
    }

    /** With 1,000 yuan frozen for it. */
    static UUID funded(UUID visit) {
        return Sql.value("""
            WITH money AS (
              UPDATE budget SET frozen_fen = 100000 WHERE id = ? RETURNING id
            ), v AS (
              UPDATE visit v SET budget_id = money.id, fee_fen = 100000 FROM money WHERE v.id = ?
              RETURNING v.id, v.budget_id, v.enterprise_id
            ), used AS (
              INSERT INTO budget_use (budget_id, enterprise_id, used_fen) SELECT budget_id, enterprise_id, 100000 FROM v
            ), booked AS (
              INSERT INTO ledger (budget_id, enterprise_id, subject_kind, subject_id, kind, amount_fen)
              SELECT budget_id, enterprise_id, 'visit', id, 'freeze', 100000 FROM v
            )
            SELECT id FROM v\
            """, budget(Cast.HERE), visit);
    }

    /** For something that nobody offers. */
    static UUID waiting(UUID enterprise, String division) {
        return Sql.value("""
            INSERT INTO waiting (kind, subject, title, account_id, organisation_id, division_code, first_day, last_day, wish)
            SELECT 'visit', 'none-' || gen_random_uuid(), '问诊', a.id, a.organisation_id, ?, current_date, current_date,
              '{"type": "none"}'
            FROM account a WHERE a.organisation_id = ? LIMIT 1 RETURNING id\
            """, division, enterprise);
    }

    /** An open one. */
    static UUID action(UUID visit) {
        return Sql.value("""
            INSERT INTO action_item (visit_id, enterprise_id, area_code, finding, severity, action, owner, state)
            SELECT id, enterprise_id, 'ip', '核心专利没有布局', 'high', '开展专利导航', '李明', 'open'
            FROM visit WHERE id = ? RETURNING id\
            """, visit);
    }

    static UUID session(UUID account) {
        return Sql.value("""
            INSERT INTO session (account_id, token_hash, expires_at, address, user_agent)
            VALUES (?, sha256(gen_random_uuid()::text::bytea), now() + interval '1 hour', 'test', 'test') RETURNING id\
            """, account);
    }

    static UUID invitation(UUID organisation, UUID account) {
        return Sql.value("""
            INSERT INTO invitation (organisation_id, email, name, invited_by, expires_at)
            VALUES (?, 'new@example.cn', '王敏', ?, now() + interval '7 days') RETURNING id\
            """, organisation, account);
    }

    /** A job that failed at once, of an account. */
    static UUID job(String kind, UUID account) {
        return Sql.value("""
            INSERT INTO job (kind, subject, name, account_id, role, organisation_id, division_code, language, state,
              finished_at)
            SELECT ?, ?, 'test.xlsx', a.id, a.role, a.organisation_id, a.division_code, 'zh-CN', 'failed', now()
            FROM account a WHERE a.id = ? RETURNING id\
            """, kind, kind.equals("import") ? "listings" : "orders", account);
    }

    /** A mail that was given up. */
    static UUID letter() {
        return Sql.value("""
            INSERT INTO letter (kind, recipient, locale, mail_state, attempts)
            VALUES ('reset-password', 'nobody@example.cn', 'zh-CN', 'given-up', 9) RETURNING id\
            """);
    }

    static UUID pendingOrganisation(String kind, String division) {
        return Sql.value("""
            INSERT INTO organisation (kind, name, credit_code, division_code, contact_name, contact_email, contact_phone,
              state, submitted_at)
            VALUES (?, '重庆待审测试有限公司', upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 18)), ?, '李明',
              'contact@example.cn', '023-00000000', 'pending', now())
            RETURNING id\
            """, kind, division);
    }

    /** A valid unified social credit code (GB 32100-2015, check digit by the weights 3^i mod 31). */
    static String creditCode(int number) {
        var signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var code = "91500229" + "%09d".formatted(number);
        int sum = 0;
        for (int i = 0, weight = 1; i < 17; i++, weight = weight * 3 % 31)
            sum += signs.indexOf(code.charAt(i)) * weight;
        return code + signs.charAt((31 - sum % 31) % 31);
    }
}
