package cn.yufu.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of an inspected workbook, row by row from the top; never more than one row of it in memory. */
final class SheetReader implements AutoCloseable {
    /** The asterisk that marks a required column in the template. */
    private static final Pattern MARK = Pattern.compile("[\\s*＊]+");

    private static final int LONGEST_SHOWN = 60;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final List<Column> columns;
    private final Map<Column, Integer> places = new HashMap<>();
    private final Map<Column, String> headings = new HashMap<>();

    /** @param tally told what is wrong with the headings; when anything is, the rows cannot be understood */
    SheetReader(byte[] file, List<Column> columns, Tally tally) {
        this.columns = columns;
        try {
            workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
            stream = workbook.getFirstSheet().openStream();
            rows = stream.iterator();
            readHeadings(tally);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static RuntimeException unreadable(Exception cause) {
        // the library meets a broken file with whatever its parts throw; nothing of ours is called in there
        return cause instanceof Refusal refusal ? refusal : new Refusal("unreadable-workbook");
    }

    private void readHeadings(Tally tally) {
        var names = new HashMap<String, Column>();
        for (var column : columns)
            for (var language : List.of("zh-CN", "en")) names.put(plain(column.heading(language)), column);
        if (!hasNext()) throw new Refusal("empty-sheet");
        var first = rows.next();
        for (var cell : first) {
            var text = Cells.text(cell, false);
            if (text == null) continue;
            var column = names.get(plain(text));
            if (column == null) wrong(tally, first, cell.getColumnIndex(), text, "unknown-column");
            else if (places.putIfAbsent(column, cell.getColumnIndex()) != null)
                wrong(tally, first, cell.getColumnIndex(), text, "twice-column");
            else headings.put(column, text);
        }
        for (var column : columns)
            if (column.required() && !places.containsKey(column))
                wrong(tally, first, Integer.MAX_VALUE, column.heading("zh-CN"), "missing-column");
    }

    private static void wrong(Tally tally, Row row, int place, String heading, String code) {
        var shown = heading.length() > 60 ? heading.substring(0, 60) + "…" : heading;
        tally.wrong(row.getRowNum(), place, shown, null, new Refusal(code));
    }

    private static String plain(String heading) {
        return MARK.matcher(heading).replaceAll("").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Says what is wrong with a cell, under the heading as it stands in the file.
     *
     * @param value what stands in it, from {@link #shown}
     */
    void wrong(Tally tally, int row, Column column, @Nullable String value, Refusal refusal) {
        var heading = headings.getOrDefault(column, column.heading("zh-CN"));
        tally.wrong(row, places.getOrDefault(column, Integer.MAX_VALUE), heading, value, refusal);
    }

    /** What stands in a cell, short enough for a list of problems; null when it is empty or cannot be read. */
    @Nullable
    String shown(Row row, Column column) {
        try {
            var text = Cells.text(cell(row, column), false);
            return text == null || text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        } catch (Refusal refusal) {
            return null;
        }
    }

    private boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** The next row with anything in our columns; null at the end. */
    @Nullable
    Row next() {
        while (hasNext()) {
            var row = rows.next();
            for (int place : places.values()) if (filled(row, place)) return row;
        }
        return null;
    }

    private static boolean filled(Row row, int place) {
        if (!row.hasCell(place)) return false;
        var cell = row.getCell(place);
        var value = cell.getValue();
        return cell.getType() == CellType.ERROR
                || (value != null && !value.toString().isBlank());
    }

    @Nullable
    Cell cell(Row row, Column column) {
        var place = places.get(column);
        return place != null && row.hasCell(place) ? row.getCell(place) : null;
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
