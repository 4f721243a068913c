package cn.yufu.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The load client: one event loop, some connections. A closed loop (every connection asks again when it is answered)
 * finds the rate; an open loop (requests fall due at fixed times, whether earlier ones are answered or not) finds the
 * latencies, counted from when a request was due: a closed loop would stop asking just while the server is slow, and so
 * hide the waiting (coordinated omission).
 */
final class Load {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final NetClient client =
            vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(2_000));
    private final int port;

    /** @param seconds from the first request to the last answer */
    record Result(long requests, double seconds, Samples latencies, long wrong, String firstWrong) {
        double perSecond() {
            return requests / seconds;
        }
    }

    Load(int port) {
        this.port = port;
    }

    Result closed(List<Asker> askers, double seconds) {
        return run(askers, new ClosedLoop(seconds), seconds);
    }

    Result open(List<Asker> askers, double perSecond, double seconds) {
        return run(askers, new OpenLoop(vertx, perSecond, seconds), seconds);
    }

    private Result run(List<Asker> askers, Loop run, double seconds) {
        var done = Promise.<Result>promise();
        loop.runOnContext(here -> {
            var connecting = new ArrayList<Future<Connection>>();
            for (var asker : askers) connecting.add(client.connect(port, HOST).map(s -> new Connection(s, asker, run)));
            Future.all(connecting).onSuccess(all -> run.begin(all.list(), done)).onFailure(done::fail);
        });
        try {
            return done.future().await((long) seconds + 30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("requests are never answered", e);
        }
    }

    /** For whatever else of this process needs one. */
    Vertx vertx() {
        return vertx;
    }

    void close() {
        vertx.close().await();
    }
}
