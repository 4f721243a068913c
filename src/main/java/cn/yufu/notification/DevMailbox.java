package cn.yufu.notification;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.mail.BodyPart;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mail server of sample mode: takes every mail over SMTP on a free loopback port and shows it at {@code /dev/mailbox}.
 * It is never built in production, so that the address does not exist there.
 */
public final class DevMailbox {
    private static final String PATH = "/dev/mailbox";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Vertx vertx;
    private final String publicUrl;
    private final int most;
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    /**
     * A mail that came in.
     *
     * @param id its Message-ID up to the @, which names the row that it was sent for
     */
    public record Received(String id, String at, String recipient, String subject, String text, String source) {}

    public DevMailbox(Vertx vertx, String publicUrl) {
        this(vertx, publicUrl, 1_000);
    }

    /** @param most how many mails it keeps */
    DevMailbox(Vertx vertx, String publicUrl, int most) {
        this.vertx = vertx;
        this.publicUrl = publicUrl;
        this.most = most;
    }

    /** Yields where it takes mail. */
    public Future<Mailer.Server> start() {
        return vertx.executeBlocking(() -> {
            server.start();
            return new Mailer.Server("127.0.0.1", server.getSmtp().getPort(), null, null, false);
        });
    }

    public Future<Void> stop() {
        return vertx.executeBlocking(() -> {
            server.stop();
            return null;
        });
    }

    /** The newest that were received, newest first; what is older is let go of. */
    public Future<List<Received>> received() {
        return vertx.executeBlocking(this::newest);
    }

    private record Stored(MailFolder box, long uid, Received mail) {}

    private synchronized List<Received> newest() throws FolderException {
        var stored = new ArrayList<Stored>();
        for (var user : server.getUserManager().listUser()) {
            var box = server.getManagers().getImapHostManager().getInbox(user);
            for (var message : box.getNonDeletedMessages())
                stored.add(new Stored(box, message.getUid(), read(message.getMimeMessage())));
        }
        // ids of rows grow with time
        stored.sort(Comparator.comparing((Stored one) -> one.mail().id()).reversed());
        for (var old : stored.stream().skip(most).toList()) {
            old.box().setFlags(new Flags(Flags.Flag.DELETED), true, old.uid(), null, false);
            old.box().expunge();
        }
        return stored.stream().limit(most).map(Stored::mail).toList();
    }

    public void mount(Router router) {
        router.get(PATH).handler(context -> show(context, mails -> Optional.of(list(mails))));
        router.get(PATH + "/:id")
                .handler(context -> show(context, mails -> find(context, mails).map(this::page)));
        router.get(PATH + "/:id/source")
                .handler(context -> received().onSuccess(mails -> {
                    var mail = find(context, mails);
                    if (mail.isEmpty()) context.next();
                    else
                        context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                                .end(mail.get().source());
                }));
    }

    private void show(RoutingContext context, Function<List<Received>, Optional<String>> page) {
        received().map(page).onFailure(context::fail).onSuccess(html -> {
            if (html.isEmpty()) context.next();
            else
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .putHeader("Content-Security-Policy", POLICY)
                        .end(html.get());
        });
    }

    private static Optional<Received> find(RoutingContext context, List<Received> mails) {
        return mails.stream()
                .filter(mail -> mail.id().equals(context.pathParam("id")))
                .findFirst();
    }

    private static String list(List<Received> mails) {
        var rows = new StringBuilder();
        for (var mail : mails)
            rows.append("<tr><td>%s</td><td>%s</td><td><a href=\"%s/%s\">%s</a></td></tr>\n"
                    .formatted(
                            mail.at(),
                            Mail.escape(mail.recipient()),
                            PATH,
                            Mail.escape(mail.id()),
                            Mail.escape(mail.subject())));
        return frame("开发邮箱", """
            <h1>开发邮箱</h1>
            <p>示例模式下系统发出的邮件都在这里（共 %d 封），不会寄往外部。</p>
            <table class="yq-table"><thead><tr><th>时间</th><th>收件人</th><th>主题</th></tr></thead><tbody>
            %s</tbody></table>
            """.formatted(mails.size(), rows));
    }

    private String page(Received mail) {
        var text = Mail.escape(mail.text())
                .replaceAll(
                        "(" + java.util.regex.Pattern.quote(Mail.escape(publicUrl)) + "[^\\s]*)",
                        "<a href=\"$1\">$1</a>");
        return frame(mail.subject(), """
            <p><a href="%s">返回开发邮箱</a> · <a href="%s/%s/source">邮件原文</a></p>
            <h1>%s</h1>
            <p>收件人：%s　时间：%s</p>
            <pre class="yq-prewrap">%s</pre>
            """.formatted(
                        PATH,
                        PATH,
                        Mail.escape(mail.id()),
                        Mail.escape(mail.subject()),
                        Mail.escape(mail.recipient()),
                        mail.at(),
                        text));
    }

    private static String frame(String title, String body) {
        return """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/a/mailbox/css/site.css"></head>
            <body><main class="yq-wrap">
            %s</main></body></html>
            """.formatted(Mail.escape(title), body);
    }

    private static Received read(MimeMessage message) {
        try {
            var id = Optional.ofNullable(message.getMessageID()).orElse("<none@>");
            return new Received(
                    id.substring(1, Math.max(1, id.indexOf('@'))),
                    TIME.format(
                            message.getReceivedDate() == null
                                    ? message.getSentDate().toInstant()
                                    : message.getReceivedDate().toInstant()),
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    Optional.ofNullable(plain(message.getContent())).orElse(""),
                    GreenMailUtil.getWholeMessage(message));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first plain text in it. */
    private static @Nullable String plain(Object content) throws MessagingException, IOException {
        if (content instanceof String text) return text;
        if (!(content instanceof Multipart parts)) return null;
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) return plain(part.getContent());
        }
        return null;
    }
}
