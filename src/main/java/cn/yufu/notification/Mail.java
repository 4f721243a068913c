package cn.yufu.notification;

import cn.yufu.calendar.ICalendar;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail as it leaves. Nothing in it can add a header or a recipient: the subject holds no control characters, the
 * recipient is exactly one address.
 *
 * @param id of the row that it stands for; makes the Message-ID, so that a second copy can be told from a second mail
 * @param invitation what it brings for its reader's calendar
 */
record Mail(
        UUID id,
        String recipient,
        String subject,
        String text,
        String html,
        ICalendar.@Nullable Invitation invitation) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");
    private static final int SUBJECT_LENGTH = 160;

    Mail {
        if (!ADDRESS.matcher(recipient).matches()) throw new Undeliverable("not an e-mail address");
        subject = oneLine(subject);
    }

    Mail(UUID id, String recipient, String subject, String text, String html) {
        this(id, recipient, subject, text, html, null);
    }

    Mail with(ICalendar.Invitation brought) {
        return new Mail(id, recipient, subject, text, html, brought);
    }

    /** What no further attempt can mend. */
    static final class Undeliverable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undeliverable(String message) {
            super(message, null, false, false);
        }
    }

    static String oneLine(String text) {
        var line = CONTROL.matcher(text).replaceAll(" ").strip();
        if (line.length() <= SUBJECT_LENGTH) return line;
        int end = Character.isHighSurrogate(line.charAt(SUBJECT_LENGTH - 1)) ? SUBJECT_LENGTH - 1 : SUBJECT_LENGTH;
        return line.substring(0, end) + "…";
    }

    /** The plain text as simple HTML: paragraphs, and the one address that is ours as a link. */
    static String html(String language, String text, String url) {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"%s\"><body>\n".formatted(language));
        for (var paragraph : text.split("\n{2,}", -1))
            html.append("<p>")
                    .append(escape(paragraph.strip()).replace("\n", "<br>\n"))
                    .append("</p>\n");
        var link = escape(url);
        var linked = url.isEmpty()
                ? html.toString()
                : html.toString().replace(link, "<a href=\"%s\">%s</a>".formatted(link, link));
        return linked + "</body></html>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The local part of an address with all but its first sign hidden, for logs. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 1
                ? "***"
                : address.charAt(0) + "***" + address.substring(at).toLowerCase(Locale.ROOT);
    }
}
