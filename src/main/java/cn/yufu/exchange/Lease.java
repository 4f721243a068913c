package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Constraints;
import cn.yufu.http.Json;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on one job, on a virtual thread. It is renewed with each step forward; a node that lost it learns so
 * at its next step and stops.
 */
final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    /** A job that took its node down this often would take the next one down too. */
    private static final int MOST_ATTEMPTS = 3;

    private final Db db;
    final Job job;
    final Tally tally = new Tally();
    private final UUID id;

    private Lease(Db db, Job job, UUID id) {
        this.db = db;
        this.job = job;
        this.id = id;
    }

    /** What is done with a claimed job. */
    @FunctionalInterface
    interface Work {
        void on(Lease lease);
    }

    /**
     * Claims one open job and works on it; true when there was one. What cannot be taken ends the job with its reason;
     * when the database was away, the lease runs out and the job is taken up again.
     */
    static boolean round(Db db, String kind, Work work) {
        var id = UUID.randomUUID();
        var claimed = JobStore.claim(db.write(), id, kind).await();
        if (claimed.isEmpty()) return false;
        var lease = new Lease(db, claimed.get(), id);
        try {
            if (lease.job.attempts() > MOST_ATTEMPTS) throw new Refusal("interrupted");
            work.on(lease);
        } catch (Refusal refusal) {
            lease.fail(refusal);
        } catch (Lost e) {
            LOG.warn("{} {} went on elsewhere", kind, lease.job.id());
        } catch (RuntimeException e) {
            var failure = Constraints.failure(e);
            if (failure != null && failure.extra().containsKey("retryAfter")) throw e;
            LOG.error("{} {}", kind, lease.job.id(), e);
            // a constraint refused what was right a moment ago; anything else is a defect of ours
            lease.fail(new Refusal(failure == null ? "interrupted" : "changed-meanwhile"));
        }
        return true;
    }

    /** Shows how far it is; {@code rows} is what there is to do. */
    void progress(int rows) {
        var findings = tally.findings().isEmpty() ? null : Json.text(tally.findings());
        ours(JobStore.progress(db.write(), job.id(), id, tally, findings, rows).await());
    }

    void fail(Refusal refusal) {
        tally.refused(refusal);
        fail();
    }

    /** Ends the job with what was found wrong. */
    void fail() {
        tally.settle();
        progress(tally.done());
        finish(db.write(), "failed", 0);
    }

    /** @param size bytes of its file that are kept; without any, the file is thrown away */
    void finish(Sql sql, String state, long size) {
        ours(JobStore.finish(sql, job.id(), id, state, action(), size).await());
    }

    private String action() {
        return switch (job.state()) {
            case "checking" -> "check";
            case "applying" -> "application";
            default -> "export";
        };
    }

    void store(int part, Buffer content) {
        ours(JobStore.storePart(db.write(), job.id(), id, part, content).await());
    }

    private static void ours(boolean held) {
        if (!held) throw new Lost();
    }
}
