package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The background work of imports: reads a sheet from top to bottom, and either says what is wrong with it (the dry run)
 * or puts all of it into the database in one transaction.
 */
public final class Imports {
    private static final Duration PER_STATEMENT = Duration.ofSeconds(60);

    private final Db db;
    private final Map<String, Sheet> sheets;

    Imports(Db db, Map<String, Sheet> sheets) {
        this.db = db;
        this.sheets = sheets;
    }

    /** Works on one import; true when there was one. On a virtual thread. */
    public boolean round() {
        return Lease.round(db, "import", this::work);
    }

    private void work(Lease lease) {
        var sheet = sheet(lease.job);
        var owner = JobStore.owner(db.read(), lease.job.accountId()).await();
        if (owner.isEmpty()
                || !lease.job.belongsTo(owner.get())
                || !owner.get().active()
                || !sheet.importers().contains(owner.get().role())) throw new Refusal("rights-changed");
        var file = file(lease.job);
        int rows = (int) Math.max(0, Inspection.of(file) - 1);
        lease.progress(rows);
        if (lease.job.state().equals("applying")) apply(lease, sheet, file, rows);
        else check(lease, sheet, file, rows);
    }

    private Sheet sheet(Job job) {
        var sheet = sheets.get(job.subject());
        if (sheet == null) throw new IllegalStateException("no sheet " + job.subject());
        return sheet;
    }

    private byte[] file(Job job) {
        var all = Buffer.buffer((int) job.size());
        for (int part = 0; all.length() < job.size(); part++)
            all.appendBuffer(
                    JobStore.part(db.read(), job.id(), part).await().orElseThrow(() -> new Refusal("interrupted")));
        return all.getBytes();
    }

    private void check(Lease lease, Sheet sheet, byte[] file, int rows) {
        var codes = Codes.load(db.read()).await();
        var pass = new Pass(sheet, lease.job, codes, lease.tally, new Pass.Batches() {
            @Override
            public Set<String> refused(List<Pass.Checked> batch) {
                return taken(db.read(), sheet, lease.job, batch);
            }

            @Override
            public void settled() {
                lease.progress(Math.max(rows, lease.tally.done()));
            }
        });
        if (!pass.read(file)) {
            lease.fail();
            return;
        }
        lease.progress(lease.tally.done());
        lease.finish(db.write(), "checked", lease.tally.problems() == 0 ? lease.job.size() : 0);
    }

    private void apply(Lease lease, Sheet sheet, byte[] file, int rows) {
        var connection = db.connection().await();
        var transaction = connection.begin().await();
        boolean committed = false;
        try {
            Db.patient(new Sql(connection), PER_STATEMENT).await();
            if (inserted(lease, sheet, file, rows, connection)) {
                lease.finish(new Sql(connection), "applied", 0);
                transaction.commit().await();
                committed = true;
            }
        } finally {
            if (!committed) transaction.rollback().otherwiseEmpty().await();
            db.release(connection).await();
        }
        if (!committed) lease.fail();
    }

    /** False when something changed since the dry run: then the rows are named, and nothing may stay. */
    private boolean inserted(Lease lease, Sheet sheet, byte[] file, int rows, SqlConnection connection) {
        var sql = new Sql(connection);
        var codes = Codes.load(sql).await();
        var pass = new Pass(sheet, lease.job, codes, lease.tally, new Pass.Batches() {
            @Override
            public Set<String> refused(List<Pass.Checked> batch) {
                var refused = taken(sql, sheet, lease.job, batch);
                // once anything is wrong, the rest is only looked at
                if (!refused.isEmpty() || lease.tally.problems() > 0) return refused;
                var got = sheet.insert(
                                sql,
                                lease.job,
                                batch.stream().map(Pass.Checked::json).toList())
                        .await();
                for (var row : batch) if (!got.contains(row.key())) refused.add(row.key());
                return refused;
            }

            @Override
            public void settled() {
                lease.progress(Math.max(rows, lease.tally.done()));
            }
        });
        return pass.read(file) && lease.tally.problems() == 0;
    }

    private static Set<String> taken(Sql sql, Sheet sheet, Job job, List<Pass.Checked> batch) {
        var keys = batch.stream().map(Pass.Checked::key).toList();
        return new HashSet<>(sheet.taken(sql, job, keys).await());
    }
}
