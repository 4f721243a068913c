package cn.yufu.reference;

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
        List<Category> children) {
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
                new ArrayList<>());
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
