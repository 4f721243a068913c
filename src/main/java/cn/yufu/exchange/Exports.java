package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The background work of exports: the rows of a list come through a cursor a few hundred at a time, and the workbook
 * leaves for the database in pieces, so that neither is ever whole in memory.
 */
public final class Exports {
    private static final int FETCHED = 500;

    private static final Duration PER_STATEMENT = Duration.ofSeconds(60);

    private final Db db;
    private final Map<String, ExportList> lists;

    Exports(Db db, Map<String, ExportList> lists) {
        this.db = db;
        this.lists = lists;
    }

    /** Works on one export; true when there was one. On a virtual thread. */
    public boolean round() {
        return Lease.round(db, "export", this::work);
    }

    /** Throws away what has been kept long enough. */
    public boolean purge() {
        JobStore.purge(db.write()).await();
        return false;
    }

    private void work(Lease lease) {
        var owner = JobStore.owner(db.read(), lease.job.accountId()).await();
        var list = lists.get(lease.job.subject());
        if (list == null || owner.isEmpty() || !lease.job.belongsTo(owner.get()) || !list.open(owner.get()))
            throw new Refusal("rights-changed");
        var codes = Codes.load(db.read()).await();
        var parts = new PartStream(lease);
        var writer = new SheetWriter(parts, title(lease.job), columns(lease.job), codes, lease.job.language());
        try {
            read(lease, rows(list, owner.get(), lease.job), writer);
            writer.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        parts.close();
        lease.progress(writer.rows());
        lease.finish(db.write(), "done", parts.size());
    }

    private static String title(Job job) {
        return Messages.text(job.language(), "export." + job.subject(), Map.of());
    }

    private static List<ExportColumn> columns(Job job) {
        var paths = new ArrayList<String>();
        job.request().path("columns").forEach(path -> paths.add(path.asText()));
        return ExportColumns.chosen(job.subject(), paths);
    }

    private static Rows<?> rows(ExportList list, Caller owner, Job job) {
        var filters = new HashMap<String, String>();
        job.request()
                .path("filters")
                .properties()
                .forEach(
                        filter -> filters.put(filter.getKey(), filter.getValue().asText()));
        return list.source().rows(owner, Query.of(filters), Page.Ask.everything());
    }

    private void read(Lease lease, Rows<?> rows, SheetWriter writer) throws IOException {
        var connection = db.connection().await();
        try {
            connection.query("BEGIN READ ONLY").execute().await();
            Db.patient(new Sql(connection), PER_STATEMENT).await();
            stream(lease, rows, writer, connection);
        } finally {
            connection.query("ROLLBACK").execute().otherwiseEmpty().await();
            db.release(connection).await();
        }
    }

    private static void stream(Lease lease, Rows<?> rows, SheetWriter writer, SqlConnection connection)
            throws IOException {
        var statement = connection.prepare(rows.sql()).await();
        Cursor cursor = statement.cursor(rows.values());
        try {
            do {
                for (Row row : cursor.read(FETCHED).await())
                    writer.write(Json.MAPPER.valueToTree(rows.map().apply(row)));
                lease.progress(writer.rows());
            } while (cursor.hasMore());
        } finally {
            cursor.close().otherwiseEmpty().await();
            statement.close().otherwiseEmpty().await();
        }
    }
}
