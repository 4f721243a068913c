package cn.yufu.event;

import cn.yufu.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the sealed events on this node and hands each to whoever listens (live updates, caches). A notification from
 * PostgreSQL is the hint that there is something to read; a poll every two seconds is the truth.
 */
public final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final long POLL_MS = 2_000;
    private static final int BATCH = 500;
    /** The first connection loads a hundred classes: on a busy machine that takes longer than a pool waits. */
    private static final int START_ATTEMPTS = 10;

    private static final String START = "SELECT COALESCE(max(position), 0) AS position FROM event_seal";
    private static final String SINCE = """
        SELECT s.position, e.id, e.at, e.actor_id, e.subject_kind, e.subject_id, e.action,
          e.enterprise_id, e.provider_id, e.division_code,
          ARRAY(SELECT jsonb_array_elements_text(%s)::uuid) AS involved,
          ARRAY(SELECT jsonb_array_elements_text(%s)::uuid) AS calendars
        FROM event_seal s JOIN event e ON e.id = s.event_id
        WHERE s.position > $1 ORDER BY s.position LIMIT $2\
        """.formatted(list("involved"), list("calendars"));

    /** A list that an event's detail may hold. */
    private static String list(String name) {
        return "CASE jsonb_typeof(e.detail -> '" + name + "') WHEN 'array' THEN e.detail -> '" + name
                + "' ELSE '[]' END";
    }

    private final Vertx vertx;
    private final Db db;
    private final PgSubscriber subscriber;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private volatile long position = -1;
    private boolean reading;
    private boolean again;
    private long timer = -1;

    public Tail(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.db = db;
        this.subscriber = PgSubscriber.subscriber(vertx, db.options()).reconnectPolicy(retries -> 1_000L);
    }

    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Begins after the newest event; must be called on the event loop that it then stays on. */
    public Future<Void> start() {
        timer = vertx.setPeriodic(POLL_MS, tick -> read());
        subscriber.channel(Sealer.CHANNEL).handler(hint -> read());
        subscriber.connect().onFailure(cause -> LOG.warn("no live hints yet, polling: {}", cause.getMessage()));
        return newest(START_ATTEMPTS).map(newest -> {
            position = newest;
            return null;
        });
    }

    private Future<Long> newest(int attempts) {
        return db.read()
                .one(START, Tuple.tuple(), row -> row.getLong("position"))
                .recover(cause -> attempts == 1
                        ? Future.failedFuture(cause)
                        : vertx.timer(POLL_MS, TimeUnit.MILLISECONDS).compose(later -> newest(attempts - 1)));
    }

    /** The newest event handed out on this node; -1 before the start. */
    public long position() {
        return position;
    }

    private void read() {
        if (position < 0) return;
        if (reading) {
            // what this hint is about may be newer than what is being read
            again = true;
            return;
        }
        reading = true;
        again = false;
        since(position, BATCH).onComplete(done -> {
            reading = false;
            if (done.failed()) return;
            for (var event : done.result()) deliver(event);
            if (again || done.result().size() == BATCH) read();
        });
    }

    private void deliver(Event event) {
        position = event.position();
        for (var listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on event {}", event.position(), e);
            }
        }
    }

    /** The events after a position, oldest first; for a client that resumes. */
    public Future<List<Event>> since(long after, int limit) {
        return db.read().list(SINCE, Tuple.of(after, limit), Event::from);
    }

    public Future<Void> stop() {
        vertx.cancelTimer(timer);
        return subscriber.close();
    }
}
