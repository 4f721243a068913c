package cn.yufu.bench;

import cn.yufu.account.Passwords;
import cn.yufu.db.EmbeddedPostgres;
import cn.yufu.db.Migrations;
import cn.yufu.organisation.CreditCode;
import cn.yufu.sample.SampleCity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Makes the database of a city after five years: the sample city, multiplied in SQL from fixed seeds, with every
 * constraint on. It is made anew for each run, for a run leaves its orders behind.
 */
final class Founding {
    private final Path directory;

    Founding(Path directory) {
        this.directory = directory;
    }

    void found() throws SQLException {
        clear();
        try (var postgres = EmbeddedPostgres.start(directory, EmbeddedPostgres.Settings.production())) {
            var database = Database.of(postgres);
            Migrations.run(database.jdbcUrl());
            var vertx = Vertx.vertx();
            var passwords = new Passwords(vertx);
            SampleCity.found(
                    database.jdbcUrl(),
                    () -> passwords.hash(SampleCity.PASSWORD).await(),
                    CreditCode::checkDigit,
                    Instant.now());
            vertx.close().await();
            database.script(sql("1-people"));
            database.script(sql("2-listings"));
            database.script(sql("2-experts"));
            together(List.of(
                    () -> run(database, sql("3-bookings")),
                    () -> run(database, sql("3-search").replace("{half}", "0")),
                    () -> run(database, sql("3-search").replace("{half}", "1")),
                    () -> run(database, sql("3-orders"))));
            database.script(sql("4-indexes"));
            database.update("VACUUM ANALYZE");
            database.update("CHECKPOINT");
        }
    }

    private static boolean run(Database database, String sql) throws SQLException {
        database.script(sql);
        return true;
    }

    private static void together(List<Callable<Boolean>> parts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : threads.invokeAll(parts)) part.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The database of the run before; PostgreSQL's unpacked programs stay. */
    private void clear() {
        for (var name : List.of("db", "password")) {
            var path = directory.resolve(name);
            if (!Files.exists(path)) continue;
            try (var inner = Files.walk(path)) {
                for (var file : inner.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String sql(String name) {
        try (var file = Founding.class.getResourceAsStream(name + ".sql")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
