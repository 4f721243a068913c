package cn.yufu.bench;

import java.util.List;

/** Every connection asks again as soon as it is answered, for some seconds. */
final class ClosedLoop extends Loop {
    private final double seconds;
    private long end;
    private int asking;

    ClosedLoop(double seconds) {
        this.seconds = seconds;
    }

    @Override
    void start(List<Connection> all, long now) {
        end = now + (long) (seconds * 1e9);
        asking = all.size();
        for (var connection : all) next(connection, now);
    }

    @Override
    void free(Connection connection, long now) {
        next(connection, now);
    }

    private void next(Connection connection, long now) {
        if (now < end && connection.ask(now)) return;
        if (--asking == 0) end();
    }
}
