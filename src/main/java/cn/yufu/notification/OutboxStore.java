package cn.yufu.notification;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outgoing mail of both tables in one list, newest first. */
final class OutboxStore {
    private static final String ITEMS = """
        SELECT n.id, n.at, n.kind, a.email AS recipient, a.locale, a.name, n.subject_id, n.data, n.mail_state,
          n.attempts, n.next_attempt_at, n.sent_at, n.last_error
        FROM notification n JOIN account a ON a.id = n.account_id
        WHERE n.mail_state <> 'none' AND ($1::text IS NULL OR n.mail_state = $1) AND ($2::uuid IS NULL OR n.id < $2)
          AND ($3::uuid IS NULL OR n.id = $3)
        """;
    private static final String LETTERS = """
        SELECT l.id, l.at, l.kind, l.recipient, l.locale, NULL, NULL, l.data - 'token', l.mail_state,
          l.attempts, l.next_attempt_at, l.sent_at, l.last_error
        FROM letter l
        WHERE ($1::text IS NULL OR l.mail_state = $1) AND ($2::uuid IS NULL OR l.id < $2)
          AND ($3::uuid IS NULL OR l.id = $3)
        """;
    // each half is cut by its own index before they are merged
    private static final String LIST = """
        SELECT id, at, kind, recipient, locale, name, subject_id, data::text AS data, mail_state, attempts,
          next_attempt_at, sent_at, last_error
        FROM ((%s ORDER BY n.id DESC LIMIT $4) UNION ALL (%s ORDER BY l.id DESC LIMIT $4)) AS mail
        ORDER BY id DESC LIMIT $4\
        """.formatted(ITEMS, LETTERS);
    private static final String RETRY = """
        WITH notice AS (
          UPDATE notification SET mail_state = 'due', attempts = 0, next_attempt_at = now(), lease_until = NULL
          WHERE id = $1 AND mail_state = 'given-up' RETURNING id, kind
        ), letter_again AS (
          UPDATE letter SET mail_state = 'due', attempts = 0, next_attempt_at = now(), lease_until = NULL
          WHERE id = $1 AND mail_state = 'given-up' RETURNING id, kind
        ), change AS (
          SELECT $2::uuid AS actor_id, 'mail' AS subject_kind, id AS subject_id, NULL::text AS subject_number,
            'retry' AS action, 'given-up' AS from_state, 'due' AS to_state, NULL::text AS reason,
            jsonb_build_object('kind', kind) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM (SELECT id, kind FROM notice UNION ALL SELECT id, kind FROM letter_again) AS again
        )\
        """ + Events.RECORD + "SELECT subject_id FROM recorded";

    private OutboxStore() {}

    record Item(
            UUID id,
            OffsetDateTime createdAt,
            String kind,
            String recipient,
            String subject,
            String state,
            int attempts,
            @Nullable OffsetDateTime nextAttemptAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable String lastError) {
        static Item from(Row row, MailTexts texts) {
            var state = row.getString("mail_state");
            return new Item(
                    row.getUUID("id"),
                    row.getOffsetDateTime("at"),
                    row.getString("kind"),
                    row.getString("recipient"),
                    texts.subject(
                            row.getString("locale"),
                            row.getString("kind"),
                            row.getUUID("subject_id"),
                            row.getString("data")),
                    state,
                    row.getInteger("attempts"),
                    state.equals("due") ? row.getOffsetDateTime("next_attempt_at") : null,
                    row.getOffsetDateTime("sent_at"),
                    row.getString("last_error"));
        }
    }

    static Future<List<Item>> list(Sql sql, MailTexts texts, @Nullable String state, Page.Ask ask) {
        return sql.list(LIST, Tuple.of(state, Page.id(ask.key(0)), null, ask.rows()), row -> Item.from(row, texts));
    }

    static Future<Optional<Item>> find(Sql sql, MailTexts texts, UUID id) {
        return sql.first(LIST, Tuple.of(null, null, id, 1), row -> Item.from(row, texts));
    }

    /** True when it was given up and is now due again. */
    static Future<Boolean> retry(Sql sql, UUID actor, UUID id) {
        return sql.first(RETRY, Tuple.of(id, actor), row -> true).map(Optional::isPresent);
    }
}
