package cn.yufu.audit;

import cn.yufu.db.Db;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The day's duties: the anchor of the history as soon as the day begins; in the small hours the reconciliation of the
 * budgets with their ledger and the verification of the chain. Any number of nodes may try; each duty is done once.
 */
public final class DailyChecks {
    private static final Logger LOG = LoggerFactory.getLogger(DailyChecks.class);
    private static final int QUIET_HOUR = 2;

    private final Db db;
    private final Verification verification;

    public DailyChecks(Db db, Verification verification) {
        this.db = db;
        this.verification = verification;
    }

    /** @param now in the product's zone */
    public boolean round(ZonedDateTime now) {
        var today = now.toLocalDate();
        anchor(today);
        if (now.getHour() >= QUIET_HOUR) {
            reconcile(today);
            verify(today);
        }
        return false;
    }

    private void anchor(LocalDate today) {
        DailyStore.anchor(db.write(), today).await().ifPresent(anchored -> {
            LOG.info("anchored the history at {} for {} auditors", anchored.position(), anchored.letters());
            if (anchored.letters() == 0) LOG.warn("there is no auditor with a confirmed address to mail the anchor to");
        });
    }

    private void reconcile(LocalDate today) {
        if (!DailyStore.claim(db.write(), today, "reconciliation").await()) return;
        var wrong = db.transaction(sql -> DailyStore.reconcile(sql, today)).await();
        if (!wrong.isEmpty()) LOG.error("budgets whose figures are not those of their ledger: {}", wrong);
    }

    private void verify(LocalDate today) {
        if (!DailyStore.claim(db.write(), today, "verification").await()) return;
        var verdict = verification.run().await();
        if (!verdict.ok())
            LOG.error(
                    "the history does not verify: first broken position {}, {} strays",
                    verdict.firstBroken(),
                    verdict.strays());
        DailyStore.verified(db.write(), today, verdict).await();
    }
}
