package cn.yufu.bench;

import io.vertx.core.net.NetSocket;

/** A connection of the load client and what it asks for. */
final class Connection {
    private final Wire wire;
    private final Asker asker;
    private long due;

    Connection(NetSocket socket, Asker asker, Loop loop) {
        this.asker = asker;
        this.wire = new Wire(
                socket, answer -> loop.answered(this, due, asker.answered(answer), answer), closed -> loop.lost());
    }

    /** False when the asker has nothing left. */
    boolean ask(long dueNanos) {
        var request = asker.next();
        if (request == null) return false;
        due = dueNanos;
        wire.send(request);
        return true;
    }

    void close() {
        wire.close();
    }
}
