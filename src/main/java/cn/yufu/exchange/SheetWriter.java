package cn.yufu.exchange;

import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes the items of a list to a workbook row by row; what is written leaves memory every few hundred rows. */
final class SheetWriter {
    /** A cell of Excel takes no more. */
    private static final int LONGEST_TEXT = 32_767;

    /** A sheet of Excel has 1,048,576 rows. */
    private static final int MOST_ROWS = 1_000_000;

    private static final int FLUSHED = 200;
    /** First signs that make a program read a text as a formula once it is saved as CSV. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final List<ExportColumn> columns;
    private final Codes codes;
    private final String language;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    SheetWriter(OutputStream out, String title, List<ExportColumn> columns, Codes codes, String language) {
        this.columns = columns;
        this.codes = codes;
        this.language = language;
        this.workbook = new Workbook(out, "Yufu", "1.0");
        this.sheet = workbook.newWorksheet(title);
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(0, i, columns.get(i).heading(language));
            sheet.width(i, columns.get(i).kind().width);
        }
        sheet.range(0, 0, 0, columns.size() - 1)
                .style()
                .bold()
                .fillColor("E8F0F2")
                .set();
        sheet.freezePane(0, 1);
        sheet.setAutoFilter(0, 0, columns.size() - 1);
    }

    int rows() {
        return row;
    }

    void write(JsonNode item) throws IOException {
        if (row == MOST_ROWS) throw new Refusal("too-many-rows", Map.of("max", MOST_ROWS));
        row++;
        for (int i = 0; i < columns.size(); i++) {
            var value = value(item, columns.get(i).path());
            if (!value.isMissingNode() && !value.isNull()) write(i, columns.get(i), value, item);
        }
        if (row % FLUSHED == 0) sheet.flush();
    }

    private static JsonNode value(JsonNode item, String path) {
        var value = item;
        for (var name : path.split("\\.", -1)) value = value.path(name);
        return value;
    }

    private void write(int place, ExportColumn column, JsonNode value, JsonNode item) {
        switch (column.kind()) {
            case WHOLE -> sheet.value(row, place, value.longValue());
            case DECIMAL -> number(place, value.decimalValue(), "0.0");
            case MONEY -> number(place, BigDecimal.valueOf(value.longValue(), 2), "#,##0.00");
            case SHARE -> number(place, BigDecimal.valueOf(value.longValue(), 4), "0.##%");
            case DATE -> day(place, LocalDate.parse(value.asText()));
            case DAY -> day(place, local(value).toLocalDate());
            case TIME -> {
                sheet.value(row, place, local(value));
                sheet.style(row, place).format("yyyy-mm-dd hh:mm").set();
            }
            case FLAG -> text(place, Messages.text(language, value.asBoolean() ? "flag.yes" : "flag.no", Map.of()));
            case CODE -> text(place, word(column, value.asText(), item));
            case TEXT -> text(place, value.asText());
            case CATEGORY -> text(place, name(codes.categories(), value.asText()));
            case DIVISION -> text(place, name(codes.divisions(), value.asText()));
            case FINDING -> text(place, Finding.shown(value, language).detail());
            case INDUSTRY -> text(place, name(codes.industries(), value.asText()));
            case CATEGORIES -> text(place, names(codes.categories(), value));
            case INDUSTRIES -> text(place, names(codes.industries(), value));
            case DIVISIONS ->
                text(
                        place,
                        value.isEmpty()
                                ? Messages.text(language, "divisions.all", Map.of())
                                : names(codes.divisions(), value));
        }
    }

    private static LocalDateTime local(JsonNode instant) {
        return OffsetDateTime.parse(instant.asText())
                .atZoneSameInstant(Json.ZONE)
                .toLocalDateTime();
    }

    private void day(int place, LocalDate day) {
        sheet.value(row, place, day);
        sheet.style(row, place).format("yyyy-mm-dd").set();
    }

    private void number(int place, BigDecimal number, String format) {
        sheet.value(row, place, number);
        sheet.style(row, place).format(format).set();
    }

    private void text(int place, String text) {
        sheet.inlineString(row, place, safe(text));
    }

    /** A leading apostrophe keeps a text a text in every program that the file may reach. */
    static String safe(String text) {
        var cut = text.length() < LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1);
        return !cut.isEmpty() && FORMULA.indexOf(cut.charAt(0)) >= 0 ? "'" + cut : cut;
    }

    private String word(ExportColumn column, String code, JsonNode item) {
        return column.words().stream()
                .map(where -> filled(where, item) + "." + code)
                .flatMap(key -> PageWords.find(language, key).stream())
                .findFirst()
                .orElse(code);
    }

    private static String filled(String where, JsonNode item) {
        return NAME.matcher(where)
                .replaceAll(name ->
                        Matcher.quoteReplacement(value(item, name.group(1)).asText()));
    }

    private String names(Dictionary dictionary, JsonNode codes) {
        return StreamSupport.stream(codes.spliterator(), false)
                .map(code -> name(dictionary, code.asText()))
                .collect(Collectors.joining(language.equals("en") ? ", " : "、"));
    }

    private String name(Dictionary dictionary, String code) {
        return dictionary.ofCode(code).map(entry -> entry.name(language)).orElse(code);
    }

    void close() throws IOException {
        workbook.close();
    }
}
