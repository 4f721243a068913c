package cn.yufu.exchange;

import cn.yufu.http.Messages;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The workbook that people fill in: an empty sheet with headings and choices, how to fill it, and the code lists. */
final class Template {
    /** Rows that get a choice list; a longer sheet is checked all the same. */
    private static final int PREPARED_ROWS = 5_000;

    private static final String HEAD = "E8F0F2";
    private static final String REQUIRED = "FBE9D9";

    private final Sheet sheet;
    private final Codes codes;
    private final String language;
    private final Workbook workbook;
    private final Worksheet data;
    private final Worksheet notes;
    private final Worksheet lists;
    private final Map<Object, Range> offered = new HashMap<>();
    private int listed;

    private Template(Sheet sheet, Codes codes, String language, ByteArrayOutputStream out) {
        this.sheet = sheet;
        this.codes = codes;
        this.language = language;
        this.workbook = new Workbook(out, "Yufu", "1.0");
        this.data = workbook.newWorksheet(text("template." + sheet.kind()));
        this.notes = workbook.newWorksheet(text("template.notes"));
        this.lists = workbook.newWorksheet(text("template.codes"));
    }

    /** Takes some milliseconds: not for an event loop. */
    static Buffer of(Sheet sheet, Codes codes, String language) {
        var out = new ByteArrayOutputStream();
        try {
            new Template(sheet, codes, language, out).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private String text(String key) {
        return Messages.text(language, key, Map.of());
    }

    private void write() throws IOException {
        notes(0, text("template.column"), text("template.required"), text("template.hint"));
        notes.range(0, 0, 0, 2).style().bold().fillColor(HEAD).set();
        notes.width(0, 26);
        notes.width(1, 10);
        notes.width(2, 90);
        int place = 0;
        for (var column : sheet.columns()) column(place++, column);
        data.freezePane(0, 1);
        int line = place + 2;
        for (var general : List.of("first", "order", "whole", "limit"))
            notes.value(line++, 0, text("template.note." + general));
        workbook.close();
    }

    private void column(int place, Column column) {
        var heading = column.heading(language);
        data.value(0, place, column.required() ? heading + "*" : heading);
        data.style(0, place)
                .bold()
                .fillColor(column.required() ? REQUIRED : HEAD)
                .set();
        data.width(place, Math.max(14, heading.length() * 2.2 + 4));
        // Excel would take a long code for a number and lose its end
        if (column.kind() == Column.Kind.TEXT) data.style(place).format("@").set();
        notes(place + 1, heading, text(column.required() ? "flag.yes" : "flag.no"), column.hint(language));
        var choices = choices(column);
        if (!choices.isEmpty()) offer(place, column, choices);
    }

    private void notes(int row, String column, String required, String hint) {
        notes.value(row, 0, column);
        notes.value(row, 1, required);
        notes.value(row, 2, hint);
    }

    private List<String> choices(Column column) {
        var dictionary = codes.of(column.kind());
        if (dictionary != null)
            return dictionary.current().stream()
                    .map(entry -> entry.label(language))
                    .toList();
        return switch (column.kind()) {
            case CHOICE ->
                column.choices().stream()
                        .map(code -> column.choice(language, code))
                        .toList();
            case FLAG -> List.of(text("flag.yes"), text("flag.no"));
            default -> List.of();
        };
    }

    /** A cell that takes several values cannot have a list; its values are on the sheet of codes. */
    private void offer(int place, Column column, List<String> choices) {
        var dictionary = codes.of(column.kind());
        Object key = dictionary == null ? column : dictionary;
        var range = offered.computeIfAbsent(key, fresh -> list(column, choices));
        boolean several = column.kind() == Column.Kind.DIVISIONS || column.kind() == Column.Kind.INDUSTRIES;
        if (!several)
            data.range(1, place, PREPARED_ROWS, place)
                    .validateWithList(range)
                    .allowBlank(true)
                    .showErrorMessage(true)
                    .errorTitle(column.heading(language))
                    .error(text("template.choose"));
    }

    private Range list(Column column, List<String> choices) {
        int place = listed++;
        var all = new ArrayList<>(choices);
        lists.value(0, place, column.heading(language));
        lists.style(0, place).bold().fillColor(HEAD).set();
        lists.width(place, 34);
        for (int i = 0; i < all.size(); i++) lists.value(i + 1, place, all.get(i));
        return lists.range(1, place, all.size(), place);
    }
}
