package cn.yufu.exchange;

import cn.yufu.http.Messages;
import java.util.List;
import java.util.Map;

/**
 * A column of an exported list.
 *
 * @param path where its value is in an item of the list, for example {@code listing.title}
 * @param words for a code, where the texts are that say what it means, the first that has one: {@code state.order} for
 *     {@code state.order.approved}; a name in braces stands for what the item says there
 */
record ExportColumn(String list, String path, Kind kind, List<String> words) {
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
        return new ExportColumn(list, path, kind, List.of());
    }

    static ExportColumn code(String list, String path, String... words) {
        return new ExportColumn(list, path, Kind.CODE, List.of(words));
    }

    String heading(String language) {
        return Messages.text(language, "column." + list + "." + path, Map.of());
    }
}
