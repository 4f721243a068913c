package cn.yufu.http;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts the files of webroot together: includes, settings, the import map with its hash for the content security policy,
 * the list of modules to preload, and the build id in every asset's address.
 */
final class Pages {
    private static final Pattern INCLUDE = Pattern.compile("<!--#include (_parts/[a-z-]+\\.html)-->\\s*");
    private static final Pattern IF = Pattern.compile("<!--#if ([a-z]+)-->(.*?)<!--#end-->", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern ASSET = Pattern.compile("(href|src)=\"/a/");
    private static final Pattern MODULE = Pattern.compile("<script type=\"module\" src=\"/a/([^\"]+)\"");
    private static final Pattern STYLE_IMPORT = Pattern.compile("@import \"([a-z-]+\\.css)\";");
    private static final Pattern SCRIPT_IMPORT = Pattern.compile("(?:\\bfrom|\\bimport)\\s*[\"']([^\"']+)[\"']");

    private static final Pattern INDENTATION = Pattern.compile("^[ \\t]+", Pattern.MULTILINE);
    private static final Pattern LINE_COMMENT = Pattern.compile("^[ \\t]*//.*$", Pattern.MULTILINE);
    /** Only where a line begins with one: inside a line it might be part of a text. */
    private static final Pattern BLOCK_COMMENT =
            Pattern.compile("^[ \\t]*/\\*.*?\\*/", Pattern.MULTILINE | Pattern.DOTALL);

    /** @param files everything that may be served, by its path below webroot; HTML is complete */
    record Site(String build, String policy, Map<String, byte[]> files) {}

    private final Map<String, byte[]> files;
    private final Webroot.Library library;
    private final Map<String, String> settings;
    private final String build;
    private final String importMap;

    private Pages(Map<String, byte[]> files, Webroot.Library library, Map<String, String> settings) {
        this.files = files;
        this.library = library;
        this.settings = settings;
        this.build = build(files, library, settings);
        var imports = new JsonObject();
        new TreeMap<>(library.imports()).forEach((name, path) -> imports.put(name, "/a/" + build + "/" + path));
        this.importMap = new JsonObject().put("imports", imports).encode();
    }

    /** @param settings values of {@code {{name}}} and conditions of {@code <!--#if name-->}; a blank one is false */
    static Site assemble(Map<String, byte[]> files, Webroot.Library library, Map<String, String> settings) {
        return new Pages(files, library, settings).site();
    }

    private Site site() {
        var served = new HashMap<>(library.files());
        files.forEach((path, bytes) -> {
            if (path.startsWith("_parts/")) return;
            if (path.endsWith(".html")) served.put(path, page(path).getBytes(StandardCharsets.UTF_8));
            else if (path.endsWith(".css")) served.put(path, style(path).getBytes(StandardCharsets.UTF_8));
            else if (path.endsWith(".js")) served.put(path, script(path).getBytes(StandardCharsets.UTF_8));
            else served.put(path, bytes);
        });
        return new Site(build, policy(), served);
    }

    private String page(String path) {
        var included = INCLUDE.matcher(text(path)).replaceAll(match -> quote(text(match.group(1))));
        var chosen = IF.matcher(included)
                .replaceAll(match -> settings.getOrDefault(match.group(1), "").isBlank() ? "" : quote(match.group(2)));
        var html = VALUE.matcher(chosen).replaceAll(match -> quote(value(match.group(1), chosen)));
        var addressed = ASSET.matcher(html).replaceAll("$1=\"/a/" + build + "/");
        return INDENTATION.matcher(addressed).replaceAll("");
    }

    private String value(String name, String html) {
        return switch (name) {
            case "importmap" -> "<script type=\"importmap\">" + importMap + "</script>";
            case "preload" -> preload(html);
            default -> escape(settings.getOrDefault(name, ""));
        };
    }

    /** Every module that the page's own modules load at once, so that the browser needn't discover them one by one. */
    private String preload(String html) {
        var modules = new LinkedHashSet<String>();
        var scripts = MODULE.matcher(html);
        while (scripts.find()) collect(scripts.group(1), modules);
        var links = new StringBuilder();
        for (var module : modules)
            links.append("<link rel=\"modulepreload\" href=\"/a/")
                    .append(module)
                    .append("\">\n");
        return links.toString();
    }

    private void collect(String module, Set<String> into) {
        if (!into.add(module)) return;
        var bytes = files.getOrDefault(module, library.files().get(module));
        if (bytes == null) throw new IllegalStateException("a page loads " + module + ", which does not exist");
        var imports = SCRIPT_IMPORT.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (imports.find()) {
            var target = resolve(module, imports.group(1));
            if (files.containsKey(target) || library.files().containsKey(target)) collect(target, into);
        }
    }

    private String resolve(String from, String specifier) {
        if (!specifier.startsWith(".")) return library.imports().getOrDefault(specifier, specifier);
        return java.net.URI.create(from).resolve(specifier).toString();
    }

    private String style(String path) {
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        var style = STYLE_IMPORT.matcher(text(path)).replaceAll(match -> quote(text(folder + match.group(1))));
        var spaced = BLOCK_COMMENT.matcher(style).replaceAll("").replaceAll("\\s+", " ");
        return spaced.replaceAll(" ?([{};,]) ?", "$1");
    }

    /** Comments and indentation are for the readers of the source; lines keep their numbers. */
    private String script(String path) {
        var plain = LINE_COMMENT.matcher(text(path)).replaceAll("");
        var bare = BLOCK_COMMENT
                .matcher(plain)
                .replaceAll(match -> "\n".repeat((int) match.group().lines().count() - 1));
        return INDENTATION.matcher(bare).replaceAll("");
    }

    private String policy() {
        return "default-src 'self'; script-src 'self' 'sha256-"
                + Base64.getEncoder().encodeToString(sha256(importMap.getBytes(StandardCharsets.UTF_8)))
                + "'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri"
                + " 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types lit-html default yufu-worker";
    }

    private String text(String path) {
        var bytes = files.get(path);
        if (bytes == null) throw new IllegalStateException("webroot has no " + path);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String build(Map<String, byte[]> files, Webroot.Library library, Map<String, String> settings) {
        var all = new TreeMap<>(files);
        all.putAll(library.files());
        var digest = digest();
        all.forEach((path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        digest.update(new TreeMap<>(settings).toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, 10);
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quote(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
