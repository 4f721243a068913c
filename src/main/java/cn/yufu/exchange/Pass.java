package cn.yufu.exchange;

import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a sheet from top to bottom: each row checked by itself and against the rows above, and handed on in
 * batches. The dry run and the application are the same pass with another {@link Batches}.
 */
final class Pass {
    private static final int BATCH = 500;
    private static final int MOST_ROWS = 50_000;

    private final Sheet sheet;
    private final Job job;
    private final Cells cells;
    private final Tally tally;
    private final Batches batches;
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Checked> batch = new ArrayList<>();

    /** A row that follows every rule that can be told without the database. */
    record Checked(int row, String key, ObjectNode json) {}

    /** Takes the correct rows of a batch. */
    interface Batches {
        /** The keys of those rows that the database does not let in. */
        Set<String> refused(List<Checked> rows);

        /** Told after each batch. */
        void settled();
    }

    Pass(Sheet sheet, Job job, Codes codes, Tally tally, Batches batches) {
        this.sheet = sheet;
        this.job = job;
        this.cells = new Cells(codes);
        this.tally = tally;
        this.batches = batches;
    }

    /** False when the headings are wrong, so that no row was looked at. */
    boolean read(byte[] file) {
        try (var reader = new SheetReader(file, sheet.columns(), tally)) {
            if (tally.problems() > 0) {
                tally.settle();
                return false;
            }
            for (var row = reader.next(); row != null; row = reader.next()) {
                if (tally.done() == MOST_ROWS) throw new Refusal("too-many-rows", Map.of("max", MOST_ROWS));
                tally.row();
                take(reader, row);
                if (tally.done() % BATCH == 0) flush(reader);
            }
            if (tally.done() == 0) throw new Refusal("empty-sheet");
            flush(reader);
            return true;
        }
    }

    private void take(SheetReader reader, Row row) {
        int before = tally.problems();
        var values = new LinkedHashMap<String, Object>();
        var unread = new HashSet<Column>();
        for (var column : sheet.columns()) {
            try {
                put(values, column.field(), cells.value(column, reader.cell(row, column)));
            } catch (Refusal refusal) {
                unread.add(column);
                wrong(reader, row, column, refusal);
            }
        }
        var extra = sheet.extra(values);
        try {
            ObjectNode json = Json.MAPPER.valueToTree(sheet.rule(Input.of(values)));
            json.setAll(extra);
            for (var violation : sheet.forbidden(job, json)) wrong(reader, row, violation, unread);
            if (tally.problems() == before) repeated(reader, row, json);
        } catch (Failure failure) {
            for (var violation : failure.violations()) wrong(reader, row, violation, unread);
        }
    }

    private void repeated(SheetReader reader, Row row, ObjectNode json) {
        var key = sheet.key(json);
        var first = seen.putIfAbsent(key, row.getRowNum());
        if (first == null) batch.add(new Checked(row.getRowNum(), key, json));
        else wrong(reader, row, sheet.keyColumn(), new Refusal("repeated-row", Map.of("row", first)));
    }

    private void wrong(SheetReader reader, Row row, Column column, Refusal refusal) {
        reader.wrong(tally, row.getRowNum(), column, reader.shown(row, column), refusal);
    }

    /** {@code contact.email} becomes a property of the object {@code contact}. */
    private static void put(Map<String, Object> into, String field, @Nullable Object value) {
        if (value == null) return;
        int dot = field.indexOf('.');
        if (dot < 0) {
            into.put(field, value);
            return;
        }
        @SuppressWarnings("unchecked") // the maps below a dot are made in this line only
        var inner = (Map<String, Object>) into.computeIfAbsent(field.substring(0, dot), name -> new LinkedHashMap<>());
        inner.put(field.substring(dot + 1), value);
    }

    /** A violation of the rules, unless the cell itself could not be read: then that has been said. */
    private void wrong(SheetReader reader, Row row, Failure.Violation violation, Set<Column> unread) {
        var refusal = new Refusal(violation.code(), violation.values());
        for (var column : sheet.columns()) {
            if (!column.holds(violation.pointer())) continue;
            if (!unread.contains(column)) wrong(reader, row, column, refusal);
            return;
        }
        tally.wrong(row.getRowNum(), refusal);
    }

    private void flush(SheetReader reader) {
        if (!batch.isEmpty()) {
            var refused = batches.refused(batch);
            for (var checked : batch)
                if (!refused.contains(checked.key())) tally.correct();
                else
                    reader.wrong(
                            tally, checked.row(), sheet.keyColumn(), checked.key(), new Refusal(sheet.takenCode()));
            batch.clear();
        }
        tally.settle();
        batches.settled();
    }
}
