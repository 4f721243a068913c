package cn.yufu;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server with the faults of real ones: it refuses recipients named refused, hangs up on those named dropped. */
final class FaultySmtp {
    /** Recipients whose mail was taken. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    private final NetServer server;

    FaultySmtp(Vertx vertx) {
        server = vertx.createNetServer().connectHandler(this::greet);
        server.listen(0, "127.0.0.1").await();
    }

    int port() {
        return server.actualPort();
    }

    void close() {
        server.close().await();
    }

    private void greet(NetSocket socket) {
        var recipient = new String[1];
        var data = new boolean[1];
        socket.handler(RecordParser.newDelimited("\r\n", line -> answer(socket, line, recipient, data)));
        socket.write("220 faulty.test ESMTP\r\n");
    }

    private void answer(NetSocket socket, Buffer buffer, String[] recipient, boolean[] data) {
        var line = buffer.toString();
        if (data[0]) {
            if (!line.equals(".")) return;
            data[0] = false;
            taken.add(recipient[0]);
            socket.write("250 taken\r\n");
            return;
        }
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "RCPT" -> {
                recipient[0] = line.replaceAll(".*<(.*)>.*", "$1");
                if (recipient[0].startsWith("refused")) socket.write("550 no such mailbox\r\n");
                else if (recipient[0].startsWith("dropped")) socket.close();
                else socket.write("250 ok\r\n");
            }
            case "DATA" -> {
                data[0] = true;
                socket.write("354 go on\r\n");
            }
            case "QUIT" -> socket.end(Buffer.buffer("221 bye\r\n"));
            default -> socket.write("250 ok\r\n");
        }
    }
}
