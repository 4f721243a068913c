package cn.yufu.audit;

import cn.yufu.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the whole chain, and compares it with the anchors and with how far this node has seen it reach. Altered,
 * exchanged, removed and inserted rows break a link. A chain that was cut off at its end still verifies: only an anchor
 * shows it, best the one in the auditors' mail, which nobody at the database can reach.
 */
public final class Verification {
    private static final int LINKS = 5_000;
    private static final int EVENTS = 20_000;

    private final Db db;
    private final LongSupplier seen;
    private @Nullable Future<Verdict> running;
    private volatile @Nullable Progress progress;

    /**
     * @param checked links that were recomputed
     * @param head SHA-256 of the last sealed event; null on an empty chain
     * @param firstBroken the first position at which the chain is not what was sealed
     * @param sealedTo position of the head
     * @param pending events not sealed yet, as the newest ones are for a second
     * @param strays events that never came in by the usual way, so that nothing sealed them
     */
    public record Verdict(
            boolean ok,
            long checked,
            @Nullable String head,
            @Nullable Long firstBroken,
            long sealedTo,
            long pending,
            long strays) {}

    /** @param of the position of the head when it began */
    record Progress(long checked, long of) {}

    /** @param seen the newest position that this node knows to have existed */
    public Verification(Db db, LongSupplier seen) {
        this.db = db;
        this.seen = seen;
    }

    /** One at a time on this node: who asks meanwhile gets the same verdict. Completes off the event loops. */
    public synchronized Future<Verdict> run() {
        var under = running;
        if (under != null && !under.isComplete()) return under;
        var promise = Promise.<Verdict>promise();
        running = promise.future();
        Thread.ofVirtual().name("verification").start(() -> {
            try {
                promise.complete(verify());
            } catch (RuntimeException e) {
                promise.fail(e);
            } finally {
                progress = null;
            }
        });
        return promise.future();
    }

    /** How far the run on this node is; null when there is none. */
    @Nullable
    Progress progress() {
        return progress;
    }

    private Verdict verify() {
        long known = seen.getAsLong();
        var head = Chain.head(db.read()).await();
        long checked = 0;
        Long broken = null;
        for (long from = 0; from < head.position() && broken == null; from += 2 * LINKS) {
            // two at a time: what a link is made of costs the database more than reading it, and it has more than one
            // core
            var pieces = List.of(piece(from, head), piece(from + LINKS, head));
            for (var piece : pieces) {
                var links = piece.await();
                checked += links.checked();
                if (broken == null) broken = links.broken();
            }
        }
        long missing = head.position() + 1;
        if (known > head.position()) broken = earlier(broken, missing);
        var anchor = Chain.brokenAnchor(db.read()).await();
        if (anchor.isPresent()) broken = earlier(broken, Math.min(anchor.get(), missing));
        var rest = unsealed();
        return new Verdict(
                broken == null && rest.strays() == 0,
                checked,
                head.hash().isEmpty() ? null : head.hash(),
                broken,
                head.position(),
                rest.unsealed(),
                rest.strays());
    }

    private Future<Chain.Links> piece(long from, Chain.Head head) {
        return from >= head.position()
                ? Future.succeededFuture(Chain.Links.NONE)
                : Chain.links(db.read(), from, Math.min(from + LINKS, head.position()));
    }

    private Chain.Unsealed unsealed() {
        long unsealed = 0;
        long strays = 0;
        var after = new UUID(0, 0);
        while (true) {
            var piece = Chain.unsealed(db.read(), after, EVENTS).await();
            unsealed += piece.unsealed();
            strays += piece.strays();
            if (piece.seen() < EVENTS || piece.last() == null)
                return new Chain.Unsealed(piece.seen(), piece.last(), unsealed, strays);
            after = piece.last();
        }
    }

    private static long earlier(@Nullable Long one, long other) {
        return one == null ? other : Math.min(one, other);
    }
}
