package cn.yufu.notification;

import cn.yufu.http.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One open stream. Everything happens on its event loop; a client that does not read is cut off and may come back. */
final class Listener {
    /** What may wait to be sent to one client. */
    private static final int QUEUE_BYTES = 64 * 1024;

    final Caller caller;
    final LiveStore.Rights rights;
    final int slot;
    private final HttpServerResponse response;
    private final Runnable drop;
    /** Calendars that the client looks at, and those of them that changed since it was last told. */
    private final Set<UUID> calendars;

    private final Set<UUID> changed = new LinkedHashSet<>();
    private long position;
    private boolean open = true;
    /** What happens while the past is still being read; null once it has been told. */
    private @Nullable List<Frame> waiting = new ArrayList<>();

    /** @param drop closes the connection */
    Listener(Caller caller, int slot, Set<UUID> calendars, HttpServerResponse response, long position, Runnable drop) {
        this.caller = caller;
        this.rights = LiveStore.Rights.of(caller);
        this.slot = slot;
        this.calendars = calendars;
        this.response = response.setWriteQueueMaxSize(QUEUE_BYTES);
        this.position = position;
        this.drop = drop;
    }

    boolean isOpen() {
        return open;
    }

    void offer(Frame frame) {
        if (waiting != null) waiting.add(frame);
        else tell(frame);
    }

    /** Too much was missed to be told: the client fetches anew, and is told what comes after this position. */
    void skipTo(long newest) {
        position = Math.max(position, newest);
        write(Frame.resync(position));
    }

    /** Tells the past, if there is any, then what has happened meanwhile; from here on everything at once. */
    void begin(List<Frame> past) {
        past.forEach(this::tell);
        var meanwhile = waiting;
        waiting = null;
        if (meanwhile != null) meanwhile.forEach(this::tell);
    }

    private void tell(Frame frame) {
        if (frame.event().position() <= position) return;
        position = frame.event().position();
        if (!calendars.isEmpty())
            frame.event().calendars().stream().filter(calendars::contains).forEach(changed::add);
        var message = frame.to(caller);
        if (message != null) write(message);
    }

    /** Once a second at most, for a calendar may change a hundred times in one and is fetched anew each time. */
    void tellChanges() {
        if (changed.isEmpty() || waiting != null) return;
        write(Frame.slots(changed));
        changed.clear();
    }

    /** A sign of life, which also moves the place from which the client would resume. */
    void ping() {
        if (waiting == null) write(Frame.ping(position));
    }

    void write(Buffer message) {
        if (!open) return;
        if (response.writeQueueFull()) close();
        else response.write(message);
    }

    /** A last word, then the end: the client may ask again and is then looked at anew. */
    void end(Buffer last) {
        if (!open) return;
        open = false;
        response.end(last);
    }

    void close() {
        open = false;
        drop.run();
    }
}
