package cn.yufu.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevMailboxTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void only_the_oldest_make_room_for_new_ones() throws MessagingException {
        var mailbox = new DevMailbox(vertx, "http://localhost", 3);
        var port = mailbox.start().await().port();
        var smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        for (int i = 1; i <= 5; i++) {
            var mail = new MimeMessage(GreenMailUtil.getSession(smtp)) {
                @Override
                protected void updateMessageID() {}
            };
            mail.setHeader("Message-ID", "<" + i + "@localhost>");
            mail.setText("第 " + i + " 封");
            mail.setFrom("yufu@example.cn");
            mail.setRecipients(MimeMessage.RecipientType.TO, i % 2 + "@example.cn");
            GreenMailUtil.sendMimeMessage(mail);
            assertEquals(Math.min(i, 3), mailbox.received().await().size());
        }
        for (int look = 0; look < 2; look++)
            assertEquals(
                    List.of("5", "4", "3"),
                    mailbox.received().await().stream()
                            .map(DevMailbox.Received::id)
                            .toList());
        mailbox.stop().await();
    }
}
