package cn.yufu;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports to listen on. */
final class Ports {
    /** Below those that the system gives to outgoing connections, one of which might take it meanwhile. */
    private static final AtomicInteger NEXT = new AtomicInteger(12_000 + new Random().nextInt(18_000));

    private Ports() {}

    /** One that nobody listens on; never the same twice. */
    static int free() {
        while (true) {
            try (var socket = new ServerSocket(NEXT.getAndIncrement())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody else's: the next one
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
