package cn.yufu.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An account as those see it who keep accounts. */
record ManagedAccount(
        @JsonUnwrapped Account account,
        boolean disabled,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime lastSignInAt,
        long version) {

    /** What {@link #from} reads, of {@code account a LEFT JOIN organisation o}. */
    static final String COLUMNS = Account.COLUMNS + """
        , a.disabled_at IS NOT NULL AS disabled, a.created_at, a.version,
        (SELECT s.at FROM sign_in s WHERE s.account_id = a.id AND s.outcome = 'ok' ORDER BY s.at DESC LIMIT 1)
          AS last_sign_in_at
        """;

    static ManagedAccount from(Row row) {
        return new ManagedAccount(
                Account.from(row),
                row.getBoolean("disabled"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("last_sign_in_at"),
                row.getLong("version"));
    }
}
