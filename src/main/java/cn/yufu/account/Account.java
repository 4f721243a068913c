package cn.yufu.account;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in.
 *
 * @param divisionCode the division this account acts for; null, as its names are: the whole city
 */
record Account(
        UUID id,
        String username,
        String name,
        String role,
        @Nullable Organisation organisation,
        @Nullable String divisionCode,
        @Nullable String divisionName,
        @Nullable String divisionNameEn,
        String locale,
        String email) {

    /** Whose member somebody is; absent for the administration, finance, auditors and experts. */
    record Organisation(UUID id, String name, String kind, String divisionCode, String state) {}

    /** What {@link #from} reads, of {@code account a LEFT JOIN organisation o}. */
    static final String COLUMNS = """
        a.id, a.username, a.name, a.role, COALESCE(o.division_code, a.division_code) AS division_code, a.locale, a.email,
        (SELECT d.name FROM division d WHERE d.code = COALESCE(o.division_code, a.division_code)) AS division_name,
        (SELECT d.name_en FROM division d WHERE d.code = COALESCE(o.division_code, a.division_code)) AS division_name_en,
        o.id AS organisation_id, o.name AS organisation_name, o.kind AS organisation_kind, o.state AS organisation_state
        """;

    static Account from(Row row) {
        var organisationId = row.getUUID("organisation_id");
        var division = row.getString("division_code");
        return new Account(
                row.getUUID("id"),
                row.getString("username"),
                row.getString("name"),
                row.getString("role"),
                organisationId == null
                        ? null
                        : new Organisation(
                                organisationId,
                                row.getString("organisation_name"),
                                row.getString("organisation_kind"),
                                division,
                                row.getString("organisation_state")),
                division,
                row.getString("division_name"),
                row.getString("division_name_en"),
                row.getString("locale"),
                row.getString("email"));
    }
}
