package cn.yufu;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server with the faults of real ones: it refuses recipients named refused, hangs up on those named dropped, and
 * has moods in which it takes no mail at all.
 */
final class FaultySmtp {
    /** Recipients whose mail was taken. */
    final List<String> taken = new CopyOnWriteArrayList<>();
    /** Message-IDs of the mail that was taken, each as often as it was. */
    final List<String> ids = new CopyOnWriteArrayList<>();

    volatile Mood mood = Mood.WELL;
    /** Told of each mail that was taken, before the client is. */
    volatile Runnable onTaken = () -> {};

    private final NetServer server;

    enum Mood {
        WELL,
        /** Accepts connections and never says a word. */
        SILENT,
        /** 451 to every recipient. */
        BUSY,
        /** 421 instead of a greeting. */
        CLOSED_FOR_TODAY,
        /** 554 instead of a greeting. */
        NO_SERVICE,
        /** 550 to our address. */
        SENDER_REFUSED,
        /** Hangs up when a whole mail has arrived, and keeps nothing. */
        FORGETFUL
    }

    FaultySmtp(Vertx vertx) {
        server = vertx.createNetServer().connectHandler(socket -> new Session(socket).greet());
        server.listen(0, "127.0.0.1").await();
    }

    int port() {
        return server.actualPort();
    }

    void close() {
        server.close().await();
    }

    private final class Session {
        private final NetSocket socket;
        private String recipient = "";
        private String id = "";
        private boolean data;

        Session(NetSocket socket) {
            this.socket = socket;
        }

        void greet() {
            socket.handler(RecordParser.newDelimited("\r\n", line -> {
                if (data) content(line.toString());
                else command(line.toString());
            }));
            switch (mood) {
                case SILENT -> {}
                case CLOSED_FOR_TODAY -> socket.end(Buffer.buffer("421 come back tomorrow\r\n"));
                case NO_SERVICE -> socket.end(Buffer.buffer("554 no service\r\n"));
                default -> socket.write("220 faulty.test ESMTP\r\n");
            }
        }

        private void content(String line) {
            if (line.regionMatches(true, 0, "Message-ID:", 0, 11))
                id = line.substring(11).strip();
            if (!line.equals(".")) return;
            data = false;
            if (mood == Mood.FORGETFUL) {
                socket.close();
                return;
            }
            taken.add(recipient);
            ids.add(id);
            onTaken.run();
            socket.write("250 taken\r\n");
        }

        private void command(String line) {
            switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                case "MAIL" -> socket.write(mood == Mood.SENDER_REFUSED ? "550 not from you\r\n" : "250 ok\r\n");
                case "RCPT" -> {
                    recipient = line.replaceAll(".*<(.*)>.*", "$1");
                    if (mood == Mood.BUSY) socket.write("451 busy\r\n");
                    else if (recipient.startsWith("refused")) socket.write("550 no such mailbox\r\n");
                    else if (recipient.startsWith("dropped")) socket.close();
                    else socket.write("250 ok\r\n");
                }
                case "DATA" -> {
                    data = true;
                    socket.write("354 go on\r\n");
                }
                case "QUIT" -> socket.end(Buffer.buffer("221 bye\r\n"));
                default -> socket.write("250 ok\r\n");
            }
        }
    }
}
