package cn.yufu.attachment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of files as clients give them, made safe to keep and to send back. */
final class FileName {
    private static final int LONGEST = 120;
    private static final String UNNAMED = "附件";

    private FileName() {}

    /** The last part of a path, without signs that hide, redirect or reverse, ending as its type does. */
    static String kept(String given, FileType type) {
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                // control and format signs (a right-to-left override shows exe as fdp), and what no file system takes
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}<>:\"|?*%]", "")
                .replaceAll("\\s+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        var ending = "." + type.extension;
        boolean jpeg =
                type == FileType.JPEG && name.toLowerCase(java.util.Locale.ROOT).endsWith(".jpeg");
        if (jpeg) name = name.substring(0, name.length() - ".jpeg".length());
        else if (name.toLowerCase(java.util.Locale.ROOT).endsWith(ending))
            name = name.substring(0, name.length() - ending.length());
        if (name.isBlank()) name = UNNAMED;
        int room = LONGEST - ending.length();
        if (name.codePointCount(0, name.length()) > room) name = name.substring(0, name.offsetByCodePoints(0, room));
        return name.strip() + ending;
    }

    /** RFC 6266: the name in UTF-8, and plain ASCII for clients that don't read it. */
    static String disposition(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
