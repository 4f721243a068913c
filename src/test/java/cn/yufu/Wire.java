package cn.yufu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A plain connection to a server, for what no HTTP client would send; one character is one byte. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    /** No byte has this value. */
    private static final int NEVER = -1;

    private final Socket socket;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the server says to this request until it closes the connection. */
    static String answer(int port, String request) {
        try (var wire = new Wire(port)) {
            wire.send(request);
            return wire.rest();
        }
    }

    /** False when the server has closed the connection. */
    boolean send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the server closes; fails when it doesn't. */
    String rest() {
        return until(NEVER);
    }

    /** Up to and with this sign, or what came before the server closed. */
    String until(int sign) {
        var read = new ByteArrayOutputStream();
        try {
            for (int next = 0; next != sign && (next = socket.getInputStream().read()) >= 0; ) read.write(next);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server keeps the connection open after saying: " + read, e);
        } catch (SocketException e) {
            // a reset is an end, too
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
