package cn.yufu.notification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A page that stopped reading costs a bounded amount of memory. */
final class SlowListenerTest {
    private static final int LIMIT_KB = 64 * 1024;

    private int pieces;

    @Test
    void a_client_that_does_not_read_is_cut_off() throws Exception {
        var vertx = Vertx.vertx();
        var written = new CompletableFuture<Integer>();
        var server = vertx.createHttpServer()
                .requestHandler(request -> flood(vertx, listener(request), written))
                .listen(0)
                .await();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int kilobytes = written.get(20, TimeUnit.SECONDS);
            assertTrue(kilobytes < LIMIT_KB, "took " + kilobytes + " KB");
        } finally {
            vertx.close().await();
        }
    }

    private static Listener listener(HttpServerRequest request) {
        var caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), "王芳", Role.CITY_ADMIN, null, null, true);
        return new Listener(
                caller,
                0,
                java.util.Set.of(),
                request.response().setChunked(true),
                0,
                () -> request.connection().close());
    }

    /** In turns, so that what the network takes is taken. */
    private void flood(Vertx vertx, Listener listener, CompletableFuture<Integer> written) {
        var piece = Buffer.buffer("x".repeat(1024));
        vertx.setPeriodic(1, timer -> {
            for (int i = 0; i < 512 && listener.isOpen(); i++, pieces++) listener.write(piece);
            if (listener.isOpen() && pieces < LIMIT_KB) return;
            vertx.cancelTimer(timer);
            written.complete(pieces);
        });
    }
}
