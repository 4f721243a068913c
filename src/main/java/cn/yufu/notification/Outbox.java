package cn.yufu.notification;

import cn.yufu.calendar.Appointment;
import cn.yufu.calendar.ICalendar;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.notification.MailQueue.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mail that is due, on any number of nodes at once: rows are claimed for a while, no transaction is open while
 * SMTP is spoken, and each mail keeps its Message-ID however often it is tried. At least once: a node that dies between
 * the mail server's yes and its note of it leaves one mail to be sent again.
 *
 * <p>A mail that fails is tried 12 times over about four hours and then given up, to be seen at {@code /api/outbox}; it
 * never holds up another. While the mail server itself is away no attempt counts, and while it is silent to everybody
 * nothing is given up, so that an outage loses nothing.
 */
public final class Outbox {
    static final int ATTEMPTS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(30);
    private static final Duration WHOLE_TIME = Duration.ofHours(4);
    private static final int ERROR_LENGTH = 500;

    private final Db db;
    private final Mailer mailer;
    private final MailTexts texts;
    private final Diary diary;
    private final ICalendar calendars;
    private Instant resumeAt = Instant.MIN;
    private Instant lastTaken = Instant.MIN;
    private int absences;

    /** What a notice changes in its reader's calendar, if anything. */
    @FunctionalInterface
    public interface Diary {
        Future<Optional<Appointment>> change(String kind, UUID subject, UUID reader, String language);
    }

    public Outbox(Db db, Mailer mailer, String publicUrl, Diary diary) {
        this.db = db;
        this.mailer = mailer;
        this.texts = new MailTexts(publicUrl);
        this.diary = diary;
        this.calendars = new ICalendar(publicUrl);
    }

    /** Sends one batch of each queue; true when there may be more. Straight-line code for a virtual thread. */
    public boolean round() {
        if (Instant.now().isBefore(resumeAt)) return false;
        boolean letters = batch(MailQueue.LETTERS);
        boolean notices = batch(MailQueue.NOTICES);
        return (letters || notices) && !Instant.now().isBefore(resumeAt);
    }

    /** As many as can be under way at once: none waits for another until its claim has run out. */
    private boolean batch(MailQueue queue) {
        var claimed = queue.claim(db.write(), Mailer.PARALLEL).await();
        var done = claimed.stream().map(row -> deliver(queue, row)).toList();
        Future.join(done).await();
        return claimed.size() == Mailer.PARALLEL;
    }

    private Future<?> deliver(MailQueue queue, Claimed row) {
        Sql sql = db.write();
        if (!row.wanted()) return MailQueue.unwanted(sql, row);
        try {
            var mail = mail(queue, row);
            return change(row)
                    .map(change -> change.map(entry -> mail.with(invitation(entry, row)))
                            .orElse(mail))
                    .compose(mailer::send)
                    .compose(sent -> {
                        absences = 0;
                        lastTaken = Instant.now();
                        return queue.sent(sql, row);
                    })
                    .recover(cause -> failed(queue, row, cause).mapEmpty());
        } catch (RuntimeException e) {
            // a mail that cannot even be written: a wrong address, a kind without words
            return queue.failed(sql, row, message(e), Duration.ZERO, true);
        }
    }

    private Future<Optional<Appointment>> change(Claimed row) {
        var reader = row.account();
        return reader == null
                ? Future.succeededFuture(Optional.empty())
                : diary.change(row.kind(), row.subjectId(), reader, row.locale());
    }

    private ICalendar.Invitation invitation(Appointment entry, Claimed row) {
        return calendars.invitation(entry, mailer.sender(), new ICalendar.Mailbox(row.name(), row.recipient()));
    }

    private Mail mail(MailQueue queue, Claimed row) {
        return queue == MailQueue.LETTERS
                ? texts.letter(row.id(), row.recipient(), row.locale(), row.kind(), row.data())
                : texts.notice(
                        row.id(), row.recipient(), row.locale(), row.name(), row.kind(), row.subjectId(), row.data());
    }

    private Future<?> failed(MailQueue queue, Claimed row, Throwable cause) {
        if (Mailer.serverAway(cause)) {
            away(cause);
            return queue.giveBack(db.write(), row, message(cause));
        }
        // a server that has long taken nothing from anybody, and gives no reason, is to blame itself
        boolean alone = Mailer.refusal(cause) || lastTaken.isAfter(Instant.now().minus(WHOLE_TIME));
        boolean givenUp = row.attempts() >= ATTEMPTS && alone;
        LOG.warn(
                "{} {} to {}: attempt {} failed{}: {}",
                row.kind(),
                row.id(),
                Mail.masked(row.recipient()),
                row.attempts(),
                givenUp ? ", given up" : "",
                message(cause));
        return queue.failed(db.write(), row, message(cause), pause(row.attempts()), givenUp);
    }

    /** Everybody waits a little, ever longer up to half a minute. */
    private void away(Throwable cause) {
        if (Instant.now().isBefore(resumeAt)) return;
        var pause = Duration.ofSeconds(1L << Math.min(absences++, 5));
        resumeAt = Instant.now().plus(pause.compareTo(LONGEST_ABSENCE) > 0 ? LONGEST_ABSENCE : pause);
        LOG.warn("the mail server does not take mail, trying again in {} s: {}", pause.toSeconds(), message(cause));
    }

    /** 15 s, 30 s, 60 s … up to an hour, give or take a quarter, so that mails that failed together part. */
    static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        return Duration.ofMillis(
                (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    private static String message(Throwable cause) {
        var message = Mail.oneLine(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        return message.length() > ERROR_LENGTH ? message.substring(0, ERROR_LENGTH) : message;
    }
}
