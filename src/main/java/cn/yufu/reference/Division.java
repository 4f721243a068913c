package cn.yufu.reference;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A county-level division of Chongqing, or a functional zone, which has no national code.
 *
 * @param validTo first day on which it no longer exists
 * @param column with row: place of its tile in the cartogram, from 1; null for zones
 */
record Division(
        String code,
        String name,
        String nameEn,
        String kind,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable Integer column,
        @Nullable Integer row) {
    static Division from(Row row) {
        return new Division(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("kind"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                row.getInteger("grid_column"),
                row.getInteger("grid_row"));
    }
}
