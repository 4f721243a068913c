package cn.yufu.exchange;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of jobs. Whoever works on one holds a lease and proves it with each write, so that a node that was believed
 * dead cannot go on beside the one that took over.
 */
final class JobStore {
    /** Pieces of a file; PostgreSQL keeps each out of line. */
    static final int PART_BYTES = 512 * 1024;

    static final int DAYS_KEPT = 7;

    private static final String CREATE = """
        WITH made AS (
          INSERT INTO job AS j (kind, subject, name, account_id, role, organisation_id, division_code, language, state,
            request, size)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb, $11)
          RETURNING
        """ + Job.COLUMNS + """
        ), stored AS (
          INSERT INTO job_part (job_id, part, content)
          SELECT made.id, (p.part - 1)::int, p.content FROM made, unnest($12::bytea[]) WITH ORDINALITY AS p (content, part)
        )
        SELECT
        """ + Job.COLUMNS + " FROM made j";
    private static final String OPEN = """
        SELECT count(*) AS count FROM job WHERE account_id = $1 AND state IN ('checking', 'applying', 'running')\
        """;
    private static final String FIND =
            "SELECT " + Job.COLUMNS + " FROM job j WHERE j.id = $1 AND j.account_id = $2 AND j.kind = $3";
    private static final String LIST = "SELECT " + Job.COLUMNS.replace("j.problems::text", "'[]'") + """
        FROM job j WHERE j.account_id = $1 AND j.kind = $2 AND ($3::uuid IS NULL OR j.id < $3)
        ORDER BY j.id DESC LIMIT $4\
        """;
    private static final String APPLY = """
        UPDATE job j SET state = 'applying', done = 0, attempts = 0, lease = NULL, lease_until = NULL, finished_at = NULL
        WHERE j.id = $1 AND j.account_id = $2 AND j.kind = 'import' AND j.state = 'checked'
          AND j.problem_count = 0 AND j.valid > 0
        RETURNING
        """ + Job.COLUMNS;

    private static final String CLAIM = """
        UPDATE job j SET lease = $1, lease_until = now() + interval '1 minute', attempts = j.attempts + 1
        WHERE j.id = (
          SELECT id FROM job
          WHERE kind = $2 AND state IN ('checking', 'applying', 'running') AND (lease_until IS NULL OR lease_until < now())
          ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING
        """ + Job.COLUMNS;
    private static final String PROGRESS = """
        UPDATE job SET done = $3, valid = $4, problem_count = $5, problems = COALESCE($6::text::jsonb, problems),
          rows = $7, lease_until = now() + interval '1 minute'
        WHERE id = $1 AND lease = $2\
        """;
    private static final String STORE_PART = """
        INSERT INTO job_part (job_id, part, content)
        SELECT j.id, $3, $4 FROM job j WHERE j.id = $1 AND j.lease = $2
        ON CONFLICT (job_id, part) DO UPDATE SET content = EXCLUDED.content\
        """;
    private static final String PART = "SELECT content FROM job_part WHERE job_id = $1 AND part = $2";

    // the owner did it and hears of it: no notice rule, the message is written here
    private static final String FINISH = """
        WITH moved AS (
          UPDATE job j SET state = $3, finished_at = now(), lease = NULL, lease_until = NULL, size = $5
          FROM job before
          WHERE before.id = j.id AND j.id = $1 AND j.lease = $2
          RETURNING j.id, j.kind, j.subject, j.name, j.account_id, before.state AS from_state, j.state, j.rows, j.valid,
            j.problem_count
        ), change AS (
          SELECT account_id AS actor_id, 'job' AS subject_kind, id AS subject_id, NULL::text AS subject_number,
            $4 AS action, from_state, state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'kind', kind, 'subject', subject, 'rows', rows, 'valid', valid,
              'problems', problem_count) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )\
        """ + Events.RECORD + """
        , heard AS (
          INSERT INTO notification (account_id, event_id, kind, subject_kind, subject_id, data)
          SELECT m.account_id, r.id,
            'job.' || CASE WHEN m.state = 'checked' AND m.problem_count > 0 THEN 'questioned' ELSE m.state END
              || CASE m.state WHEN 'failed' THEN '-' || m.kind ELSE '' END,
            'job', m.id, r.detail
          FROM recorded r JOIN moved m ON m.id = r.subject_id
        ), dropped AS (
          DELETE FROM job_part p USING moved m WHERE p.job_id = m.id AND $5::bigint = 0
        )
        SELECT id FROM moved\
        """;

