package cn.yufu.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with Yufu: one database cluster in one directory, served on 127.0.0.1 only.
 *
 * <p>The directory holds {@code db} (the cluster), {@code pgsql-<version>} (the programs), {@code log} (a week of the
 * server's log), {@code password} and {@code lock}. Nothing here registers a shutdown hook: whoever starts it closes it.
 * A server that outlives a killed JVM is stopped by the next start in its directory; one that dies alone is started
 * again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "yufu";
    static final String DATABASE = "yufu";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORT_ATTEMPTS = 5;

    /**
     * How the server runs.
     *
     * @param port TCP port on 127.0.0.1; 0 takes any free one, another at each start
     * @param durable whether an acknowledged commit survives a power cut; false only for tests, where it saves time
     */
    public record Settings(int port, boolean durable) {
        public static Settings production() {
            return new Settings(0, true);
        }

        public static Settings tests() {
            return new Settings(0, false);
        }
    }

    /** Why it does not start: a one-line reason, such as a directory or a port that is in use. */
    public static final class Unstartable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unstartable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final Watchdog watchdog;
    private final int port;
    private final String password;

    private EmbeddedPostgres(
            DirectoryLock lock, Postmaster postmaster, List<String> arguments, int port, String password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.watchdog = new Watchdog(postmaster, arguments);
        this.port = port;
        this.password = password;
        watchdog.start();
    }

    /**
     * Starts the database kept in a directory, creating it on first use; blocks until it answers.
     *
     * @throws Unstartable when the directory or the port is in use, PostgreSQL refused, …
     */
    public static EmbeddedPostgres start(Path dataDirectory, Settings settings) {
        return start(dataDirectory, settings, SystemAccount.forPostgres());
    }

    static EmbeddedPostgres start(Path dataDirectory, Settings settings, SystemAccount account) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        DirectoryLock lock = null;
        try {
            directory = Files.createDirectories(directory).toRealPath();
            lock = DirectoryLock.take(directory);
            return start(directory, settings, account, lock);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            if (lock != null) lock.close();
            throw new Unstartable("Cannot start the database in " + directory + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case IllegalStateException refused -> String.valueOf(refused.getMessage());
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is no directory";
            case NoSuchFileException missing -> "cannot make " + missing.getFile();
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            default -> e.toString();
        };
    }

    private static EmbeddedPostgres start(Path directory, Settings settings, SystemAccount account, DirectoryLock lock)
            throws IOException {
        var programs = new PostgresPrograms(PostgresBinaries.unpacked(directory), directory, account);
        var cluster = new PostgresCluster(directory, programs);
        cluster.createIfAbsent(settings.durable());
        var postmaster = new Postmaster(cluster.data(), programs);
        postmaster.clearLeftovers();
        for (int attempt = 1; ; attempt++) {
            int port = portFor(settings);
            try {
                var arguments = cluster.arguments(port, settings.durable());
                postmaster.start(arguments);
                return new EmbeddedPostgres(lock, postmaster, arguments, port, cluster.password());
            } catch (IllegalStateException e) {
                // between choosing a free port and serving it another program may take it
                boolean portTaken = String.valueOf(e.getMessage()).contains("TCP/IP sockets");
                if (settings.port() != 0 || !portTaken || attempt == PORT_ATTEMPTS) throw e;
                log.debug("Port {} was taken meanwhile", port);
            }
        }
    }

    private static int portFor(Settings settings) throws IOException {
        try (var probe = new ServerSocket(settings.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        } catch (BindException e) {
            throw new IllegalStateException(
                    "port " + settings.port() + " on 127.0.0.1 is not free (" + e.getMessage() + ")", e);
        }
    }

    public int port() {
        return port;
    }

    /** The cluster's superuser. */
    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public String database() {
        return DATABASE;
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** For Vert.x, with user and password (which needs no escaping): not to be logged. */
    public String url() {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The operating system's number of the server process. */
    long pid() {
        return postmaster.pid();
    }

    /** Stops the server: open transactions are rolled back, everything is written to disk; returns when it is gone. */
    @Override
    public void close() {
        watchdog.off();
        try {
            postmaster.stop();
        } finally {
            lock.close();
        }
    }
}
