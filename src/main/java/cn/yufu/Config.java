package cn.yufu;

import cn.yufu.http.Access;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every setting, read once from the environment. A wrong or missing one names its variable in one line. */
record Config(
        boolean production,
        boolean sampleCity,
        int port,
        int managementPort,
        Path data,
        @Nullable String databaseUrl,
        String publicUrl,
        List<Access.Key> tokenKeys,
        Smtp smtp,
        boolean trustProxy,
        @Nullable String adminEmail,
        Site site) {

    /** How mail leaves; in sample mode without a host, the built-in mailbox takes it. */
    record Smtp(
            @Nullable String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            boolean tls,
            String from) {}

    /** What the pages say about who runs the site. */
    record Site(String owner, String hotline, String icp, String police, String identity) {}

    /** A setting that cannot be used; the message is one line for the operator. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** What the pages are told about the site; a blank value leaves its line out. */
    Map<String, String> pageSettings() {
        return Map.of(
                "owner", site.owner(),
                "hotline", site.hotline(),
                "icp", site.icp(),
                "police", site.police(),
                "identity", site.identity(),
                "sample", production ? "" : "true");
    }

    static final String HELP = """
        Settings (environment):
          YUFU_MODE             sample (default) or production
          YUFU_SAMPLE           what sample mode puts into an empty database: city (default) or empty, nothing
          YUFU_PORT             port of the pages and the API, default 8080
          YUFU_MANAGEMENT_PORT  port of /health and /metrics, default 8081
          YUFU_DATA             folder of the embedded database, default data
          YUFU_DATABASE_URL     postgresql://user:password@host:port/name instead of the embedded one (PostgreSQL 15 or newer)
          YUFU_PUBLIC_URL       address that links in mails begin with, default http://localhost:<port>; https in production
          YUFU_TOKEN_KEYS       id:secret[,id:secret…], secrets of 32 characters or more; the first signs, all verify; required in production
          YUFU_SMTP_HOST        mail server; required in production; sample mode has a built-in mailbox at /dev/mailbox
          YUFU_SMTP_PORT        default 25, or 465 with YUFU_SMTP_TLS=true
          YUFU_SMTP_USER        YUFU_SMTP_PASSWORD  credentials, if the mail server asks for them
          YUFU_SMTP_TLS         true: TLS from the first byte; default false (STARTTLS when offered)
          YUFU_SMTP_FROM        sender, default 渝服 <no-reply@localhost>; required in production
          YUFU_TRUST_PROXY      true: take the client's address from X-Forwarded-For (only behind a proxy that sets it)
          YUFU_ADMIN_EMAIL      production, first start: where the link goes that sets the password of the user admin
          YUFU_SITE_OWNER       主办单位   YUFU_SITE_HOTLINE 服务热线   YUFU_SITE_ICP   YUFU_SITE_POLICE   YUFU_SITE_ID   filing numbers
        """;

    static Config read(Map<String, String> environment) {
        var settings = new Settings(environment);
        boolean production = settings.choice("YUFU_MODE", "sample", List.of("sample", "production"))
                .equals("production");
        int port = settings.port("YUFU_PORT", 8080);
        boolean city =
                settings.choice("YUFU_SAMPLE", "city", List.of("city", "empty")).equals("city");
        var config = new Config(
                production,
                !production && city,
                port,
                settings.port("YUFU_MANAGEMENT_PORT", 8081),
                Path.of(settings.text("YUFU_DATA", "data")),
                settings.optional("YUFU_DATABASE_URL"),
                settings.text("YUFU_PUBLIC_URL", "http://localhost:" + port),
                settings.keys("YUFU_TOKEN_KEYS"),
                settings.smtp(),
                settings.flag("YUFU_TRUST_PROXY"),
                settings.optional("YUFU_ADMIN_EMAIL"),
                new Site(
                        settings.text("YUFU_SITE_OWNER", ""),
                        settings.text("YUFU_SITE_HOTLINE", ""),
                        settings.text("YUFU_SITE_ICP", ""),
                        settings.text("YUFU_SITE_POLICE", ""),
                        settings.text("YUFU_SITE_ID", "")));
        return production ? config.safe(environment) : config.withKeys();
    }

    /** Production refuses what would only be acceptable on a desk. */
    private Config safe(Map<String, String> environment) {
        for (var name : List.of("YUFU_TOKEN_KEYS", "YUFU_SMTP_HOST", "YUFU_SMTP_FROM", "YUFU_PUBLIC_URL"))
            if (environment.getOrDefault(name, "").isBlank())
                throw new Unusable(name + ": required in production mode");
        if (!publicUrl.startsWith("https://"))
            throw new Unusable("YUFU_PUBLIC_URL: must begin with https:// in production mode, cookies need it");
        return this;
    }

    /** Sample mode makes a key at each start when none is set: sessions then survive by their refresh cookie. */
    private Config withKeys() {
        if (!tokenKeys.isEmpty()) return this;
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var key = new Access.Key("start", HexFormat.of().formatHex(secret));
        return new Config(
                false,
                sampleCity,
                port,
                managementPort,
                data,
                databaseUrl,
                publicUrl,
                List.of(key),
                smtp,
                trustProxy,
                adminEmail,
                site);
    }

    /** Reads single values with a message that names the variable. */
    private record Settings(Map<String, String> environment) {
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
                throw new Unusable(name + ": must be one of " + String.join(", ", choices) + ", not " + value);
            return value;
        }

        boolean flag(String name) {
            return choice(name, "false", List.of("true", "false")).equals("true");
        }

        int port(String name, int otherwise) {
            var value = text(name, Integer.toString(otherwise));
            if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535) return Integer.parseInt(value);
            throw new Unusable(name + ": must be a port number, not " + value);
        }

        List<Access.Key> keys(String name) {
            var keys = new ArrayList<Access.Key>();
            var value = optional(name);
            if (value == null) return keys;
            for (var part : value.split(",", -1)) {
                int colon = part.indexOf(':');
                if (colon < 1 || part.length() - colon - 1 < 32)
                    throw new Unusable(name + ": must be id:secret with secrets of 32 characters or more");
                keys.add(new Access.Key(
                        part.substring(0, colon).strip(),
                        part.substring(colon + 1).strip()));
            }
            return keys;
        }

        Smtp smtp() {
            boolean tls = flag("YUFU_SMTP_TLS");
            return new Smtp(
                    optional("YUFU_SMTP_HOST"),
                    port("YUFU_SMTP_PORT", tls ? 465 : 25),
                    optional("YUFU_SMTP_USER"),
                    optional("YUFU_SMTP_PASSWORD"),
                    tls,
                    text("YUFU_SMTP_FROM", "渝服 <no-reply@localhost>"));
        }
    }
}
