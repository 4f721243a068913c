package cn.yufu.db;

import static cn.yufu.db.EmbeddedPostgresTest.QUICK;
import static cn.yufu.db.EmbeddedPostgresTest.ask;
import static cn.yufu.db.EmbeddedPostgresTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database when something is in its way or was killed. */
class EmbeddedPostgresFaultsTest {
    @TempDir
    Path directory;

    @Test
    void oneYufuPerDirectory() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertReason(directory, "this Yufu uses it already");
            Process rival = yufuProcess(directory);
            String answer = rival.inputReader().readLine();
            assertTrue(answer.contains(directory + ": another Yufu is using it (process "), answer);
            assertTrue(answer.contains(Long.toString(ProcessHandle.current().pid())), answer);
            assertEquals(0, rival.waitFor());
            assertEquals("1", ask(db, "SELECT '1'"), "the refused starts did no harm");
        }
    }

    @Test
    void inProductionAcknowledgedRowsOutliveAKilledServer() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                assertEquals("on", ask(db, "SHOW " + setting), setting);
            run(db, "CREATE TABLE thing (name text)", "INSERT INTO thing VALUES ('kept')");
            kill(db.pid());
        }
        try (var db = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            assertEquals("kept", ask(db, "SELECT name FROM thing"));
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainOnItsPortAsOftenAsItDies() throws Exception {
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            run(db, "CREATE TABLE thing (name text)");
            for (int i = 0; i < 3; i++) {
                long dead = db.pid();
                run(db, "INSERT INTO thing VALUES ('kept')", "CHECKPOINT"); // not durable on its own in these settings
                kill(dead);
                assertTrue(Postmaster.await(() -> answers(db), Duration.ofSeconds(30)));
                assertNotEquals(dead, db.pid());
                assertEquals(Integer.toString(i + 1), ask(db, "SELECT count(*) FROM thing"));
            }
            kill(db.pid()); // and closed while the next is on its way
        }
        assertEquals(List.of(), serversIn(directory));
    }

    private static boolean answers(EmbeddedPostgres db) {
        try {
            return ask(db, "SELECT '1'").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<Long> serversIn(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(directory + "/db "))
                .map(ProcessHandle::pid)
                .toList();
    }

    @Test
    void aServerLeftByAKilledYufuIsReplaced() throws Exception {
        Process killed = yufuProcess(directory);
        String[] answer = killed.inputReader().readLine().split(" ", 2);
        assertEquals("ready", answer[0]);
        assertReason(directory, "another Yufu is using it (process " + killed.pid() + ")");
        killed.destroyForcibly().waitFor();
        ProcessHandle left = ProcessHandle.of(Long.parseLong(answer[1])).orElseThrow();
        assertTrue(running(left), "killing a Yufu doesn't end its server: otherwise this test shows nothing");
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertNotEquals(left.pid(), db.pid());
            assertFalse(running(left), "two servers");
        }
    }

    @Test
    void aProcessThatGotAStalePidIsLeftAlone() throws Exception {
        List<String> lines;
        Path pidFile = directory.resolve("db/postmaster.pid");
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            lines = new ArrayList<>(Files.readAllLines(pidFile));
            assertEquals(Long.toString(db.pid()), lines.getFirst());
        }
        Process innocent = new ProcessBuilder("sleep", "60").start();
        lines.set(0, Long.toString(innocent.pid()));
        Files.write(pidFile, lines);
        try (var db = EmbeddedPostgres.start(directory, QUICK)) {
            assertEquals("1", ask(db, "SELECT '1'"));
            assertTrue(innocent.isAlive());
        } finally {
            innocent.destroy();
        }
    }

    @Test
    void whatStandsInTheWayIsNamed() throws Exception {
        Files.createDirectories(directory.resolve("db.partial/base")); // a first start was cut off: begun anew
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = new EmbeddedPostgres.Settings(taken.getLocalPort(), false);
            var refusal = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(directory, settings));
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains("port " + taken.getLocalPort() + " on 127.0.0.1 is not free"), message);
        }
        Path pidFile = directory.resolve("db/postmaster.pid");
        assertFalse(Files.exists(pidFile));
        Files.delete(directory.resolve("db/global/pg_control"));
        var refusal = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(directory, QUICK));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("pg_control\": No such file or directory (see "), message);
        Files.writeString(directory.resolve("db/PG_VERSION"), "17\n");
        assertReason(directory, "its data is of PostgreSQL 17, this Yufu brings 18; see pg_upgrade");
    }

    static void assertReason(Path directory, String reason) {
        var refusal = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(directory, QUICK));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.endsWith(directory + ": " + reason), message);
        assertEquals(1, message.lines().count());
    }

    private static void kill(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        assertTrue(Postmaster.await(() -> !process.isAlive(), Duration.ofSeconds(5)));
    }

    /** Unlike isAlive, not true of a dead process that nobody has collected. */
    private static boolean running(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static Process yufuProcess(Path directory) throws IOException {
        String binaries = "-D" + PostgresBinaries.SHARED_DIRECTORY + "="
                + System.getProperty(PostgresBinaries.SHARED_DIRECTORY, "target");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        binaries,
                        "-cp",
                        ClassPath.ofTests(),
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
