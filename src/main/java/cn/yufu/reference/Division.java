package cn.yufu.reference;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A county-level division of Chongqing, or a functional zone, which has no national code.
 *
 * @param validTo first day on which it no longer exists
 * @param predecessors whose territory, or part of it, it took over
 * @param column with row: place of its tile in the cartogram, from 1; null for zones
 */
record Division(
        String code,
        String name,
        String nameEn,
        String kind,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<Predecessor> predecessors,
        @Nullable Integer column,
        @Nullable Integer row) {

    /** @param note what exactly passed over, in the words of the decision */
    record Predecessor(String code, LocalDate effective, String note) {}

    static Division from(Row row) {
        return new Division(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("kind"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                predecessors(row),
                row.getInteger("grid_column"),
                row.getInteger("grid_row"));
    }

    private static List<Predecessor> predecessors(Row row) {
        var codes = row.getArrayOfStrings("predecessors");
        var since = row.getArrayOfLocalDates("effective");
        var notes = row.getArrayOfStrings("notes");
        var predecessors = new ArrayList<Predecessor>(codes.length);
        for (int i = 0; i < codes.length; i++) predecessors.add(new Predecessor(codes[i], since[i], notes[i]));
        return predecessors;
    }
}
