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
        int number = NUMBER.incrementAndGet();
        UUID organisation = Sql.value(
                """
                INSERT INTO organisation (kind, name, credit_code, division_code, contact_name, contact_email,
                  contact_phone, state)
                VALUES (?, ?, ?, ?, '李明', 'contact@example.cn', '023-00000000', 'active') RETURNING id\
                """,
                kind,
                "重庆测试" + (kind.equals("provider") ? "服务机构" : "制造企业") + number + "号有限公司",
                "91500109T%09d".formatted(number),
                division);
        return new Member(organisation, Client.as(account(kind, organisation, division)));
    }

    static UUID account(String role, @Nullable UUID organisation, @Nullable String division) {
        int number = NUMBER.incrementAndGet();
        return Sql.value(
                """
                INSERT INTO account (username, name, email, email_confirmed_at, role, organisation_id, division_code)
                VALUES (?, ?, ?, now(), ?, ?, ?) RETURNING id\
                """, "user" + number, "王芳" + number, "user" + number + "@example.cn", role, organisation, division);
    }
}
