package cn.yufu.sample;

import cn.yufu.db.AdvisoryLock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The believable city of the sample mode: providers, enterprises, listings, budgets and a year of orders, from a fixed
 * seed, told up to the moment of the first start.
 *
 * <p>It is written in one transaction, and only where there is nobody yet: a second start leaves it alone, and a
 * database that anybody uses is never touched.
 */
public final class SampleCity {
    /** The password of every account of the city. */
    public static final String PASSWORD = "yufu-demo-2026";

    private static final String OCCUPIED = """
        SELECT EXISTS (SELECT FROM account) OR EXISTS (SELECT FROM organisation), pg_advisory_xact_lock(%d)\
        """.formatted(AdvisoryLock.SAMPLE_CITY.number);
    private static final String STANDS = """
        SELECT EXISTS (SELECT FROM account WHERE username IN ('qiye1', 'jigou1', 'shiji1') AND email LIKE '%@yufu.example')\
        """;

    private SampleCity() {}

    /**
     * Founds the city unless somebody is there already; blocks.
     *
     * @param passwordHash of {@link #PASSWORD}; one for all, as making 250 of them would take a minute
     * @param checkDigit the last sign of a credit code, from the seventeen before it
     * @return whether it was founded
     */
    public static boolean found(
            String jdbcUrl, Supplier<String> passwordHash, Function<String, Character> checkDigit, Instant now) {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            if (occupied(connection)) return false;
            var founded = Founded.at(now, Reference.of(connection), checkDigit);
            new SampleStore(connection).write(founded, passwordHash.get());
            connection.commit();
            analyse(connection);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot found the sample city: " + e.getMessage(), e);
        }
    }

    /** Whether the city is in this database, whose accounts have a password that everybody knows. */
    public static boolean stands(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(STANDS)) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for the sample city: " + e.getMessage(), e);
        }
    }

    private static boolean occupied(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(OCCUPIED)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** The planner would otherwise guess for the first minute. */
    private static void analyse(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }
}
