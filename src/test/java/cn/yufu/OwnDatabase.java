package cn.yufu;

import cn.yufu.db.EmbeddedPostgres;
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
    private final String url;
    private Connection connection;

    /** @param name of a database that does not exist yet */
    OwnDatabase(String name) {
        this.name = name;
        Sql.run("CREATE DATABASE " + name);
        var shared = TestServer.database().url();
        this.url = shared.substring(0, shared.lastIndexOf('/') + 1) + name;
        this.connection = migrated();
    }

    /** The one of a PostgreSQL that the test has started itself. */
    OwnDatabase(EmbeddedPostgres postgres) {
        this.name = postgres.database();
        this.url = postgres.url();
        this.connection = migrated();
    }

    private Connection migrated() {
        Migrations.run(Server.jdbc(url));
        return connected();
    }

    private Connection connected() {
        try {
            return DriverManager.getConnection(Server.jdbc(url));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After the database server was away. */
    void reconnect() {
        connection = connected();
    }

    /** For {@link cn.yufu.db.Db}. */
    String url() {
        return url;
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
