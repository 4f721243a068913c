package cn.yufu.db;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A data directory's database cluster: its making, its password and its settings. */
final class PostgresCluster {
    private final Path directory;
    private final Path data;
    private final Path passwordFile;
    private final PostgresPrograms programs;

    PostgresCluster(Path directory, PostgresPrograms programs) {
        this.directory = directory;
        this.data = directory.resolve("db");
        this.passwordFile = directory.resolve("password");
        this.programs = programs;
    }

    Path data() {
        return data;
    }

    String password() throws IOException {
        return Files.readString(passwordFile, US_ASCII).strip();
    }

    void createIfAbsent(boolean durable) throws IOException {
        if (!Files.exists(data)) create(durable);
        if (!Files.exists(passwordFile)) throw new IllegalStateException("the file password is missing");
        String found = Files.readString(data.resolve("PG_VERSION"), US_ASCII).strip();
        String brought = PostgresBinaries.VERSION.replaceFirst("\\..*", "");
        if (!found.equals(brought))
            throw new IllegalStateException(
                    "its data is of PostgreSQL " + found + ", this Yufu brings " + brought + "; see pg_upgrade");
        programs.account().own(data);
    }

    /** Makes the cluster aside and renames it when whole, so that an interrupted first start leaves nothing half done. */
    private void create(boolean durable) throws IOException {
        if (!Files.exists(passwordFile)) createPassword();
        programs.account().own(passwordFile);
        Path fresh = directory.resolve("db.partial");
        PostgresBinaries.deleteTree(fresh);
        programs.account().own(Files.createDirectory(fresh, readableByOwner("rwx------")));
        List<String> initdb = new ArrayList<>(List.of("-D", fresh.toString(), "-U", EmbeddedPostgres.USER));
        initdb.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile, "--data-checksums"));
        initdb.addAll(List.of("-E", "UTF8", "--locale=" + locale(), "--lc-messages=C", "-T", "simple"));
        initdb.addAll(List.of("--locale-provider=icu", "--icu-locale=zh-Hans-CN"));
        if (!durable) initdb.add("--no-sync");
        programs.run("initdb", "", initdb);
        String sql = "CREATE DATABASE " + EmbeddedPostgres.DATABASE + "\n";
        programs.run(
                "postgres", sql, List.of("--single", "-D", fresh.toString(), "-c", "exit_on_error=on", "postgres"));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        if (durable && PostgresBinaries.posix(directory)) {
            try (var renamed = FileChannel.open(directory, StandardOpenOption.READ)) {
                renamed.force(true);
            }
        }
    }

    private void createPassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path partial = directory.resolve("password.partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, readableByOwner("rw-------"));
        Files.writeString(partial, HexFormat.of().formatHex(random) + "\n", US_ASCII);
        Files.move(partial, passwordFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private FileAttribute<?>[] readableByOwner(String permissions) {
        if (!PostgresBinaries.posix(directory)) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    /** What decides which characters are letters; pg_trgm would drop Chinese ones under plain C. */
    private static String locale() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.startsWith("mac") ? "en_US.UTF-8" : os.startsWith("windows") ? "C" : "C.UTF-8";
    }

    /** The server's command line, which overrides every settings file. */
    List<String> arguments(int port, boolean durable) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "64MB");
        settings.put("timezone", "Asia/Shanghai");
        String safely = durable ? "on" : "off";
        settings.put("fsync", safely);
        settings.put("synchronous_commit", safely);
        settings.put("full_page_writes", safely);
        // one file per weekday, overwritten a week later
        settings.put("logging_collector", "on");
        settings.put("log_directory", programs.logs().toString());
        settings.put("log_filename", "postgresql-%a.log");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_timezone", "Asia/Shanghai");
        settings.put("lc_messages", "C");
        settings.put("log_error_verbosity", "terse"); // the details of a violated constraint quote personal data
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }
}
