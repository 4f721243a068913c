package cn.yufu.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database as those who use it rely on it. */
class EmbeddedPostgresTest {
    static final EmbeddedPostgres.Settings QUICK = EmbeddedPostgres.Settings.tests();

    private static EmbeddedPostgres shared;

    @TempDir
    static Path sharedDirectory;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        shared = EmbeddedPostgres.start(sharedDirectory, QUICK);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void whatTheMigrationsNeedIsThere() throws Exception {
        for (String extension : List.of("btree_gist", "pg_trgm", "pgcrypto"))
            run(shared, "CREATE EXTENSION " + extension);
        assertEquals("1", ask(shared, "SELECT similarity('专精特新', '专精特新')::text"), "Chinese letters count");
        String byPinyin = "SELECT string_agg(name, '' ORDER BY name) FROM unnest(ARRAY['上','北','广','安']) AS name";
        assertEquals("安北广上", ask(shared, byPinyin));
        assertEquals("yufu yufu", ask(shared, "SELECT current_user || ' ' || current_database()"));
    }

    @Test
    void theProgramsAreThoseOfPom() {
        String archive = PostgresBinaries.archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        String jar = String.valueOf(PostgresBinaries.class.getResource("/" + archive));
        assertTrue(jar.contains("-" + PostgresBinaries.VERSION + ".jar!"), jar);
        assertEquals("postgres-darwin-arm_64.txz", PostgresBinaries.archive("Mac OS X", "aarch64"));
        assertEquals("postgres-windows-x86_64.txz", PostgresBinaries.archive("Windows 11", "amd64"));
    }

    @Test
    void nobodyOutsideThisMachineReachesIt() throws Exception {
        assertEquals("127.0.0.1", ask(shared, "SHOW listen_addresses"));
        assertEquals("", ask(shared, "SHOW unix_socket_directories"));
        int tried = 0;
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address.getHostAddress().equals("127.0.0.1")) continue;
                assertThrows(IOException.class, () -> new Socket(address, shared.port()).close(), address.toString());
                tried++;
            }
        }
        assumeTrue(tried > 0, "this machine has no other address to try");
    }

    @Test
    void onlyThePasswordOpensIt() throws Exception {
        var refusal = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(shared.jdbcUrl(), shared.user(), "guess")
                        .close());
        assertEquals("28P01", refusal.getSQLState());
        assertEquals("0", ask(shared, """
            SELECT count(*)::text FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'\
            """));
        Path password = sharedDirectory.resolve("password");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(password)));
    }

    @Test
    void dataOutlivesACleanStop() throws Exception {
        var first = EmbeddedPostgres.start(directory, QUICK);
        run(first, "CREATE TABLE thing (name text)", "INSERT INTO thing VALUES ('渝服')");
        first.close();
        assertFalse(ProcessHandle.of(first.pid()).isPresent(), "a server was left behind");
        try (var second = EmbeddedPostgres.start(directory, QUICK)) {
            first.close(); // a second time: the directory is its successor's now
            EmbeddedPostgresFaultsTest.assertReason(directory, "this Yufu uses it already");
            assertEquals("渝服", ask(second, "SELECT name FROM thing"));
            assertEquals(first.password(), second.password());
        }
    }

    @Test
    void asRootItRunsUnderWhateverAccountWorks() throws Exception {
        assumeTrue(SystemAccount.isRoot());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var namespace = SystemAccount.inUserNamespace();
        int served = 0;
        for (SystemAccount account : List.of(namespace, SystemAccount.as("nobody"), namespace)) {
            if (!account.works()) continue;
            try (var db = EmbeddedPostgres.start(directory, QUICK, account)) {
                assertEquals("1", ask(db, "SELECT '1'"));
                served++;
            }
        }
        assertTrue(served > 0, "neither a user namespace nor another user is to be had");
    }

    static void run(EmbeddedPostgres db, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres db, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
