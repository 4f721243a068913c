package cn.yufu;

import cn.yufu.db.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database beside the server's own, with the same schema, for tests of work that would meet the server's there. */
final class OwnDatabase {
    private final String name;
    private final Connection connection;

    /** @param name of a database that does not exist yet */
    OwnDatabase(String name) {
        this.name = name;
        Sql.run("CREATE DATABASE " + name);
        Migrations.run(jdbc());
        try {
            connection = DriverManager.getConnection(jdbc());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For {@link cn.yufu.db.Db}. */
    String url() {
        var url = TestServer.database().url();
        return url.substring(0, url.lastIndexOf('/') + 1) + name;
    }

    private String jdbc() {
        var server = TestServer.database();
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name + "?user=" + server.user() + "&password="
                + server.password();
    }

    /** The first column of every row that the statement yields. */
    List<Object> run(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            var column = new ArrayList<Object>();
            if (statement.execute()) {
                var rows = statement.getResultSet();
                while (rows.next()) column.add(rows.getObject(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void close() {
        Sql.run("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
