package cn.yufu;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Plain SQL for tests, as the database's owner. */
final class Sql {
    /** Kept, because signing in to the database costs more than most statements. */
    private static final BlockingQueue<Connection> IDLE = new ArrayBlockingQueue<>(4);

    private Sql() {}

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private static <T> T with(String sql, @Nullable Object[] values, Work<T> work) {
        try {
            var connection = connection();
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
                return work.on(statement);
            } finally {
                if (!IDLE.offer(connection)) connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connection() throws SQLException {
        var kept = IDLE.poll();
        if (kept != null && kept.isValid(1)) return kept;
        if (kept != null) kept.close();
        return TestServer.sql();
    }

    static int run(String sql, @Nullable Object... values) {
        return with(sql, values, PreparedStatement::executeUpdate);
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
        return with(sql, values, statement -> {
            try (var rows = statement.executeQuery()) {
                var column = new ArrayList<Object>();
                while (rows.next()) column.add(rows.getObject(1));
                return column;
            }
        });
    }
}
