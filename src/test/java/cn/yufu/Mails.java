package cn.yufu;

import cn.yufu.notification.DevMailbox.Received;
import cn.yufu.notification.Outbox;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;

/** What arrived by mail, as the people of a story read it. */
final class Mails {
    /** Of an outbox whose notices change no calendar. */
    static final Outbox.Diary NO_DIARY = (kind, subject, reader, language) -> Future.succeededFuture(Optional.empty());

    private Mails() {}

    /** The newest mail to this address whose subject contains the words; waits some seconds for it. */
    static Received await(String recipient, String subject) {
        var mailbox = Objects.requireNonNull(TestServer.app().mailbox, "sample mode has a mailbox");
        for (int i = 0; i < 100; i++) {
            var found = mailbox.received().await().stream()
                    .filter(mail ->
                            mail.recipient().equals(recipient) && mail.subject().contains(subject))
                    .findFirst();
            if (found.isPresent()) return found.get();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        throw new AssertionError("no mail to " + recipient + " about " + subject);
    }

    /** The secret in the mail's link. */
    static String token(Received mail) {
        return mail.text().replaceAll("(?s).*/login#\\w+=(\\S+).*", "$1");
    }
}
