package cn.yufu.exchange;

import cn.yufu.http.Messages;
import java.util.Map;

/**
 * A column of an exported list.
 *
 * @param path where its value is in an item of the list, for example {@code listing.title}
 * @param words for a code, the texts that say what it means: {@code state.order} has {@code state.order.approved}
 */
record ExportColumn(String list, String path, Kind kind, String words) {
    enum Kind {
        TEXT(24),
        CODE(12),
        CATEGORY(20),
        DIVISION(14),
        DIVISIONS(20),
        INDUSTRY(24),
        INDUSTRIES(24),
        CATEGORIES(24),
        WHOLE(10),
        DECIMAL(10),
        MONEY(16),
        SHARE(10),
        DATE(12),
        /** The day of an instant, for what is due in the course of a day. */
        DAY(12),
        TIME(18),
        FLAG(8),
        /** What is wrong, kept without words. */
        FINDING(70);

        /** In characters, as Excel counts. */
        final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    static ExportColumn column(String list, String path, Kind kind) {
        return new ExportColumn(list, path, kind, "");
    }

    static ExportColumn code(String list, String path, String words) {
        return new ExportColumn(list, path, Kind.CODE, words);
    }

    String heading(String language) {
        return Messages.text(language, "column." + list + "." + path, Map.of());
    }
}
