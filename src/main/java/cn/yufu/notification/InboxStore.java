package cn.yufu.notification;

import cn.yufu.db.Sql;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One account's messages, newest first. */
final class InboxStore {
    static final String LIST = """
        SELECT id, at, kind, subject_id, data::text AS data, read_at
        FROM notification
        WHERE account_id = $1 AND (NOT $2 OR read_at IS NULL) AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4\
        """;
    static final String UNREAD = """
        SELECT count(*) AS unread FROM notification WHERE account_id = $1 AND read_at IS NULL\
        """;
    private static final String READ = """
        UPDATE notification SET read_at = COALESCE(read_at, now()) WHERE id = $1 AND account_id = $2\
        """;
    private static final String READ_ALL = """
        UPDATE notification SET read_at = now() WHERE account_id = $1 AND read_at IS NULL\
        """;

    private InboxStore() {}

    /** @param kind subject and action, for example {@code order.approval} */
    record Message(
            UUID id,
            OffsetDateTime at,
            String kind,
            String title,
            String text,
            @Nullable String link,
            @Nullable OffsetDateTime readAt) {
        static Message from(Row row, String language) {
            var kind = row.getString("kind");
            var words = Notices.of(language, kind, row.getUUID("subject_id"), Json.read(row.getString("data")));
            return new Message(
                    row.getUUID("id"),
                    row.getOffsetDateTime("at"),
                    kind,
                    words.title(),
                    words.text(),
                    words.link(),
                    row.getOffsetDateTime("read_at"));
        }
    }

    static Future<List<Message>> list(Sql sql, UUID account, boolean unread, String language, Page.Ask ask) {
        return sql.list(
                LIST, Tuple.of(account, unread, Page.id(ask.key(0)), ask.rows()), row -> Message.from(row, language));
    }

    static Future<Long> unread(Sql sql, UUID account) {
        return sql.one(UNREAD, Tuple.of(account), row -> row.getLong("unread"));
    }

    /** False when the account has no such message; reading it again changes nothing. */
    static Future<Boolean> read(Sql sql, UUID account, UUID id) {
        return sql.update(READ, Tuple.of(id, account)).map(count -> count == 1);
    }

    static Future<Integer> readAll(Sql sql, UUID account) {
        return sql.update(READ_ALL, Tuple.of(account));
    }
}
