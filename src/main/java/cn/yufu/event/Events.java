package cn.yufu.event;

import cn.yufu.db.Sql;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The append-only history: how a statement writes to it, and how a thing's own history is read. */
public final class Events {
    /**
     * The end of every statement that moves something. The statement's CTE {@code change} yields one row per event with
     * exactly these columns: {@code actor_id, subject_kind, subject_id, subject_number, action, from_state, to_state,
     * reason, detail (jsonb), enterprise_id, provider_id, division_code}; what concerns several districts names them in
     * {@code detail.divisions} instead, none for all; this part appends the events and the
     * notifications that the notice rules derive from them, so that change, history and messages are one statement.
     * People who are concerned themselves, whatever their organisation, are told as the audience {@code involved} when
     * {@code detail} lists their accounts under that name. Whoever did it is told only where the rule says so, as of
     * something read already: for the mail, which brings what their calendar must know. Whoever looks at a calendar hears of
     * its change when {@code detail} lists the resource under {@code calendars}.
     *
     * <p>Finance is told where public money stands behind it: {@code detail.governmentFen}.
     *
     * <p>What another message speaks of already is {@code quiet} in {@code detail}: told in the page only.
     *
     * <p>It begins with a comma and ends before the final SELECT, which may read {@code recorded (id, subject_id)}.
     */
    public static final String RECORD = """
        , recorded AS (
          INSERT INTO event (actor_id, actor_name, actor_role, actor_organisation, subject_kind, subject_id,
            subject_number, action, from_state, to_state, reason, detail, enterprise_id, provider_id, division_code)
          SELECT c.actor_id, who.name, who.role, their.name, c.subject_kind, c.subject_id, c.subject_number, c.action,
            c.from_state, c.to_state, c.reason, c.detail, c.enterprise_id, c.provider_id, c.division_code
          FROM change c
          LEFT JOIN account who ON who.id = c.actor_id
          LEFT JOIN organisation their ON their.id = who.organisation_id
          RETURNING id, actor_id, subject_kind, subject_id, subject_number, action, reason, detail,
            enterprise_id, provider_id, division_code
        ), told AS (
          INSERT INTO notification (account_id, event_id, kind, subject_kind, subject_id, data, mail_state, read_at)
          SELECT DISTINCT ON (a.id, r.id) a.id, r.id, r.subject_kind || '.' || r.action, r.subject_kind, r.subject_id,
            r.detail || jsonb_build_object('number', r.subject_number, 'reason', r.reason, 'audience', n.audience),
            CASE WHEN n.mail AND r.detail -> 'quiet' IS DISTINCT FROM 'true' AND a.mail_notices
              AND a.email_confirmed_at IS NOT NULL THEN 'due' ELSE 'none' END,
            CASE WHEN a.id = r.actor_id THEN now() END
          FROM recorded r
          JOIN notice_rule n ON n.subject_kind = r.subject_kind AND n.action = r.action
          CROSS JOIN LATERAL (
            SELECT id FROM account WHERE organisation_id = r.enterprise_id AND n.audience = 'enterprise'
            UNION ALL
            SELECT id FROM account WHERE organisation_id = r.provider_id AND n.audience = 'provider'
            UNION ALL
            SELECT id FROM account WHERE organisation_id IS NULL AND role = 'district-admin'
              AND division_code = r.division_code AND n.audience = 'district'
            UNION ALL
            SELECT id FROM account WHERE organisation_id IS NULL AND role = 'district-admin' AND r.division_code IS NULL
              AND (r.detail -> 'divisions' = '[]' OR r.detail -> 'divisions' @> to_jsonb(division_code))
              AND n.audience = 'district'
            UNION ALL
            SELECT id FROM account WHERE organisation_id IS NULL AND role = CASE n.audience
              WHEN 'city' THEN 'city-admin' WHEN 'finance' THEN CASE WHEN r.detail ->> 'governmentFen' IS NOT NULL THEN 'finance' END
              WHEN 'auditor' THEN 'auditor' END
            UNION ALL
            SELECT value::uuid FROM jsonb_array_elements_text(r.detail -> 'involved')
            WHERE n.audience = 'involved'
          ) AS reader
          -- a subquery of its own, because a plan that expects many readers would read all accounts
          CROSS JOIN LATERAL (
            SELECT id, mail_notices, email_confirmed_at FROM account WHERE id = reader.id AND disabled_at IS NULL OFFSET 0
          ) AS a
          WHERE a.id IS DISTINCT FROM r.actor_id OR n.actor
        )
        """;

    static final String HISTORY = """
        SELECT at, actor_name, actor_role, actor_organisation, action, from_state, to_state, reason
        FROM event WHERE subject_id = $1 ORDER BY at, id\
        """;

    private Events() {}

    /** Who did it; absent when a deadline did. */
    public record Actor(String name, String role, @Nullable String organisation) {}

    /** One line of a thing's history, as its timeline shows it. */
    public record Entry(
            OffsetDateTime at,
            @Nullable Actor actor,
            String action,
            @JsonProperty("from") @Nullable String fromState,
            @JsonProperty("to") @Nullable String toState,
            @Nullable String reason) {
        static Entry from(Row row) {
            var name = row.getString("actor_name");
            return new Entry(
                    row.getOffsetDateTime("at"),
                    name == null
                            ? null
                            : new Actor(name, row.getString("actor_role"), row.getString("actor_organisation")),
                    row.getString("action"),
                    row.getString("from_state"),
                    row.getString("to_state"),
                    row.getString("reason"));
        }
    }

    public static Future<List<Entry>> history(Sql sql, UUID subject) {
        return sql.list(HISTORY, Tuple.of(subject), Entry::from);
    }
}
