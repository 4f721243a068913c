package cn.yufu.reference;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** A numbered measure of 渝府办发〔2022〕23号, shortened, with those responsible in the plan's order. */
record PolicyItem(
        int number, String section, String summary, String summaryEn, List<Department> departments, String source) {
    static PolicyItem from(Row row) {
        return new PolicyItem(
                row.getInteger("number"),
                row.getString("section"),
                row.getString("summary"),
                row.getString("summary_en"),
                departments(row),
                row.getString("source"));
    }

    private static List<Department> departments(Row row) {
        var codes = row.getArrayOfStrings("codes");
        var names = row.getArrayOfStrings("names");
        var namesEn = row.getArrayOfStrings("names_en");
        var departments = new ArrayList<Department>(codes.length);
        for (int i = 0; i < codes.length; i++) departments.add(new Department(codes[i], names[i], namesEn[i]));
        return departments;
    }
}
