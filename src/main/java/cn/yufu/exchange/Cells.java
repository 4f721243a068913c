package cn.yufu.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** Turns a cell into the value that the form would send for its column, however the person wrote it. */
final class Cells {
    /** Excel keeps 15 digits of a number; a longer one, such as a credit code, has lost its end. */
    private static final int KEPT_DIGITS = 15;

    private static final Pattern SEPARATOR = Pattern.compile("[、,，;；|\\n]");
    private static final Pattern UNITS = Pattern.compile("[,，\\s¥￥元天日次件个]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
    private static final Set<String> YES = Set.of("是", "yes", "y", "true", "1", "√");
    private static final Set<String> NO = Set.of("否", "no", "n", "false", "0");

    private final Codes codes;

    Cells(Codes codes) {
        this.codes = codes;
    }

    /** Null for an empty cell. */
    @Nullable
    Object value(Column column, @Nullable Cell cell) {
        var text = text(cell, column.kind() == Column.Kind.TEXT);
        if (text == null) return null;
        return switch (column.kind()) {
            case TEXT -> text;
            case WHOLE -> whole(text);
            case MONEY -> fen(text);
            case FLAG -> flag(text);
            case CHOICE -> choice(column, text);
            case DIVISION, INDUSTRY, CATEGORY -> dictionary(column).code(text);
            case DIVISIONS, INDUSTRIES -> list(dictionary(column), text);
        };
    }

    private Dictionary dictionary(Column column) {
        var dictionary = codes.of(column.kind());
        if (dictionary == null) throw new IllegalStateException("no dictionary for " + column);
        return dictionary;
    }

    /** What stands in a cell as one would read it; null when it is empty. */
    static @Nullable String text(@Nullable Cell cell, boolean exact) {
        if (cell == null || cell.getType() == CellType.EMPTY) return null;
        if (cell.getType() == CellType.ERROR) throw new Refusal("cell-error");
        var value = cell.getValue();
        var text = value instanceof BigDecimal number ? number(number, exact) : value == null ? "" : value.toString();
        var clean = text.replace('\u00a0', ' ').replace("\u200b", "").strip();
        return clean.isEmpty() ? null : clean;
    }

    private static String number(BigDecimal number, boolean exact) {
        // a made-up exponent would be written out as gigabytes of zeros
        if (Math.abs((long) number.scale()) > 40 || number.precision() > 40) throw new Refusal("cell-number");
        var shortest = number.stripTrailingZeros();
        if (exact && (shortest.precision() > KEPT_DIGITS || shortest.precision() - shortest.scale() > KEPT_DIGITS))
            throw new Refusal("number-not-text");
        return shortest.toPlainString();
    }

    private static BigDecimal decimal(String text) {
        var plain = UNITS.matcher(text).replaceAll("");
        if (!NUMBER.matcher(plain).matches()) throw new Refusal("cell-number");
        return new BigDecimal(plain);
    }

    private static Object whole(String text) {
        try {
            return decimal(text).longValueExact();
        } catch (ArithmeticException e) {
            throw new Refusal("whole-number");
        }
    }

    /** Yuan in the cell, fen in the product. */
    private static Object fen(String text) {
        try {
            return decimal(text)
                    .movePointRight(2)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new Refusal("cell-money");
        }
    }

    private static Object flag(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) return true;
        if (NO.contains(word)) return false;
        throw new Refusal("true-or-false");
    }

    private static Object choice(Column column, String text) {
        for (var code : column.choices())
            if (text.equalsIgnoreCase(code)
                    || text.equals(column.choice("zh-CN", code))
                    || text.equalsIgnoreCase(column.choice("en", code))) return code;
        var words = column.choices().stream()
                .map(code -> column.choice("zh-CN", code))
                .toList();
        throw new Refusal("choice", Map.of("choices", String.join("、", words)));
    }

    private static List<String> list(Dictionary dictionary, String text) {
        var all = new ArrayList<String>();
        for (var part : SEPARATOR.split(text, -1)) {
            if (part.isBlank()) continue;
            var code = dictionary.code(part);
            if (!all.contains(code)) all.add(code);
        }
        return all;
    }
}
