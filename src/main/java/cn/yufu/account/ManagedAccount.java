package cn.yufu.account;

import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as those see it who keep accounts.
 *
 * @param lockedUntil while signing in pauses after wrong passwords; null: it does not
 * @param steps what this reader may do with it now
 */
record ManagedAccount(
        @JsonUnwrapped Account account,
        boolean disabled,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime lastSignInAt,
        @Nullable OffsetDateTime lockedUntil,
        long version,
        List<String> steps) {

    /** What {@link #from} reads, of {@code account a LEFT JOIN organisation o}. */
    static final String COLUMNS = Account.COLUMNS + """
        , a.disabled_at IS NOT NULL AS disabled, a.created_at, a.version,
        (SELECT s.at FROM sign_in s WHERE s.account_id = a.id AND s.outcome = 'ok' ORDER BY s.at DESC LIMIT 1)
          AS last_sign_in_at,
        (SELECT g.locked_until FROM sign_in_guard g WHERE g.key = 'account:' || a.id AND g.locked_until > now())
          AS locked_until
        """;

    static ManagedAccount from(Row row, Caller reader) {
        boolean disabled = row.getBoolean("disabled");
        var locked = row.getOffsetDateTime("locked_until");
        boolean self = row.getUUID("id").equals(reader.accountId());
        return new ManagedAccount(
                Account.from(row),
                disabled,
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("last_sign_in_at"),
                locked,
                row.getLong("version"),
                steps(reader.role(), self, disabled, locked != null));
    }

    private static List<String> steps(Role reader, boolean self, boolean disabled, boolean locked) {
        if (reader == Role.AUDITOR) return List.of();
        boolean administrator = reader == Role.DISTRICT_ADMIN || reader == Role.CITY_ADMIN;
        var steps = new ArrayList<String>();
        if (reader == Role.CITY_ADMIN) steps.add("revision");
        if (administrator && locked) steps.add("unlocking");
        if (administrator && !self && !disabled) steps.add("signing-out");
        if (!self) steps.add(disabled ? "enabling" : "disabling");
        return steps;
    }
}
