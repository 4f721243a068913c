package cn.yufu.attachment;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kinds of files that are kept, told by their first bytes: a name or a header may say anything. */
enum FileKind {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    final String type;
    final String extension;

    FileKind(String type, String extension) {
        this.type = type;
        this.extension = extension;
    }

    static Optional<FileKind> of(Buffer content) {
        if (starts(content, "%PDF-")) return Optional.of(PDF);
        if (starts(content, "\u0089PNG\r\n\u001a\n")) return Optional.of(PNG);
        if (starts(content, "\u00ff\u00d8\u00ff")) return Optional.of(JPEG);
        if (!starts(content, "PK\u0003\u0004")) return Optional.empty();
        // an office document is a zip file whose parts lie in a folder named after its program
        var text = content.getString(0, content.length(), StandardCharsets.ISO_8859_1.name());
        if (text.contains("word/document.xml")) return Optional.of(DOCX);
        return text.contains("xl/workbook.xml") ? Optional.of(XLSX) : Optional.empty();
    }

    private static boolean starts(Buffer content, String signature) {
        var bytes = signature.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length() < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) if (content.getByte(i) != bytes[i]) return false;
        return true;
    }

    /** A name without path or signs that a file system or a header could stumble over, ending as its kind does. */
    String named(String given) {
        var base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\"<>:|?*%;]", "_")
                .replaceAll("^\\.+", "");
        int dot = base.lastIndexOf('.');
        var stem = dot > 0 ? base.substring(0, dot) : base;
        if (stem.isBlank()) stem = "file";
        return stem.substring(0, stem.offsetByCodePoints(0, Math.min(100, stem.codePointCount(0, stem.length())))) + "."
                + extension;
    }
}
