package cn.yufu.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one table, inserted by one statement from one JSON document; every constraint of the table applies. */
final class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private final String table;
    private final String columns;
    private final String[] names;
    private final StringWriter document = new StringWriter();
    private final JsonGenerator json;

    /** @param into the table and its columns, as in {@code budget (id, name)} */
    Rows(String into) {
        int open = into.indexOf('(');
        this.table = into.substring(0, open).strip();
        this.columns = into.substring(open + 1, into.lastIndexOf(')'));
        this.names = columns.split(",", -1);
        for (int i = 0; i < names.length; i++) names[i] = names[i].strip();
        try {
            this.json = JSON.createGenerator(document);
            json.writeStartArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One value for each column; a list becomes an array. */
    void row(@Nullable Object... values) {
        if (values.length != names.length)
            throw new IllegalArgumentException(table + " has " + names.length + " columns, not " + values.length);
        try {
            json.writeStartObject();
            for (int i = 0; i < values.length; i++) {
                json.writeFieldName(names[i]);
                value(values[i]);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Json raw -> json.writeRawValue(raw.text());
            case List<?> list -> {
                json.writeStartArray();
                for (var item : list) json.writeString(item.toString());
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }

    /** A value that is JSON itself. */
    record Json(String text) {}

    void into(Connection connection) throws SQLException {
        try {
            json.writeEndArray();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var insert = "INSERT INTO %s (%s) SELECT %s FROM json_populate_recordset(NULL::%s, ?::json)"
                .formatted(table, columns, columns, table);
        try (var statement = connection.prepareStatement(insert)) {
            statement.setString(1, document.toString());
            statement.executeUpdate();
        }
    }
}
