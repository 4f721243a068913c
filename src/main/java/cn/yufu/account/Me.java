package cn.yufu.account;

import cn.yufu.db.Sql;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.PersonalFields;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own account, with what only oneself needs to see. */
record Me(@JsonUnwrapped Account account, @Nullable String phone, boolean mailNotices, long version) {
    private static final List<String> LOCALES = List.of("zh-CN", "en");

    private static final String FIND = "SELECT " + Account.COLUMNS + """
        , a.phone, a.mail_notices, a.version
        FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id WHERE a.id = $1\
        """;
    // $3 holds the columns that change
    private static final String REVISE = """
        UPDATE account a SET version = a.version + 1,
          name = COALESCE(p.new ->> 'name', a.name),
          locale = COALESCE(p.new ->> 'locale', a.locale),
          mail_notices = COALESCE((p.new ->> 'mail_notices')::boolean, a.mail_notices),
          phone = CASE WHEN p.new ? 'phone' THEN p.new ->> 'phone' ELSE a.phone END
        FROM (SELECT $3::text::jsonb AS new) AS p
        WHERE a.id = $1 AND a.version = $2\
        """;

    static Future<Optional<Me>> find(Sql sql, UUID id) {
        return sql.first(FIND, Tuple.of(id), Me::from);
    }

    private static Me from(Row row) {
        return new Me(
                Account.from(row), row.getString("phone"), row.getBoolean("mail_notices"), row.getLong("version"));
    }

    /** 0 when the version is another one. */
    static Future<Integer> revise(Sql sql, UUID id, long version, Map<String, @Nullable Object> changes) {
        return sql.update(REVISE, Tuple.of(id, version, Json.text(changes)));
    }

    /** What a PATCH changes, by column; null clears. */
    static Map<String, @Nullable Object> changes(Input in) {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        if (in.given("name")) changes.put("name", PersonalFields.personName(in, "name"));
        if (in.given("locale")) changes.put("locale", in.choice("locale", LOCALES));
        if (in.given("phone")) changes.put("phone", in.has("phone") ? PersonalFields.phone(in, "phone") : null);
        if (in.given("mailNotices")) changes.put("mail_notices", in.flag("mailNotices", true));
        in.done();
        return changes;
    }
}
