package cn.yufu.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database through clean stops, crashes, rivals and a killed server process. */
class EmbeddedPostgresTest {
    private static final EmbeddedPostgres.Settings QUICK = EmbeddedPostgres.Settings.tests();

    @TempDir
    Path directory;

    @BeforeAll
    static void shareThePrograms() {
        if (System.getProperty(PostgresBinaries.SHARED_DIRECTORY) == null)
            System.setProperty(
                    PostgresBinaries.SHARED_DIRECTORY,
                    Path.of("target/postgres").toString());
    }

    @Test
    void dataOutlivesACleanStop() throws Exception {
        long firstServer;
        String password;
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            firstServer = db.pid();
            password = db.password();
            run(db, "CREATE TABLE thing (name text)", "INSERT INTO thing VALUES ('渝服')");
        }
        assertFalse(ProcessHandle.of(firstServer).isPresent(), "a server was left behind");
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertEquals("渝服", ask(db, "SELECT name FROM thing"));
            assertEquals(password, db.password());
        }
    }

    @Test
    void acknowledgedRowsOutliveAKilledServer() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            run(db, "CREATE TABLE thing (name text)", "INSERT INTO thing VALUES ('kept')");
            kill(db.pid());
        }
        try (var db = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            assertEquals("kept", ask(db, "SELECT name FROM thing"));
        }
    }

    @Test
    void productionIsDurable() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                assertEquals("on", ask(db, "SHOW " + setting), setting);
            assertEquals("Asia/Shanghai", ask(db, "SHOW log_timezone"));
            assertEquals("scram-sha-256", ask(db, "SHOW password_encryption"));
            assertEquals(
                    "0", ask(db, "SELECT count(*)::text FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"));
        }
    }

    @Test
    void whatTheMigrationsNeedIsThere() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            for (String extension : List.of("btree_gist", "pg_trgm", "pgcrypto"))
                run(db, "CREATE EXTENSION " + extension);
            assertEquals("1", ask(db, "SELECT similarity('专精特新', '专精特新')::text"), "Chinese letters count");
            assertEquals(
                    "安北广上",
                    ask(db, "SELECT string_agg(name, '' ORDER BY name) FROM unnest(ARRAY['上','北','广','安']) AS name"));
            assertEquals(
                    "PostgreSQL " + PostgresBinaries.VERSION.replaceFirst("\\.0$", ""),
                    ask(db, "SELECT substring(version() FROM 'PostgreSQL [0-9.]+')"));
            assertEquals("yufu yufu", ask(db, "SELECT current_user || ' ' || current_database()"));
        }
    }

    @Test
    void nobodyOutsideThisMachineReachesIt() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertEquals("127.0.0.1", ask(db, "SHOW listen_addresses"));
            assertEquals("", ask(db, "SHOW unix_socket_directories"));
            int refused = 0;
            for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (address.getHostAddress().equals("127.0.0.1")) continue;
                    assertThrows(IOException.class, () -> new Socket(address, db.port()).close(), address.toString());
                    refused++;
                }
            }
            assumeTrue(refused > 0, "this machine has no other address to try");
        }
    }

    @Test
    void onlyThePasswordOpensIt() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            var refusal = assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(db.jdbcUrl(), db.user(), "guess")
                            .close());
            assertEquals("28P01", refusal.getSQLState());
            Path password = directory.resolve("password");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(password)));
        }
    }

    @Test
    void oneYufuPerDirectory() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertReason("this Yufu uses it already");
            assertEquals("1", ask(db, "SELECT '1'"), "the refused start did no harm");
            Process rival = yufuProcess();
            String answer = rival.inputReader().readLine();
            assertTrue(answer.contains(directory + ": another Yufu is using it (process "), answer);
            assertTrue(answer.contains(Long.toString(ProcessHandle.current().pid())), answer);
            assertEquals(0, rival.waitFor());
        }
    }

    @Test
    void aServerLeftByAKilledYufuIsReplaced() throws Exception {
        Process killed = yufuProcess();
        String[] answer = killed.inputReader().readLine().split(" ", 2);
        assertEquals("ready", answer[0]);
        assertReason("another Yufu is using it (process " + killed.pid() + ")");
        killed.destroyForcibly().waitFor();
        ProcessHandle left = ProcessHandle.of(Long.parseLong(answer[1])).orElseThrow();
        assertTrue(left.isAlive(), "killing a Yufu doesn't end its server: otherwise this test shows nothing");
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertNotEquals(left.pid(), db.pid());
            assertFalse(running(left), "two servers");
        }
    }

    @Test
    void aProcessThatGotAStalePidIsLeftAlone() throws Exception {
        List<String> lines;
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            lines = new ArrayList<>(Files.readAllLines(directory.resolve("db/postmaster.pid")));
        }
        Process innocent = new ProcessBuilder("sleep", "60").start();
        lines.set(0, Long.toString(innocent.pid()));
        Files.write(directory.resolve("db/postmaster.pid"), lines);
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertEquals("1", ask(db, "SELECT '1'"));
            assertTrue(innocent.isAlive());
        } finally {
            innocent.destroy();
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = new EmbeddedPostgres.Settings(taken.getLocalPort(), false);
            var refusal = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(directory, settings));
            String reason = "port " + taken.getLocalPort() + " on 127.0.0.1 is not free";
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains(reason), message);
        }
        EmbeddedPostgres.start(directory, QUICK).close();
    }

    @Test
    void anInterruptedFirstStartIsBegunAnew() throws Exception {
        Files.createDirectories(directory.resolve("db.partial/base"));
        Files.writeString(directory.resolve("db.partial/PG_VERSION"), "18\n");
        EmbeddedPostgres.start(directory, QUICK).close();
    }

    @Test
    void asRootItRunsUnderWhateverAccountWorks() throws Exception {
        assumeTrue(SystemAccount.isRoot());
        List<SystemAccount> accounts = new ArrayList<>();
        for (var account :
                List.of(SystemAccount.inUserNamespace(), SystemAccount.as("nobody"), SystemAccount.inUserNamespace()))
            if (account.works()) accounts.add(account);
        assumeTrue(!accounts.isEmpty());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (SystemAccount account : accounts) {
            try (var db = EmbeddedPostgres.start(directory, QUICK, account)) {
                assertEquals("1", ask(db, "SELECT '1'"));
            }
        }
    }

    private void assertReason(String reason) {
        var refusal = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(directory, QUICK));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.endsWith(directory + ": " + reason), message);
        assertEquals(1, message.lines().count());
    }

    private static void kill(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        assertTrue(Postmaster.await(() -> !running(process), Duration.ofSeconds(5)));
    }

    /** Unlike isAlive, not true of a dead process that nobody has collected. */
    private static boolean running(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void run(EmbeddedPostgres db, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres db, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private Process yufuProcess() throws IOException {
        String shared =
                "-D" + PostgresBinaries.SHARED_DIRECTORY + "=" + System.getProperty(PostgresBinaries.SHARED_DIRECTORY);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        shared,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherYufu.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process on the same directory: says "ready" and the server's pid and waits, or says why not and ends. */
    static final class OtherYufu {
        public static void main(String[] arguments) throws InterruptedException {
            try {
                var db = EmbeddedPostgres.start(Path.of(arguments[0]), QUICK);
                System.out.println("ready " + db.pid());
                Thread.sleep(Duration.ofMinutes(1));
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
