package cn.yufu.http;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the pages are made of: {@code webroot/} and, from an allow-list, the files of the script libraries that
 * are pinned jars. Inside the project the folder itself is read, so that an edited page shows without a restart;
 * anywhere else the copy on the class path.
 */
final class Webroot {
    /** What the pages import, by the names the import map knows; nothing else of the jars is served. */
    private static final List<String> LIBRARY = List.of(
            "lit-element/lit-element.js",
            "lit-html/lit-html.js",
            "@lit/reactive-element/reactive-element.js",
            "@lit/reactive-element/css-tag.js");

    /** The folder in the source tree, or null when the program doesn't run from its project. */
    static final @Nullable Path PROJECT = project();

    private Webroot() {}

    private static @Nullable Path project() {
        var folder = Path.of("webroot").toAbsolutePath();
        var packed = !"file".equals(resource("webroot/index.html").getScheme());
        return !packed && Files.isDirectory(folder) && Files.exists(Path.of("pom.xml")) ? folder : null;
    }

    /** Every file by its path below webroot, without hidden files and source maps. */
    static Map<String, byte[]> read() {
        if (PROJECT != null) return tree(PROJECT);
        var index = resource("webroot/index.html");
        if ("file".equals(index.getScheme())) return tree(Path.of(index).resolveSibling(""));
        try (var jar = FileSystems.newFileSystem(index, Map.of())) {
            return tree(jar.getPath("webroot"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> tree(Path root) {
        var files = new TreeMap<String, byte[]>();
        for (var path : paths(root)) {
            var name = root.relativize(path).toString().replace('\\', '/');
            if (!name.startsWith(".") && !name.contains("/.") && !name.endsWith(".map")) files.put(name, bytes(path));
        }
        return files;
    }

    private static List<Path> paths(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the newest file of the project's folder was written, in milliseconds; 0 outside the project. */
    static long changed() {
        if (PROJECT == null) return 0;
        return paths(PROJECT).stream()
                .mapToLong(path -> path.toFile().lastModified())
                .max()
                .orElse(0);
    }

    /**
     * The libraries: import names with their addresses below {@code lib/} (names that end in a slash are prefixes), and
     * the allowed files with their bytes by the same addresses.
     */
    record Library(Map<String, String> imports, Map<String, byte[]> files) {}

    static Library library() {
        var imports = new LinkedHashMap<String, String>();
        var files = new HashMap<String, byte[]>();
        for (var name : LIBRARY) {
            var address = address(name);
            files.put("lib/" + address, bytes("META-INF/resources/_static/" + address));
            imports.put(name, "lib/" + address);
            var slash = name.lastIndexOf('/');
            // the libraries import each other by package name alone
            if (name.endsWith(name.substring(name.lastIndexOf('/', slash - 1) + 1, slash) + ".js"))
                imports.put(name.substring(0, slash), "lib/" + address);
        }
        return new Library(imports, files);
    }

    /** Where the jars' own import maps say that a file lies, without the leading {@code /_static/}. */
    private static String address(String name) {
        try {
            var maps = Webroot.class.getClassLoader().getResources("META-INF/importmap.json");
            while (maps.hasMoreElements()) {
                try (var stream = maps.nextElement().openStream()) {
                    var imports = new JsonObject(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                            .getJsonObject("imports");
                    var folder = imports.getString(name.substring(0, name.lastIndexOf('/') + 1));
                    if (folder != null)
                        return folder.substring("/_static/".length()) + name.substring(name.lastIndexOf('/') + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no jar maps " + name);
    }

    private static byte[] bytes(String resource) {
        try (var stream = Webroot.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) throw new IllegalStateException("not on the class path: " + resource);
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI resource(String name) {
        var url = Webroot.class.getClassLoader().getResource(name);
        if (url == null) throw new IllegalStateException("not on the class path: " + name);
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
