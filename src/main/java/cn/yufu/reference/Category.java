package cn.yufu.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be bought, in two levels.
 *
 * @param validTo first day on which no new listing may use it
 * @param names those it had, has and will have, in order; null where only the one in force is told
 * @param children in the order of the catalogue; empty on the second level
 */
record Category(
        String code,
        @Nullable String parent,
        String name,
        String nameEn,
        @Nullable String description,
        @Nullable String descriptionEn,
        @Nullable String icon,
        int policyItem,
        Department department,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Name> names,
        List<Category> children) {

    /** @param from first day on which it bears this name */
    record Name(LocalDate from, String name, String nameEn) {}

    static Category from(Row row) {
        return new Category(
                row.getString("code"),
                row.getString("parent"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("description"),
                row.getString("description_en"),
                row.getString("icon"),
                row.getInteger("policy_item"),
                new Department(
                        row.getString("department_code"),
                        row.getString("department_name"),
                        row.getString("department_name_en")),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                row.getInteger("version"),
                row.getColumnIndex("names") < 0 ? null : names(row),
                new ArrayList<>());
    }

    private static @Nullable List<Name> names(Row row) {
        var names = row.getArrayOfStrings("names");
        if (names == null) return null;
        var english = row.getArrayOfStrings("names_en");
        var since = row.getArrayOfLocalDates("names_from");
        var all = new ArrayList<Name>(names.length);
        for (int i = 0; i < names.length; i++) all.add(new Name(since[i], names[i], english[i]));
        return all;
    }

    /** The top level alone and without descriptions: names and icons for lists, a tenth of the bytes. */
    static List<Category> tops(List<Category> tree) {
        return tree.stream().map(Category::brief).toList();
    }

    private Category brief() {
        return new Category(
                code,
                parent,
                name,
                nameEn,
                null,
                null,
                icon,
                policyItem,
                department,
                validFrom,
                validTo,
                version,
                null,
                List.of());
    }

    /** Puts rows, parents first, under their parents; one whose parent is not among them is not shown. */
    static List<Category> tree(List<Category> rows) {
        Map<String, Category> tops = new LinkedHashMap<>();
        for (var row : rows) {
            if (row.parent() == null) {
                tops.put(row.code(), row);
                continue;
            }
            var parent = tops.get(row.parent());
            if (parent != null) parent.children().add(row);
        }
        return List.copyOf(tops.values());
    }
}
