package cn.yufu;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain SQL for tests, as the database's owner. */
final class Sql {
    /** Kept, because signing in to the database costs more than most statements; one per thread. */
    private static final ThreadLocal<Connection> KEPT = new ThreadLocal<>();

    private Sql() {}

    private static Connection connection() throws SQLException {
        var kept = KEPT.get();
        if (kept == null || !kept.isValid(1)) {
            kept = TestServer.sql();
            KEPT.set(kept);
        }
        return kept;
    }

    static int run(String sql, @Nullable Object... values) {
        try (var statement = prepare(connection(), sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a test states the type it expects
    static <T> T value(String sql, @Nullable Object... values) {
        var rows = column(sql, values);
        if (rows.isEmpty()) throw new IllegalStateException("no row: " + sql);
        return (T) rows.getFirst();
    }

    /** The first column of every row. */
    static List<Object> column(String sql, @Nullable Object... values) {
        try (var statement = prepare(connection(), sql, values);
                var rows = statement.executeQuery()) {
            var column = new ArrayList<Object>();
            while (rows.next()) column.add(rows.getObject(1));
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
        return statement;
    }
}
