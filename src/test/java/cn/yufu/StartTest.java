package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.db.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the way of a start is said in one line that names the setting to change, with exit status 2. */
class StartTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YUFU_MODE | prod",
                "YUFU_SAMPLE | village",
                "YUFU_PORT | http",
                "YUFU_PORT | 0",
                "YUFU_PORT | 65536",
                "YUFU_MANAGEMENT_PORT | -1",
                "YUFU_MANAGEMENT_PORT | 8080",
                "YUFU_DATA | a\0b",
                "YUFU_DATABASE_URL | localhost:5432/yufu",
                "YUFU_DATABASE_URL | jdbc:postgresql://localhost/yufu",
                "YUFU_DATABASE_URL | postgresql://yufu:pass word@localhost/yufu",
                "YUFU_DATABASE_URL | postgresql:///yufu",
                "YUFU_DATABASE_URL | postgresql://localhost",
                "YUFU_PUBLIC_URL | yufu.example.cn",
                "YUFU_PUBLIC_URL | ftp://yufu.example.cn",
                "YUFU_PUBLIC_URL | https://yufu.example.cn/yufu",
                "YUFU_PUBLIC_URL | https://yu fu",
                "YUFU_TOKEN_KEYS | short",
                "YUFU_TOKEN_KEYS | a:0123456789abcdef",
                "YUFU_TOKEN_KEYS | a:0123456789abcdef0123456789abcdef,a:0123456789abcdef0123456789abcdeX",
                "YUFU_SMTP_PORT | smtp",
                "YUFU_SMTP_TLS | yes",
                "YUFU_SMTP_PASSWORD | s3cret",
                "YUFU_SMTP_FROM | nobody",
                "YUFU_TRUST_PROXY | 1",
                "YUFU_DRAIN_SECONDS | a while",
                "YUFU_DRAIN_SECONDS | 301",
                "YUFU_ADMIN_EMAIL | admin",
                "YUFU_PDF_FONT | /no/such/font.ttf",
            })
    void a_setting_that_cannot_be_used_is_named(String name, String value) {
        var refusal = assertThrows(Config.Unusable.class, () -> Config.read(Map.of(name, value)));
        var message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(name + ": "), message);
        assertEquals(1, message.lines().count());
        for (var secret : List.of("pass word", "0123456789abcdef", "s3cret"))
            assertTrue(!message.contains(secret), () -> "a secret is shown: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "YUFU_TOKEN_KEYS,",
        "YUFU_SMTP_HOST,",
        "YUFU_SMTP_FROM,",
        "YUFU_PUBLIC_URL,",
        "YUFU_PUBLIC_URL,http://yufu.cn"
    })
    void production_insists_on_what_a_desk_can_do_without(String name, String value) {
        var environment = new HashMap<>(Map.of(
                "YUFU_MODE", "production",
                "YUFU_TOKEN_KEYS", "a:0123456789abcdef0123456789abcdef",
                "YUFU_SMTP_HOST", "mail.example.cn",
                "YUFU_SMTP_FROM", "no-reply@example.cn",
                "YUFU_PUBLIC_URL", "https://yufu.example.cn"));
        assertTrue(Config.read(environment).production());
        if (value == null) environment.remove(name);
        else environment.put(name, value);
        var refusal = assertThrows(Config.Unusable.class, () -> Config.read(environment));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(name + ": "));
    }

    @Test
    void a_wrong_setting_ends_the_process_with_status_2_and_one_line() {
        var refusal = ChildYufu.refused(Map.of("YUFU_PORT", "http"));
        assertEquals(2, refusal.status());
        assertEquals(List.of("yufu: YUFU_PORT: must be a port number, not http"), refusal.output());
    }

    @Test
    void a_port_that_is_taken_is_named_and_the_database_is_left_as_it_was() throws IOException {
        var database = new OwnDatabase("start_test");
        try (var taken = new ServerSocket(0)) {
            for (var name : List.of("YUFU_PORT", "YUFU_MANAGEMENT_PORT")) {
                var environment = OwnServer.environment(Map.of(name, Integer.toString(taken.getLocalPort())));
                var refusal = refusal(environment, database.url());
                assertTrue(refusal.startsWith(name + ": port " + taken.getLocalPort() + " "), refusal);
            }
            // a connection that was closed is seen to be gone a moment later
            for (int i = 0; i < 100 && connections(database) > 0; i++) LockSupport.parkNanos(50_000_000L);
            assertEquals(0, connections(database));
        } finally {
            database.close();
        }
    }

    private static long connections(OwnDatabase database) {
        return (Long) database.run("""
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'yufu'\
            """).getFirst();
    }

    private static String refusal(Map<String, String> environment, String databaseUrl) {
        var refusal =
                assertThrows(Config.Unusable.class, () -> Server.start(Config.read(environment), null, databaseUrl));
        var message = String.valueOf(refusal.getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static String refusal(Map<String, String> more) {
        var environment = OwnServer.environment(more);
        var refusal = assertThrows(Config.Unusable.class, () -> Server.start(Config.read(environment)));
        var message = String.valueOf(refusal.getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void a_data_directory_that_cannot_be_used_is_named() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        for (var data : List.of(file, file.resolve("below"), Path.of("/proc/yufu"))) {
            var refusal = refusal(Map.of("YUFU_DATA", data.toString()));
            assertTrue(refusal.startsWith("YUFU_DATA: ") && refusal.contains(data.toString()), refusal);
            assertTrue(!refusal.contains("Exception"), refusal);
        }
        try (var other = EmbeddedPostgres.start(directory.resolve("data"), EmbeddedPostgres.Settings.tests())) {
            var refusal = refusal(Map.of("YUFU_DATA", directory.resolve("data").toString()));
            assertTrue(refusal.startsWith("YUFU_DATA: ") && refusal.endsWith("this Yufu uses it already"), refusal);
            assertTrue(other.port() > 0);
        }
    }

    @Test
    void a_database_that_is_away_or_refuses_is_named() throws IOException {
        var shared = TestServer.database();
        int free = Ports.free();
        for (var url : List.of(
                "postgresql://yufu:s3cret@127.0.0.1:" + free + "/yufu",
                "postgresql://yufu:s3cret@127.0.0.1:" + shared.port() + "/yufu",
                "postgresql://yufu:s3cret@no-such-host.invalid/yufu",
                shared.url().replaceFirst("/yufu$", "/no_such_database"))) {
            var refusal = refusal(Map.of("YUFU_DATABASE_URL", url));
            assertTrue(refusal.startsWith("YUFU_DATABASE_URL: "), refusal);
            assertTrue(!refusal.contains("s3cret") && !refusal.contains(shared.password()), refusal);
        }
    }

    @Test
    void a_postgresql_that_is_too_old_is_named() {
        var vertx = Vertx.vertx();
        var old = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(asked -> socket.write(oldPostgres(asked))));
        old.listen(0, "127.0.0.1").await();
        try {
            var refusal =
                    refusal(Map.of("YUFU_DATABASE_URL", "postgresql://a:b@127.0.0.1:" + old.actualPort() + "/yufu"));
            assertEquals(
                    "YUFU_DATABASE_URL: cannot migrate the database: it is PostgreSQL 14, Yufu needs 15 or newer",
                    refusal);
        } finally {
            vertx.close().await();
        }
    }

    /** As one of version 14 begins a session: no encryption, no password, its settings, ready. */
    private static Buffer oldPostgres(Buffer asked) {
        int code = asked.length() >= 8 ? asked.getInt(4) : 0;
        if (code == 80_877_103 || code == 80_877_104) return Buffer.buffer("N");
        if (code != 196_608) {
            var done = "SET\0".getBytes(StandardCharsets.US_ASCII);
            return Buffer.buffer()
                    .appendByte((byte) 'C')
                    .appendInt(4 + done.length)
                    .appendBytes(done)
                    .appendBuffer(ready());
        }
        var answer = Buffer.buffer().appendByte((byte) 'R').appendInt(8).appendInt(0);
        Map.of(
                        "server_version", "14.22",
                        "client_encoding", "UTF8",
                        "standard_conforming_strings", "on",
                        "integer_datetimes", "on",
                        "DateStyle", "ISO, MDY")
                .forEach((name, value) -> {
                    var setting = (name + "\0" + value + "\0").getBytes(StandardCharsets.US_ASCII);
                    answer.appendByte((byte) 'S').appendInt(4 + setting.length).appendBytes(setting);
                });
        answer.appendByte((byte) 'K').appendInt(12).appendInt(1).appendInt(1);
        return answer.appendBuffer(ready());
    }

    private static Buffer ready() {
        return Buffer.buffer().appendByte((byte) 'Z').appendInt(5).appendByte((byte) 'I');
    }
}
