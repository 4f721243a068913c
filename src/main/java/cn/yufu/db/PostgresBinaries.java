package cn.yufu.db;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs from the class path, once per version and directory. */
public final class PostgresBinaries {
    /** As {@code postgres.binaries.version} in pom.xml. */
    static final String VERSION = "18.6.0";

    /** System property naming a directory where several data directories share the unpacked programs. */
    static final String SHARED_DIRECTORY = "yufu.postgres.binaries";

    private PostgresBinaries() {}

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Path dataDirectory) throws IOException {
        String shared = System.getProperty(SHARED_DIRECTORY);
        Path place = shared == null ? dataDirectory : Path.of(shared).toAbsolutePath();
        Path home = place.resolve("pgsql-" + VERSION);
        if (!Files.isDirectory(home)) unpackOnce(Files.createDirectories(place), home);
        return home;
    }

    private static synchronized void unpackOnce(Path place, Path home) throws IOException {
        try (var channel = FileChannel.open(place.resolve("pgsql.lock"), CREATE, WRITE)) {
            channel.lock(); // held until the channel is closed; other processes wait here
            if (Files.isDirectory(home)) return;
            Path partial = place.resolve("pgsql-" + VERSION + ".partial");
            deleteTree(partial);
            unpack(partial);
            force(partial);
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void unpack(Path into) throws IOException {
        String archive = "/" + archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null)
                throw new IllegalStateException("this Yufu was built for another platform: " + archive
                        + " is not in it; build with -Dpostgres.binaries.platform=… or set YUFU_DATABASE_URL");
            var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) unpack(entry, tar, into);
        }
    }

    /** To the disk: a power cut after the renaming would leave whole-looking, empty files. */
    private static void force(Path root) throws IOException {
        List<Path> files;
        try (var paths = Files.walk(root)) {
            files = paths.filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : files) {
            try (var channel = FileChannel.open(file, WRITE)) {
                channel.force(true);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) throw new IOException("entry outside of its archive: " + entry.getName());
        Files.createDirectories(entry.isDirectory() ? target : target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (!entry.isDirectory()) {
            Files.copy(content, target);
            boolean program = (entry.getMode() & 0100) != 0;
            if (program && posix(target))
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** The archive's name in the jars of io.zonky.test.postgres. */
    static String archive(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : "linux";
        String processor = osArch.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + processor + ".txz";
    }

    static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Removes a folder with all that is in it, if it is there. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) return;
        List<Path> inner;
        try (var paths = Files.walk(root)) {
            inner = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inner) Files.delete(path);
    }
}
