package cn.yufu.db;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** Lets one Yufu at a time use a data directory; the operating system frees it when the process dies. */
final class DirectoryLock implements AutoCloseable {
    // Closing any channel of a file drops this process's lock on it (POSIX), so a second attempt mustn't open the file.
    private static final Set<Path> taken = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @param directory as {@link Path#toRealPath} gives it */
    static DirectoryLock take(Path directory) throws IOException {
        if (!taken.add(directory)) throw new IllegalStateException("this Yufu uses it already");
        Path file = directory.resolve("lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, CREATE, READ, WRITE);
            if (channel.tryLock() == null)
                throw new IllegalStateException("another Yufu is using it (process " + holder(file) + ")");
            channel.truncate(0).write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new DirectoryLock(directory, channel);
        } catch (IOException | IllegalStateException e) {
            if (channel != null) channel.close();
            taken.remove(directory);
            throw e;
        }
    }

    private static String holder(Path file) {
        try {
            return Files.readString(file, US_ASCII).strip();
        } catch (IOException e) {
            return "unknown"; // Windows lets nobody else read a locked file
        }
    }

    @Override
    public void close() {
        if (!channel.isOpen()) return; // the directory may be another's by now
        try {
            channel.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(DirectoryLock.class).warn("Unlocking {}", directory, e);
        } finally {
            taken.remove(directory);
        }
    }
}
