package cn.yufu;

import cn.yufu.db.Db;
import cn.yufu.db.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database server is killed under load, and Yufu goes on by itself. */
class RestartTest {
    private static final int KILLS = 2;

    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_outlives_a_killed_database_and_nobody_restarts_anything() throws Exception {
        var config = Config.read(OwnServer.environment(Map.of()));
        var postgres = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production());
        var server = Server.start(config, postgres, postgres.url());
        try {
            var database = new OwnDatabase(postgres);
            var traffic = new Traffic(database, config);
            var health = Client.at("http://localhost:" + config.managementPort(), null);
            for (int round = 0; round < KILLS; round++) {
                int before = traffic.answers();
                traffic.begin();
                Await.until(() -> traffic.answers() > before + 30);
                kill();
                Await.until(() -> health.get("/health/ready").status() == 503);
                health.get("/health/live").expect(200);
                int meanwhile = traffic.answers();
                Await.until(() -> traffic.answers() > meanwhile + 10); // it has begun again
                traffic.end();
                Await.until(() -> health.get("/health/ready").status() == 200);
                database.reconnect();
                traffic.assertRepeated();
                traffic.assertNothingByHalf();
            }
            wholePool(server.app.db);
            database.run("CREATE EXTENSION amcheck");
            database.run("""
                SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
                JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
                WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid AND c.relkind = 'i'\
                """);
        } finally {
            server.stop();
        }
    }

    /** The process that the file in the data directory names. */
    private void kill() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(directory.resolve("db/postmaster.pid")).getFirst());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static void wholePool(Db db) throws Exception {
        var got = new ArrayList<io.vertx.sqlclient.SqlConnection>();
        for (int i = 0; i < Db.WRITERS; i++) got.add(db.connection().await(10, TimeUnit.SECONDS));
        for (var connection : got) db.release(connection).await();
        Await.until(() -> db.writing() == 0);
        Await.until(() -> db.reading() == 0);
    }
}
