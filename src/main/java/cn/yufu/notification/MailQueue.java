package cn.yufu.notification;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mail that is due, in one of the two tables that hold it: rows are claimed, and something becomes of each. */
@SuppressWarnings(
        "InlineFormatString") // statements stand together at the top, also those that name their table when built
final class MailQueue {
    /** How long a claim holds; the rows of a worker that died are due again after this time. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = """
        WITH due AS (
          SELECT id FROM %1$s
          WHERE mail_state = 'due' AND next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now())
          ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
        ), claimed AS (
          UPDATE %1$s q SET attempts = q.attempts + 1, lease_until = now() + $2::bigint * interval '1 second'
          FROM due WHERE q.id = due.id
          RETURNING q.id, q.kind, q.attempts, q.data, %2$s
        )
        """;
    private static final String CLAIMED_LETTERS = """
        SELECT c.id, c.kind, c.attempts, c.id AS subject_id, NULL::uuid AS account_id, c.data::text AS data, c.recipient,
          c.locale, '' AS name,
          true AS wanted
        FROM claimed c\
        """;
    private static final String CLAIMED_NOTICES = """
        SELECT c.id, c.kind, c.attempts, c.subject_id, c.account_id, c.data::text AS data, a.email AS recipient, a.locale, a.name,
          a.disabled_at IS NULL AND a.mail_notices AND a.email_confirmed_at IS NOT NULL AS wanted
        FROM claimed c JOIN account a ON a.id = c.account_id\
        """;
    // the secret of a link is forgotten as soon as the link has left
    private static final String SENT = """
        UPDATE %s SET mail_state = 'sent', sent_at = now(), lease_until = NULL, last_error = NULL, data = data - 'token'
        WHERE id = $1 AND mail_state = 'due'\
        """;
    // an attempt is judged only by the worker whose claim it was
    private static final String FAILED = """
        UPDATE %s SET mail_state = CASE WHEN $5 THEN 'given-up' ELSE 'due' END, lease_until = NULL, last_error = $3,
          next_attempt_at = now() + $4::bigint * interval '1 millisecond'
        WHERE id = $1 AND attempts = $2 AND mail_state = 'due'\
        """;
    private static final String GIVE_BACK = """
        UPDATE %s SET attempts = attempts - 1, lease_until = NULL, last_error = $3
        WHERE id = $1 AND attempts = $2 AND mail_state = 'due'\
        """;
    private static final String UNWANTED = """
        UPDATE notification SET mail_state = 'none', lease_until = NULL WHERE id = $1 AND mail_state = 'due'\
        """;

    /** Links that somebody waits for in front of a screen. */
    static final MailQueue LETTERS = new MailQueue("letter", "q.recipient, q.locale", CLAIMED_LETTERS);

    static final MailQueue NOTICES = new MailQueue("notification", "q.subject_id, q.account_id", CLAIMED_NOTICES);

    private final String claim;
    private final String sent;
    private final String failed;
    private final String giveBack;

    private MailQueue(String table, String also, String claimed) {
        this.claim = CLAIM.formatted(table, also) + claimed;
        this.sent = SENT.formatted(table);
        this.failed = FAILED.formatted(table);
        this.giveBack = GIVE_BACK.formatted(table);
    }

    /**
     * A row whose mail is to be sent now.
     *
     * @param attempts how often it was tried, this time included
     * @param account whose notice it is; null for a letter
     * @param wanted false when its reader no longer wants mail, or is gone
     */
    record Claimed(
            UUID id,
            String kind,
            int attempts,
            UUID subjectId,
            @Nullable UUID account,
            String data,
            String recipient,
            String locale,
            String name,
            boolean wanted) {
        static Claimed from(Row row) {
            return new Claimed(
                    row.getUUID("id"),
                    row.getString("kind"),
                    row.getInteger("attempts"),
                    row.getUUID("subject_id"),
                    row.getUUID("account_id"),
                    row.getString("data"),
                    row.getString("recipient"),
                    row.getString("locale"),
                    row.getString("name"),
                    row.getBoolean("wanted"));
        }
    }

    Future<List<Claimed>> claim(Sql sql, int limit) {
        return sql.list(claim, Tuple.of(limit, LEASE.toSeconds()), Claimed::from);
    }

    Future<?> sent(Sql sql, Claimed row) {
        return sql.update(sent, Tuple.of(row.id()));
    }

    Future<?> failed(Sql sql, Claimed row, String error, Duration pause, boolean givenUp) {
        return sql.update(failed, Tuple.of(row.id(), row.attempts(), error, pause.toMillis(), givenUp));
    }

    /** The attempt does not count: the mail server was not there for anybody. */
    Future<?> giveBack(Sql sql, Claimed row, String error) {
        return sql.update(giveBack, Tuple.of(row.id(), row.attempts(), error));
    }

    static Future<?> unwanted(Sql sql, Claimed notice) {
        return sql.update(UNWANTED, Tuple.of(notice.id()));
    }
}
