package cn.yufu.bench;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection with one request under way. It parses just what our server sends (always a Content-Length),
 * because a full client would take processor time that the measured server needs.
 */
final class Wire {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final NetSocket socket;
    private final Handler<Answer> answered;
    private @Nullable Buffer received;

    Wire(NetSocket socket, Handler<Answer> answered, Handler<Void> closed) {
        this.socket = socket;
        this.answered = answered;
        socket.handler(this::receive);
        socket.closeHandler(closed);
    }

    void send(Buffer request) {
        var _ = socket.write(request);
    }

    void close() {
        var _ = socket.close();
    }

    private void receive(Buffer piece) {
        boolean whole = received == null;
        var all = received == null ? piece : received.appendBuffer(piece);
        int head = headEnd(all);
        if (head >= 0) {
            var text = all.getString(0, head, "ISO-8859-1");
            int end = head + END.length + length(text);
            if (all.length() >= end) {
                received = null;
                answered.handle(new Answer(Integer.parseInt(text, 9, 12, 10), text, all.slice(head + END.length, end)));
                return;
            }
        }
        received = whole ? Buffer.buffer().appendBuffer(piece) : all;
    }

    private static int headEnd(Buffer buffer) {
        for (int i = 0; i <= buffer.length() - END.length; i++) {
            if (buffer.getByte(i) == '\r' && buffer.getByte(i + 2) == '\r' && buffer.getByte(i + 3) == '\n') return i;
        }
        return -1;
    }

    private static int length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) return 0;
        int from = at + "\r\ncontent-length:".length();
        int to = head.indexOf('\r', from);
        return Integer.parseInt(
                head.substring(from, to < 0 ? head.length() : to).strip());
    }
}
