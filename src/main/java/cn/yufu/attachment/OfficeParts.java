package cn.yufu.attachment;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Office file a ZIP archive is, from the names in its directory alone: nothing is unpacked, so that no archive can
 * grow on us. Refused are archives with anything before or behind, with macros, or with names that lead elsewhere.
 */
final class OfficeParts {
    private static final int END_MARK = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_MARK = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    /** More parts than any document or workbook of 10 MB has. */
    private static final int MOST_PARTS = 5_000;

    private OfficeParts() {}

    static @Nullable FileType type(Buffer content) {
        var names = names(content);
        if (!names.contains("[content_types].xml") || names.stream().anyMatch(OfficeParts::refused)) return null;
        boolean word = names.contains("word/document.xml");
        boolean sheets = names.contains("xl/workbook.xml");
        if (word == sheets) return null;
        return word ? FileType.DOCX : FileType.XLSX;
    }

    private static boolean refused(String name) {
        return name.contains("..")
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.endsWith("vbaproject.bin");
    }

    /** In lower case; none when the directory is not exactly where its end says (APPNOTE 6.3.10 §4.3.12, §4.3.16). */
    private static Set<String> names(Buffer content) {
        int end = content.length() - END_SIZE;
        if (end < 0 || content.getIntLE(end) != END_MARK || content.getUnsignedShortLE(end + 20) != 0) return Set.of();
        int count = content.getUnsignedShortLE(end + 10);
        long size = content.getUnsignedIntLE(end + 12);
        long start = content.getUnsignedIntLE(end + 16);
        if (count > MOST_PARTS || start + size != end) return Set.of();
        var names = new HashSet<String>();
        int at = (int) start;
        for (int i = 0; i < count; i++) {
            if (at + ENTRY_SIZE > end || content.getIntLE(at) != ENTRY_MARK) return Set.of();
            int name = content.getUnsignedShortLE(at + 28);
            int next =
                    at + ENTRY_SIZE + name + content.getUnsignedShortLE(at + 30) + content.getUnsignedShortLE(at + 32);
            if (next > end) return Set.of();
            names.add(content.getString(at + ENTRY_SIZE, at + ENTRY_SIZE + name, StandardCharsets.UTF_8.name())
                    .toLowerCase(Locale.ROOT));
            at = next;
        }
        return at == end ? names : Set.of();
    }
}
