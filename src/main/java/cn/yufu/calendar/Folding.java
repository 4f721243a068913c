package cn.yufu.calendar;

import java.nio.charset.StandardCharsets;

/**
 * Lines of at most 75 octets (RFC 5545 §3.1). The library counts characters, of which a Chinese one has three octets; and
 * it writes what it is given, so that texts are made safe here too.
 */
final class Folding {
    static final int MOST_OCTETS = 75;

    private Folding() {}

    /** @param lines each ends with CRLF and holds no other control character but tabs */
    static String fold(String lines) {
        var folded = new StringBuilder(lines.length() + lines.length() / 20);
        int octets = 0;
        for (int i = 0; i < lines.length(); ) {
            int sign = lines.codePointAt(i);
            i += Character.charCount(sign);
            if (sign == '\r' || sign == '\n') octets = 0;
            else if (octets + size(sign) > MOST_OCTETS) {
                folded.append("\r\n ");
                octets = 1 + size(sign);
            } else octets += size(sign);
            folded.appendCodePoint(sign);
        }
        return folded.toString();
    }

    private static int size(int sign) {
        return sign < 0x80 ? 1 : sign < 0x800 ? 2 : sign < 0x10000 ? 3 : 4;
    }

    /** Without what no calendar may hold: control characters other than the end of a line, halves of a character, blanks around it. */
    static String clean(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replaceAll("\\r\\n?|[\\u0085\\u2028\\u2029]", "\n")
                .replace('\t', ' ')
                .replaceAll("[\\p{Cc}&&[^\\n]]", "")
                .strip();
    }

    /** As above on one line, and without what ends the value of a parameter, or hides it from some readers. */
    static String name(String text) {
        return clean(text).replaceAll("[\\n\"\\\\=^]+", " ").strip();
    }
}
