package cn.yufu;

import cn.yufu.http.Access;
import java.nio.file.Path;
import java.security.SecureRandom;
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
        int drainSeconds,
        @Nullable String adminEmail,
        @Nullable Path pdfFont,
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
            super(message.replaceAll("\\s*\\R\\s*", " "), null, false, false);
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
        --rehearse: starts on a sample city of its own, visits it, stops and removes it, so that a JVM told
        -XX:AOTCacheOutput=FILE writes down what makes later starts with -XX:AOTCache=FILE quicker.

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
          YUFU_DRAIN_SECONDS    when stopping, how long it says not ready before it takes no more requests, default 0; for a balancer
          YUFU_ADMIN_EMAIL      production, first start: where the link goes that sets the password of the user admin
          YUFU_PDF_FONT         font file of PDF reports (TrueType or OpenType with Chinese); default: the best of those installed
          YUFU_SITE_OWNER       主办单位   YUFU_SITE_HOTLINE 服务热线   YUFU_SITE_ICP   YUFU_SITE_POLICE   YUFU_SITE_ID   filing numbers
        """;

    static Config read(Map<String, String> environment) {
        var settings = new Settings(environment);
        boolean production = settings.choice("YUFU_MODE", "sample", List.of("sample", "production"))
                .equals("production");
        int port = settings.port("YUFU_PORT", 8080);
        boolean city =
                settings.choice("YUFU_SAMPLE", "city", List.of("city", "empty")).equals("city");
        int managementPort = settings.port("YUFU_MANAGEMENT_PORT", 8081);
        if (managementPort == port)
            throw new Unusable("YUFU_MANAGEMENT_PORT: must not be the port of the pages, " + port);
        var config = new Config(
                production,
                !production && city,
                port,
                managementPort,
                settings.path("YUFU_DATA", "data"),
                settings.databaseUrl("YUFU_DATABASE_URL"),
                settings.site("YUFU_PUBLIC_URL", "http://localhost:" + port),
                settings.keys("YUFU_TOKEN_KEYS"),
                settings.smtp(),
                settings.flag("YUFU_TRUST_PROXY"),
                settings.whole("YUFU_DRAIN_SECONDS", 0, 300),
                settings.mailAddress("YUFU_ADMIN_EMAIL"),
                settings.file("YUFU_PDF_FONT"),
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
                drainSeconds,
                adminEmail,
                pdfFont,
                site);
    }
}
