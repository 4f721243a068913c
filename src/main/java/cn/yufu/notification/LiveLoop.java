package cn.yufu.notification;

import cn.yufu.db.Db;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The streams of one event loop, and all that is done for them there, a little at a time: thousands may be open. */
final class LiveLoop {
    private static final int SECONDS_PER_PING = 10;
    private static final int SECONDS_PER_CHECK = 3;
    /** Streams served before other work of the loop gets its turn. */
    private static final int TURN = 256;
    /** Events that may wait for slow turns before everybody is told to fetch anew. */
    private static final int BACKLOG = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final Db db;
    private final Set<Listener> listeners = new HashSet<>();
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private Iterator<Listener> turn = Collections.emptyIterator();
    private @Nullable Frame current;
    private int tick;
    private long timer = -1;
    private volatile boolean empty = true;

    /** To be made on the event loop that it is for. */
    LiveLoop(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.db = db;
    }

    void add(Listener listener) {
        listeners.add(listener);
        empty = false;
        if (timer < 0) timer = vertx.setPeriodic(1_000, second -> second());
    }

    void remove(Listener listener) {
        listeners.remove(listener);
        if (!listeners.isEmpty()) return;
        empty = true;
        vertx.cancelTimer(timer);
        timer = -1;
    }

    /** From any thread. */
    void deliver(Frame frame) {
        if (empty) return;
        context.runOnContext(here -> {
            if (queue.size() >= BACKLOG) overflow();
            else queue.add(frame);
            if (current == null) serve();
        });
    }

    private void overflow() {
        var newest = queue.getLast().event().position();
        queue.clear();
        for (var listener : List.copyOf(listeners)) listener.write(Frame.resync(newest));
    }

    private void serve() {
        for (int served = 0; served < TURN; ) {
            if (current == null || !turn.hasNext()) {
                current = queue.poll();
                if (current == null) return;
                turn = List.copyOf(listeners).iterator();
            } else {
                turn.next().offer(current);
                served++;
            }
        }
        context.runOnContext(later -> serve());
    }

    /** Every second calendars that changed are told, a tenth of the streams gets its sign of life, and a third has its rights looked at. */
    private void second() {
        tick++;
        var sessions = new HashSet<UUID>();
        for (var listener : List.copyOf(listeners)) {
            listener.tellChanges();
            if (listener.slot % SECONDS_PER_PING == tick % SECONDS_PER_PING) listener.ping();
            if (listener.slot % SECONDS_PER_CHECK == tick % SECONDS_PER_CHECK)
                sessions.add(listener.caller.sessionId());
        }
        if (!sessions.isEmpty())
            LiveStore.rights(db.read(), sessions).onSuccess(rights -> {
                for (var listener : List.copyOf(listeners))
                    if (sessions.contains(listener.caller.sessionId()))
                        check(listener, rights.get(listener.caller.sessionId()));
            });
    }

    private static void check(Listener listener, LiveStore.@Nullable Rights now) {
        if (now == null) listener.end(Frame.session(listener.caller, "ended"));
        else if (!now.equals(listener.rights)) listener.end(Frame.session(listener.caller, "changed"));
    }
}
