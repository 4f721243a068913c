package cn.yufu.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Prepared statements on a pool or on one connection's transaction; rows become records in {@code map}. */
public final class Sql {
    private final SqlClient client;
    private final AtomicInteger underWay;

    public Sql(SqlClient client) {
        this(client, new AtomicInteger());
    }

    /** @param underWay counts the statements that have not been answered yet */
    Sql(SqlClient client, AtomicInteger underWay) {
        this.client = client;
        this.underWay = underWay;
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        underWay.incrementAndGet();
        return client.preparedQuery(sql).execute(values).onComplete(done -> underWay.decrementAndGet());
    }

    public <T> Future<List<T>> list(String sql, Tuple values, Function<Row, T> map) {
        return run(sql, values).map(rows -> {
            List<T> list = new ArrayList<>(rows.size());
            for (var row : rows) list.add(map.apply(row));
            return list;
        });
    }

    public <T> Future<List<T>> list(Rows<T> rows) {
        return list(rows.sql(), rows.values(), rows.map());
    }

    /** The first row, or empty when there is none: for a conditional update, that it did not apply. */
    public <T> Future<Optional<T>> first(String sql, Tuple values, Function<Row, T> map) {
        return run(sql, values).map(rows -> {
            var all = rows.iterator();
            return all.hasNext() ? Optional.of(map.apply(all.next())) : Optional.empty();
        });
    }

    /** A statement that always yields a row. */
    public <T> Future<T> one(String sql, Tuple values, Function<Row, T> map) {
        return first(sql, values, map)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no row from: " + firstLine(sql))));
    }

    /** The number of rows that the statement changed. */
    public Future<Integer> update(String sql, Tuple values) {
        return run(sql, values).map(rows -> rows.rowCount());
    }

    private static String firstLine(String sql) {
        return sql.strip().lines().findFirst().orElse("");
    }
}
