package cn.yufu.exchange;

import cn.yufu.http.Messages;
import java.util.List;
import java.util.Map;

/**
 * A column of a sheet that people fill in.
 *
 * @param sheet whose column it is
 * @param field where its value goes in the JSON that the form would send, for example {@code contact.email}
 * @param choices codes of a closed choice; empty for other kinds
 */
record Column(String sheet, String field, Kind kind, boolean required, List<String> choices) {
    enum Kind {
        TEXT,
        WHOLE,
        MONEY,
        FLAG,
        CHOICE,
        DIVISION,
        DIVISIONS,
        INDUSTRY,
        INDUSTRIES,
        CATEGORY
    }

    static Column required(String sheet, String field, Kind kind) {
        return new Column(sheet, field, kind, true, List.of());
    }

    static Column optional(String sheet, String field, Kind kind) {
        return new Column(sheet, field, kind, false, List.of());
    }

    String heading(String language) {
        return Messages.text(language, "sheet." + sheet + "." + field, Map.of());
    }

    /** What to write into it. */
    String hint(String language) {
        return Messages.text(language, "sheet." + sheet + "." + field + ".hint", Map.of());
    }

    String choice(String language, String code) {
        return Messages.text(language, "choice." + field + "." + code, Map.of());
    }

    /** Whether a JSON pointer of the rules points at this column, or at the object that it is part of. */
    boolean holds(String pointer) {
        var own = "/" + field.replace('.', '/');
        return own.equals(pointer) || own.startsWith(pointer + "/") || pointer.startsWith(own + "/");
    }
}
