package cn.yufu.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings the schema up to date before the server listens. Liquibase costs over a second even when nothing is to be done,
 * so a fingerprint of the files, kept as the schema's comment, tells whether it needs to run at all.
 */
public final class Migrations {
    /** As --help says. */
    private static final int OLDEST = 15;

    private static final String CHANGELOG = "migrations/changelog.yaml";
    private static final Pattern INCLUDE = Pattern.compile("file: (migrations/[\\w.-]+\\.sql)");

    /** Kept in a field, for the logging system forgets the level of a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("liquibase");

    private Migrations() {}

    /** Blocks; the user of the URL must own the schema. Returns whether anything ran. */
    public static boolean run(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST)
                throw new SQLException("it is PostgreSQL " + version + ", Yufu needs " + OLDEST + " or newer");
            var fingerprint = "yufu " + fingerprint();
            if (fingerprint.equals(comment(connection))) return false;
            update(connection);
            try (var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("COMMENT ON SCHEMA public IS '" + fingerprint + "'");
            }
            return true;
        } catch (SQLException | LiquibaseException | IOException e) {
            throw new IllegalStateException("cannot migrate the database: " + e.getMessage(), e);
        }
    }

    private static void update(Connection connection) throws LiquibaseException {
        // it logs every statement through java.util.logging, which nobody reads at a start that went well
        LOGGER.setLevel(Level.WARNING);
        try {
            // Liquibase prints its progress to standard output unless told otherwise
            Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> {
                var database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database).update(new Contexts());
            });
        } catch (LiquibaseException e) {
            throw e;
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }

    private static String comment(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT obj_description('public'::regnamespace, 'pg_namespace')")) {
            var comment = rows.next() ? rows.getString(1) : null;
            return comment == null ? "" : comment;
        }
    }

    private static String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var changelog = read(CHANGELOG);
            digest.update(changelog);
            var includes = INCLUDE.matcher(new String(changelog, StandardCharsets.UTF_8));
            while (includes.find()) digest.update(read(includes.group(1)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) throw new IOException("missing on the class path: " + name);
            return in.readAllBytes();
        }
    }
}
