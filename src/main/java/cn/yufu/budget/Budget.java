package cn.yufu.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Public money of one year. All amounts in fen; total = frozen + spent + available.
 *
 * @param shareBps the share of a price that government pays, in basis points (10000 = all of it)
 * @param divisions districts whose enterprises may use it; empty: the whole city
 * @param capFen the most that one enterprise may draw from it in its year; null: no cap
 * @param mine what the asking enterprise has drawn and may still draw; absent for everybody else
 */
record Budget(
        UUID id,
        String number,
        String name,
        int year,
        String fundingSource,
        int shareBps,
        List<String> categories,
        List<String> divisions,
        @Nullable Long capFen,
        LocalDate validFrom,
        LocalDate validTo,
        String state,
        long totalFen,
        long frozenFen,
        long spentFen,
        long availableFen,
        Behind orders,
        Behind visits,
        List<String> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Mine mine,
        long version) {

    /** How many orders, or visits, stand behind the frozen and the spent amount. */
    record Behind(long frozen, long spent) {}

    record Mine(long usedFen, @Nullable Long capLeftFen) {}

    static Budget from(Row row, boolean administers, boolean enterprise) {
        var cap = row.getLong("cap_fen");
        long used = row.getLong("used_fen");
        var state = row.getString("state");
        return new Budget(
                row.getUUID("id"),
                row.getString("number"),
                row.getString("name"),
                row.getInteger("year"),
                row.getString("funding_source"),
                row.getInteger("share_bps"),
                List.of(row.getArrayOfStrings("categories")),
                List.of(row.getArrayOfStrings("divisions")),
                cap,
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                state,
                row.getLong("total_fen"),
                row.getLong("frozen_fen"),
                row.getLong("spent_fen"),
                row.getLong("available_fen"),
                new Behind(row.getLong("frozen_orders"), row.getLong("spent_orders")),
                new Behind(row.getLong("frozen_visits"), row.getLong("spent_visits")),
                administers ? List.of(state.equals("open") ? "closing" : "reopening") : List.of(),
                enterprise ? new Mine(used, cap == null ? null : cap - used) : null,
                row.getLong("version"));
    }
}
