package cn.yufu.bench;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured. A new one is a class that implements this, in its feature's package, where it reaches the
 * feature's own SQL, and a line in {@link Bench}.
 */
public interface Operation {
    String name();

    Goals goals();

    /**
     * Before each run against the server: one asker per connection.
     *
     * @param atMost requests that the whole run may make, for whoever has to lay in what is used up
     */
    List<Asker> askers(City city, int connections, int atMost) throws SQLException;

    /** Before each run of pgbench: the same statements; null when the database's part says nothing about the whole. */
    @Nullable
    Script script(City city, int connections, int atMost) throws SQLException;

    /** After each run: throws when the requests did not do what they should have done. */
    default void verify(City city, long requests) throws SQLException {}
}
