package cn.yufu.reference;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** A section (letter) or division (two digits, with its section as parent) of GB/T 4754-2017. */
record Industry(
        String code, String name, String nameEn, @Nullable String parent) {
    static Industry from(Row row) {
        return new Industry(
                row.getString("code"), row.getString("name"), row.getString("name_en"), row.getString("parent"));
    }
}
