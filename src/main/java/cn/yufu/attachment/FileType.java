package cn.yufu.attachment;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The kinds of files we keep, told by their first bytes (and, for Office files, their parts), never by their name. */
enum FileType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private static final byte[] PDF_START = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    // signature and the header chunk that must come first (PNG 1.2 §3.1, §4.1.1)
    private static final byte[] PNG_START = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};

    /** As served. */
    final String mime;

    /** What the name of such a file ends with. */
    final String extension;

    FileType(String mime, String extension) {
        this.mime = mime;
        this.extension = extension;
    }

    /** Null for anything that we don't keep. */
    static @Nullable FileType of(Buffer content) {
        if (starts(content, PDF_START)) return PDF;
        if (starts(content, PNG_START)) return PNG;
        if (starts(content, JPEG_START)) return JPEG;
        return starts(content, ZIP_START) ? OfficeParts.type(content) : null;
    }

    private static boolean starts(Buffer content, byte[] with) {
        if (content.length() < with.length) return false;
        for (int i = 0; i < with.length; i++) if (content.getByte(i) != with[i]) return false;
        return true;
    }
}