    // as the account is now; none when it was disabled
    private static final String OWNER = """
        SELECT a.id, a.name, a.role, a.organisation_id, COALESCE(a.division_code, o.division_code) AS division_code,
          o.id IS NULL OR o.state = 'active' AS active
        FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE a.id = $1 AND a.disabled_at IS NULL\
        """;

    /** Not more than twenty of one account are kept. */
    private static final String PURGE = """
        DELETE FROM job WHERE state IN ('checked', 'applied', 'done', 'failed') AND (
          finished_at < now() - make_interval(days => $1)
          OR id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY id DESC) AS age
                    FROM job) AS aged WHERE age > 20))\
        """;

    private JobStore() {}

    /** @param parts the file of an import, in order; empty for an export */
    static Future<Job> create(
            Sql sql,
            Caller caller,
            String kind,
            String subject,
            String name,
            String language,
            String state,
            Object request,
            List<Buffer> parts) {
        long size = parts.stream().mapToLong(Buffer::length).sum();
        var values = Tuple.tuple()
                .addString(kind)
                .addString(subject)
                .addString(name)
                .addUUID(caller.accountId())
                .addString(caller.role().code())
                .addUUID(caller.organisationId())
                .addString(caller.divisionCode())
                .addString(language)
                .addString(state)
                .addString(Json.text(request))
                .addLong(size)
                .addArrayOfBuffer(parts.toArray(Buffer[]::new));
        return sql.one(CREATE, values, Job::from);
    }

    static Future<Long> open(Sql sql, UUID account) {
        return sql.one(OPEN, Tuple.of(account), row -> row.getLong("count"));
    }

    static Future<Optional<Job>> find(Sql sql, UUID account, String kind, UUID id) {
        return sql.first(FIND, Tuple.of(id, account, kind), Job::from);
    }

    static Future<List<Job>> list(Sql sql, UUID account, String kind, Page.Ask ask) {
        return sql.list(new Rows<>(LIST, Tuple.of(account, kind, Page.id(ask.key(0)), ask.rows()), Job::from));
    }

    static Future<Optional<Job>> apply(Sql sql, UUID account, UUID id) {
        return sql.first(APPLY, Tuple.of(id, account), Job::from);
    }

    static Future<Optional<Job>> claim(Sql sql, UUID lease, String kind) {
        return sql.first(CLAIM, Tuple.of(lease, kind), Job::from);
    }

    /** False when somebody else works on it by now. */
    static Future<Boolean> progress(Sql sql, UUID id, UUID lease, Tally tally, @Nullable String findings, int rows) {
        return sql.update(
                        PROGRESS,
                        Tuple.of(id, lease, tally.done(), tally.valid(), tally.problems(), findings)
                                .addInteger(rows))
                .map(count -> count == 1);
    }

    static Future<Boolean> finish(Sql sql, UUID id, UUID lease, String state, String action, long size) {
        return sql.first(FINISH, Tuple.of(id, lease, state, action, size), row -> row.getUUID("id"))
                .map(Optional::isPresent);
    }

    static Future<Boolean> storePart(Sql sql, UUID id, UUID lease, int part, Buffer content) {
        return sql.update(STORE_PART, Tuple.of(id, lease, part, content)).map(count -> count == 1);
    }

    static Future<Optional<Buffer>> part(Sql sql, UUID id, int part) {
        return sql.first(PART, Tuple.of(id, part), row -> row.getBuffer("content"));
    }

    /** The owner as they are now, with the rights they have now. */
    static Future<Optional<Caller>> owner(Sql sql, UUID account) {
        return sql.first(
                OWNER,
                Tuple.of(account),
                row -> new Caller(
                        row.getUUID("id"),
                        new UUID(0, 0),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        row.getUUID("organisation_id"),
                        row.getString("division_code"),
                        row.getBoolean("active")));
    }

    static Future<Integer> purge(Sql sql) {
        return sql.update(PURGE, Tuple.of(DAYS_KEPT));
    }
}
