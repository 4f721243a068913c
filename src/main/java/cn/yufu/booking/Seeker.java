package cn.yufu.booking;

import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What a feature does for those who wait for one of its things; the order in which they are served is the engine's. */
public interface Seeker {
    /** Whose wishes it knows. */
    String kind();

    /** Whether something may have become free by this. */
    boolean frees(Event event);

    /** Times that suit and are possible now, best first; a look without a lock. */
    Future<List<Span>> times(Sql sql, Waiting waiting);

    /**
     * Decides under the locks and holds all that is needed until {@link Waiting#answerBy}, by {@link Waitlist#hold}; fails
     * when it is not possible after all.
     */
    Future<UUID> offer(Sql sql, Waiting waiting, Span span);

    /** Makes what was offered the feature's own thing, whose id it yields; in the transaction that ends the waiting. */
    Future<UUID> accept(Sql sql, Caller caller, Waiting waiting);
}
