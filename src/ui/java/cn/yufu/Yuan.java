package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Fen as the Chinese and English pages write them. */
final class Yuan {
    private Yuan() {}

    static String of(long fen) {
        var pattern = fen % 100 == 0 ? "¥#,##0" : "¥#,##0.00";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(BigDecimal.valueOf(fen, 2));
    }

    static String of(JsonNode fen) {
        if (!fen.isIntegralNumber()) throw new AssertionError("not an amount: " + fen);
        return of(fen.longValue());
    }
}
