package cn.yufu.db;

import java.io.File;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a test must put on the class path of another process to find the same classes, whoever runs the tests. */
public final class ClassPath {
    private ClassPath() {}

    public static String ofTests() {
        if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader))
            return System.getProperty("java.class.path");
        return Arrays.stream(loader.getURLs())
                .map(url -> Path.of(url.getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
