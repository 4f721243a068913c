package cn.yufu.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom PostgreSQL's programs run as: they refuse to be root, so as root they are started in a user namespace or, where
 * that is forbidden (Docker's default), as an unprivileged user.
 *
 * @param prefix what precedes a program on its command line; replaces itself by the program, so the process id stays
 * @param owner user who must own the files of the cluster; empty: whoever runs this process
 */
record SystemAccount(List<String> prefix, String owner) {

    static SystemAccount forPostgres() {
        if (!isRoot()) return new SystemAccount(List.of(), "");
        return Stream.of(inUserNamespace(), as("postgres"), as("nobody"))
                .filter(SystemAccount::works)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here:"
                                + " start Yufu as another user or set YUFU_DATABASE_URL"));
    }

    static SystemAccount inUserNamespace() {
        return new SystemAccount(List.of("unshare", "-U"), "root");
    }

    static SystemAccount as(String user) {
        return new SystemAccount(List.of("setpriv", "--reuid", user, "--regid", group(user), "--clear-groups"), user);
    }

    private static String group(String user) {
        return Objects.requireNonNullElse(output(List.of("id", "-g", user)), user);
    }

    static boolean isRoot() {
        try {
            Path self = Path.of("/proc/self");
            return Files.exists(self)
                    ? Objects.equals(Files.getAttribute(self, "unix:uid"), 0)
                    : System.getProperty("user.name", "").equals("root");
        } catch (IOException e) {
            return false;
        }
    }

    boolean works() {
        String id = output(Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList());
        return id != null && !id.equals("0");
    }

    /** Makes the account's user the owner of a tree that another account may have used before. */
    void own(Path root) throws IOException {
        if (owner.isEmpty()) return;
        UserPrincipal user =
                root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        if (Files.getOwner(root).equals(user)) return;
        List<Path> tree;
        try (var paths = Files.walk(root)) {
            tree = paths.sorted(Comparator.reverseOrder()).toList(); // the root last: it says whether all is done
        }
        for (Path path : tree) Files.setOwner(path, user);
    }

    private static @Nullable String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? output : null;
        } catch (IOException e) {
            return null; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
