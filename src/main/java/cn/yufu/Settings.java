package cn.yufu;

import cn.yufu.http.Access;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of the environment; what cannot be used is said with the variable's name, never with a secret. */
record Settings(Map<String, String> environment) {
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s<>@,;]+@[^\\s<>@,;]+");
    private static final Pattern SENDER = Pattern.compile("([^<>@\\r\\n]*<" + MAIL_ADDRESS + ">|" + MAIL_ADDRESS + ")");

    @Nullable
    String optional(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String otherwise) {
        var value = optional(name);
        return value == null ? otherwise : value;
    }

    String choice(String name, String otherwise, List<String> choices) {
        var value = text(name, otherwise);
        if (!choices.contains(value))
            throw new Config.Unusable(name + ": must be one of " + String.join(", ", choices) + ", not " + value);
        return value;
    }

    boolean flag(String name) {
        return choice(name, "false", List.of("true", "false")).equals("true");
    }

    int port(String name, int otherwise) {
        var value = text(name, Integer.toString(otherwise));
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
        if (port >= 1 && port <= 65535) return port;
        throw new Config.Unusable(name + ": must be a port number, not " + value);
    }

    /** Not negative; without the setting, the default. */
    int whole(String name, int otherwise, int most) {
        var value = text(name, Integer.toString(otherwise));
        if (value.matches("\\d{1,6}") && Integer.parseInt(value) <= most) return Integer.parseInt(value);
        throw new Config.Unusable(name + ": must be a whole number up to " + most + ", not " + value);
    }

    Path path(String name, String otherwise) {
        try {
            return Path.of(text(name, otherwise));
        } catch (InvalidPathException e) {
            throw new Config.Unusable(name + ": must be the path of a folder");
        }
    }

    /** Of a file that is there; null without the setting. */
    @Nullable
    Path file(String name) {
        var value = optional(name);
        if (value == null) return null;
        try {
            var file = Path.of(value);
            if (Files.isRegularFile(file) && Files.isReadable(file)) return file;
        } catch (InvalidPathException e) {
            // neither is there one
        }
        throw new Config.Unusable(name + ": no file that can be read: " + value);
    }

    /** It holds a password: the message doesn't repeat it. */
    @Nullable
    String databaseUrl(String name) {
        var value = optional(name);
        if (value == null) return null;
        var uri = uri(value);
        if (uri != null
                && Set.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPath().length() > 1) return value;
        throw new Config.Unusable(name + ": must be postgresql://user:password@host:port/name, with special characters"
                + " percent-encoded");
    }

    /** The pages lie at the root of their host. */
    String site(String name, String otherwise) {
        var value = text(name, otherwise).replaceFirst("/$", "");
        var uri = uri(value);
        if (uri != null
                && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawPath().isEmpty()) return value;
        throw new Config.Unusable(name + ": must be like https://yufu.example.cn, without a path, not " + value);
    }

    private static @Nullable URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    @Nullable
    String mailAddress(String name) {
        var value = optional(name);
        if (value == null || MAIL_ADDRESS.matcher(value).matches()) return value;
        throw new Config.Unusable(name + ": must be a mail address, not " + value);
    }

    List<Access.Key> keys(String name) {
        var keys = new ArrayList<Access.Key>();
        var value = optional(name);
        if (value == null) return keys;
        for (var part : value.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon < 1 || part.length() - colon - 1 < 32)
                throw new Config.Unusable(name + ": must be id:secret with secrets of 32 characters or more");
            var id = part.substring(0, colon).strip();
            if (keys.stream().anyMatch(key -> key.id().equals(id)))
                throw new Config.Unusable(name + ": two keys have the id " + id);
            keys.add(new Access.Key(id, part.substring(colon + 1).strip()));
        }
        return keys;
    }

    Config.Smtp smtp() {
        boolean tls = flag("YUFU_SMTP_TLS");
        var user = optional("YUFU_SMTP_USER");
        var password = optional("YUFU_SMTP_PASSWORD");
        if ((user == null) != (password == null))
            throw new Config.Unusable(
                    (user == null ? "YUFU_SMTP_PASSWORD" : "YUFU_SMTP_USER") + ": user and password go together");
        var from = text("YUFU_SMTP_FROM", "渝服 <no-reply@localhost>");
        if (!SENDER.matcher(from).matches())
            throw new Config.Unusable("YUFU_SMTP_FROM: must be like 渝服 <no-reply@example.cn>, not " + from);
        int port = port("YUFU_SMTP_PORT", tls ? 465 : 25);
        return new Config.Smtp(optional("YUFU_SMTP_HOST"), port, user, password, tls, from);
    }
}
