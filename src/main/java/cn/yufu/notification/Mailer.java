package cn.yufu.notification;

import cn.yufu.calendar.ICalendar;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Speaks SMTP, over a few connections that are kept for a while. */
public final class Mailer {
    /** Mails under way at once; each has its own connection, so that none waits behind another. */
    static final int PARALLEL = 4;

    /** However slow the mail server is, after this time the attempt has failed. */
    static final int SECONDS_PER_MAIL = 45;

    /** Shorter than that: an attempt that ends with its connection cannot deliver behind our back. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** Replies that speak of the server or of our account there, not of the mail (RFC 5321, RFC 4954). */
    private static final Set<Integer> SERVER_REPLIES = Set.of(421, 454, 530, 534, 535, 538);

    /** How the client's complaints begin where every mail would meet the same: before a recipient was named. */
    private static final List<String> SERVER_COMPLAINTS =
            List.of("got error response", "HELO failed", "sender address not accepted");

    private final Future<MailClient> client;
    /** Where the client runs: on a virtual thread it may set its handler after the greeting has come, and waits for ever. */
    private final Context loop;

    private final String from;
    private final String host;

    /** @param tls from the first byte; otherwise STARTTLS when the server offers it */
    public record Server(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            boolean tls) {}

    /**
     * To be made outside of Vert.x's threads, so that it gets an event loop.
     *
     * @param server known once a built-in one has started
     * @param from the sender, for example {@code 渝服 <no-reply@example.cn>}
     * @param publicUrl whose host makes Message-IDs unique in the world
     * @param silence after which a connection on which the server says nothing is given up
     */
    public Mailer(Vertx vertx, Future<Server> server, String from, String publicUrl, Duration silence) {
        var authority = URI.create(publicUrl).getHost();
        this.host = authority == null ? "localhost" : authority;
        this.from = from;
        this.loop = vertx.getOrCreateContext();
        this.client = server.map(at -> MailClient.create(vertx, config(at, silence)));
    }

    private MailConfig config(Server server, Duration silence) {
        var config = new MailConfig(server.host(), server.port())
                .setSsl(server.tls())
                .setStarttls(server.tls() ? StartTLSOptions.DISABLED : StartTLSOptions.OPTIONAL)
                .setOwnHostname(host)
                .setMaxPoolSize(PARALLEL)
                .setMaxMailsPerConnection(100)
                .setKeepAliveTimeout(20)
                .setConnectTimeout(5_000)
                .setIdleTimeout((int) silence.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setUserAgent("yufu");
        var user = server.user();
        if (user == null) return config.setLogin(LoginOption.DISABLED);
        // a password never travels in clear text
        return config.setLogin(LoginOption.REQUIRED)
                .setStarttls(server.tls() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
                .setUsername(user)
                .setPassword(server.password());
    }

    Future<Void> send(Mail mail) {
        var message = new MailMessage()
                .setFrom(from)
                .setTo(mail.recipient())
                .setSubject(mail.subject())
                .setText(mail.text())
                .setHtml(mail.html())
                .addHeader("Message-ID", "<" + mail.id() + "@" + host + ">")
                // RFC 3834: keeps holiday notices from answering
                .addHeader("Auto-Submitted", "auto-generated");
        var invitation = mail.invitation();
        if (invitation != null) message.setAttachment(calendar(invitation));
        var sent = Promise.<MailResult>promise();
        loop.runOnContext(here -> client.compose(open -> open.sendMail(message)).onComplete(sent));
        return sent.future().timeout(SECONDS_PER_MAIL, TimeUnit.SECONDS).mapEmpty();
    }

    /** As mail programs know an invitation: by its type with the method, whatever the file is called (RFC 6047 §2.4). */
    private static MailAttachment calendar(ICalendar.Invitation invitation) {
        return MailAttachment.create()
                .setContentType(ICalendar.MEDIA_TYPE + "; charset=utf-8; method=" + invitation.method())
                .setName("invite.ics")
                .setDisposition("attachment")
                .setData(Buffer.buffer(invitation.text()));
    }

    /** Who sends, as calendars name the organiser. */
    ICalendar.Mailbox sender() {
        int open = from.indexOf('<');
        return open < 0
                ? new ICalendar.Mailbox(from.strip(), from.strip())
                : new ICalendar.Mailbox(
                        from.substring(0, open).replace("\"", "").strip(),
                        from.substring(open + 1).replace(">", "").strip());
    }

    /** Whether the cause lies with the mail server as a whole, so that every other mail would fail too. */
    static boolean serverAway(Throwable cause) {
        for (var e = cause; e != null; e = e.getCause()) {
            if (e instanceof SMTPException reply)
                return SERVER_REPLIES.contains(reply.getReplyCode())
                        || SERVER_COMPLAINTS.stream().anyMatch(String.valueOf(reply.getMessage())::startsWith);
            if (e instanceof ConnectException
                    || e instanceof UnknownHostException
                    || e instanceof NoRouteToHostException
                    || e instanceof SSLException) return true;
        }
        return false;
    }

    /** Whether the mail server refused in words; silence and a closed connection tell nothing about the mail. */
    static boolean refusal(Throwable cause) {
        for (var e = cause; e != null; e = e.getCause()) if (e instanceof SMTPException) return true;
        return false;
    }

    public Future<Void> close() {
        return client.compose(MailClient::close);
    }
}
