package cn.yufu.exchange;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import java.util.UUID;

/** How a feature writes rows, as its own rule has made them, into the database with their history. */
@FunctionalInterface
public interface RowEntry {
    Future<?> write(Sql sql, String rows, UUID account);
}
