package cn.yufu;

import cn.yufu.sample.SampleCity;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The product as Main starts it, with the sample city, on a database and ports of its own, and one Chromium that looks
 * at it; both once for all browser tests. YUFU_CHROMIUM names the browser's program.
 */
final class SampleProduct {
    static final String PASSWORD = SampleCity.PASSWORD;

    private static final Path DATA = folder();
    private static final Server SERVER = start();
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    static final Browser BROWSER = PLAYWRIGHT
            .chromium()
            .launch(new LaunchOptions()
                    .setExecutablePath(
                            Path.of(Objects.requireNonNullElse(System.getenv("YUFU_CHROMIUM"), "/usr/bin/chromium")))
                    // as root there is no sandbox; and nothing may go out that the pages did not ask for
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SampleProduct::stop));
    }

    private SampleProduct() {}

    private static Server start() {
        System.setProperty(
                "yufu.postgres.binaries",
                Path.of("target/postgres").toAbsolutePath().toString());
        return Server.start(Config.read(Map.of(
                "YUFU_DATA", DATA.toString(),
                "YUFU_PORT", Integer.toString(Ports.free()),
                "YUFU_MANAGEMENT_PORT", Integer.toString(Ports.free()))));
    }

    private static void stop() {
        PLAYWRIGHT.close();
        SERVER.stop();
        try (var files = Files.walk(DATA)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("yufu-ui");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String url() {
        return SERVER.app.config.publicUrl();
    }

    /** A sample account's way to the API, to hold what the pages show against what is. */
    static Client as(String username) {
        var session = Client.at(url(), null)
                .post("/api/sessions", Map.of("username", username, "password", PASSWORD))
                .expect(201);
        return Client.at(url(), session.text("accessToken"));
    }

    /** The user name of somebody in that organisation. */
    static String member(String organisation) {
        return as("shiji1")
                .get("/api/accounts?limit=1&organisation=" + organisation)
                .expect(200)
                .body()
                .at("/items/0/username")
                .asText();
    }
}
