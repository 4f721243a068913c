package cn.yufu.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * The statement behind a list for one reader: run once for a page of it, or through a cursor for all of it, so that an
 * export holds what the screen shows.
 */
public record Rows<T>(String sql, Tuple values, Function<Row, T> map) {}
