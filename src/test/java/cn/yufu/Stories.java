package cn.yufu;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The people and things that stories begin with. Each call makes new ones, so that tests can run side by side. */
final class Stories {
    /** 北碚区: where stories happen unless they say otherwise. */
    static final String BEIBEI = "500109";

    /** 渝中区: somebody else's district. */
    static final String YUZHONG = "500103";

    /** A category of the second level, for listings and budgets alike. */
    static final String CATEGORY = "legal-contract";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Stories() {}

    /** Somebody of an active organisation. */
    record Member(UUID organisationId, Client client) {}

    static Member enterprise(String division) {
        return member("enterprise", division);
    }

    static Member provider(String division) {
        return member("provider", division);
    }

    static Client districtAdmin(String division) {
        return Client.as(account("district-admin", null, division));
    }

    static Client cityAdmin() {
        return Client.as(account("city-admin", null, null));
    }

    static Client finance() {
        return Client.as(account("finance", null, null));
    }

    static Client auditor() {
        return Client.as(account("auditor", null, null));
    }

    private static Member member(String kind, String division) {
        var organisation = organisation(kind, division);
        return new Member(organisation, Client.as(account(kind, organisation, division)));
    }

    /** One that nobody acts for. */
    static UUID organisation(String kind, String division) {
        int number = NUMBER.incrementAndGet();
        return Sql.value(
                """
                INSERT INTO organisation (kind, name, credit_code, division_code, contact_name, contact_email,
                  contact_phone, state)
                VALUES (?, ?, ?, ?, '李明', 'contact@example.cn', '023-00000000', 'active') RETURNING id\
                """,
                kind,
                "重庆测试" + (kind.equals("provider") ? "服务机构" : "制造企业") + number + "号有限公司",
                "91500109T%09d".formatted(number),
                division);
    }

    static UUID account(String role, @Nullable UUID organisation, @Nullable String division) {
        int number = NUMBER.incrementAndGet();
        return Sql.value(
                """
                INSERT INTO account (username, name, email, email_confirmed_at, role, organisation_id, division_code)
                VALUES (?, ?, ?, now(), ?, ?, ?) RETURNING id\
                """, "user" + number, "王芳" + number, "user" + number + "@example.cn", role, organisation, division);
    }

    /** A published listing of a fixed price, written straight to the database: its own life is told in ListingTest. */
    static UUID listing(Member provider, long priceFen) {
        var id = UUID.randomUUID();
        Sql.run("""
            WITH made AS (
              INSERT INTO listing (id, provider_id, division_code, state, live_version, published_at)
              SELECT ?, o.id, o.division_code, 'published', 1, now() FROM organisation o WHERE o.id = ?
              RETURNING id
            )
            INSERT INTO listing_version (listing_id, version, title, summary, description, category_code, price_model,
              price_fen, delivery_days, capacity_per_month)
            SELECT id, 1, '合同体检与法律风险诊断', '逐项核查合同与用工条款', '执业律师到厂走访。', ?, 'fixed', ?, 10, 20 FROM made\
            """, id, provider.organisationId(), CATEGORY, priceFen);
        return id;
    }

    static UUID budget(long totalFen, int shareBps, @Nullable Long capFen, String... divisions) {
        return Sql.value(
                """
                INSERT INTO budget (year, name, funding_source, share_bps, categories, divisions, cap_fen, valid_from, valid_to,
                  total_fen)
                VALUES (2026, ?, '市级中小企业发展专项资金', ?, ARRAY[?], string_to_array(?, ','), ?,
                  current_date - 30, current_date + 300, ?)
                RETURNING id\
                """,
                "测试预算" + NUMBER.incrementAndGet(),
                shareBps,
                CATEGORY,
                String.join(",", divisions),
                capFen,
                totalFen);
    }
}
