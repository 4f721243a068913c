package cn.yufu.booking;

import cn.yufu.db.AdvisoryLock;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait, and what becomes free. Whatever they wait for, the oldest whose wish fits is offered it: it is held,
 * whole or not at all, until the end of the next working day and never past its start; then the next one's turn comes.
 * It looks when something may have become free, and now and then because days go by.
 */
public final class Waitlist {
    private static final Logger LOG = LoggerFactory.getLogger(Waitlist.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    private static final int BATCH = 200;
    /** So many of the oldest are looked for at a time; whoever stands behind them waits for them too. */
    private static final int QUEUE = 500;

    private static final String LOCK = "SELECT pg_advisory_xact_lock($1)";
    /** What may free something, whoever needs it. */
    private static final Set<String> FREEING = Set.of(
            "resource.hours",
            "resource.blackout-lifted",
            "waiting.joining",
            "waiting.decline",
            "waiting.waiting-on",
            "waiting.lapse");

    private final Db db;
    private final Map<String, Seeker> seekers;
    private volatile boolean looking = true;
    private Instant looked = Instant.MIN;

    public Waitlist(Db db, List<Seeker> seekers) {
        this.db = db;
        this.seekers = seekers.stream().collect(Collectors.toMap(Seeker::kind, Function.identity()));
    }

    /** What somebody begins to wait for. */
    public record Place(String kind, String subject, String title, int units, Days days, Object wish) {}

    public static Future<Waiting> join(Sql sql, Caller caller, Place place) {
        return WaitingStore.join(sql, caller, place)
                .compose(id -> WaitingStore.find(sql, caller, id))
                .map(java.util.Optional::orElseThrow);
    }

    /** Holds what was decided on for somebody who waits; {@code detail} is shown with the offer and kept for its acceptance. */
    public static Future<UUID> hold(Sql sql, Placement placement, Waiting waiting, Object detail) {
        return WaitingStore.offer(sql, placement, waiting.id(), detail);
    }

    Seeker seeker(String kind) {
        var seeker = seekers.get(kind);
        if (seeker == null) throw new IllegalStateException("nobody looks for a " + kind);
        return seeker;
    }

    /** Takes note of what happened; true when it is time to look. */
    public boolean heard(Event event) {
        boolean frees = FREEING.contains(event.subjectKind() + "." + event.action())
                || seekers.values().stream().anyMatch(seeker -> seeker.frees(event));
        looking |= frees;
        return frees;
    }

    /** One round on a virtual thread; true when there may be more to do at once. */
    public boolean round() {
        int lapsed = WaitingStore.lapse(db.write(), BATCH).await();
        int ended = WaitingStore.end(db.write(), BATCH).await();
        if (looking || lapsed > 0 || looked.isBefore(Instant.now().minus(BETWEEN_LOOKS))) {
            looking = false;
            looked = Instant.now();
            look();
        }
        return lapsed == BATCH || ended == BATCH;
    }

    /** Offers whatever can be offered, oldest first. */
    public void look() {
        var queue = WaitingStore.queue(db.read(), QUEUE).await();
        for (int i = 0; i < queue.size(); i++) {
            var waiting = queue.get(i);
            try {
                var times = seeker(waiting.kind()).times(db.read(), waiting).await();
                if (!times.isEmpty()) serve(queue, i);
            } catch (Failure e) {
                // taken or ruled out a moment ago: another time may be found in the next round
                looking = true;
            } catch (RuntimeException e) {
                // one that cannot be looked for must not hold up the others
                looking = true;
                LOG.warn("nothing was found for {} {}: {}", waiting.kind(), waiting.id(), e.toString());
            }
        }
    }

    /**
     * For this one something was found. Who is before it is looked at once more, under a lock that all nodes share: what
     * became free only after they had been looked at is theirs.
     */
    private void serve(List<Waiting> queue, int last) {
        for (int i = 0; i <= last; i++) {
            var id = queue.get(i).id();
            if (!overlap(queue.get(i), queue.get(last))) continue;
            db.transaction(sql -> sql.update(LOCK, Tuple.of(AdvisoryLock.WAITLIST.number))
                            .compose(locked -> WaitingStore.still(sql, id))
                            .compose(still -> still.isPresent() ? offer(sql, still.get()) : Future.succeededFuture()))
                    .await();
        }
    }

    private static boolean overlap(Waiting one, Waiting other) {
        return !one.lastDay().isBefore(other.firstDay()) && !other.lastDay().isBefore(one.firstDay());
    }

    private Future<?> offer(Sql sql, Waiting waiting) {
        var seeker = seeker(waiting.kind());
        return seeker.times(sql, waiting)
                .compose(times -> times.isEmpty()
                        ? Future.succeededFuture()
                        : seeker.offer(sql, waiting, times.getFirst()).mapEmpty());
    }
}
