package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a first visit costs: the bodies as they come over the wire, with the live data that the page shows, by a browser
 * that has nothing of it yet.
 */
class PageWeightTest extends BrowserTest {
    private static final int PUBLIC_BYTES = 40 * 1024;
    private static final int PUBLIC_REQUESTS = 30;
    private static final int DESK_BYTES = 45 * 1024;

    /** The strongest compression comes from a thread that starts with the server. */
    @BeforeAll
    static void packed() throws InterruptedException {
        assertTrue(SampleProduct.url().startsWith("http"), "started");
        for (var thread : Thread.getAllStackTraces().keySet())
            if (thread.getName().equals("pack-pages")) thread.join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/services", "/services/one", "/providers/one", "/login", "/register", "/help", "/docs"})
    void a_public_page_is_light(String path) {
        var window = visitor(Look.DESKTOP);
        var cost = cost(window, path.endsWith("/one") ? some(path) : path);
        assertTrue(cost.bytes() <= PUBLIC_BYTES, cost::toString);
        assertTrue(cost.requests() <= PUBLIC_REQUESTS, cost::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qiye1", "jigou1", "quxian1", "shiji1", "caiwu1", "shenji1", "zhuanjia1"})
    void the_desk_is_light_for_every_role(String username) {
        var cost = cost(as(username, Look.DESKTOP), "/desk");
        assertTrue(cost.bytes() <= DESK_BYTES, cost::toString);
    }

    private record Cost(long bytes, List<Part> parts) {
        int requests() {
            return parts.size();
        }

        @Override
        public String toString() {
            return bytes + " bytes in " + parts.size() + " requests:\n"
                    + parts.stream().map(Part::toString).collect(Collectors.joining("\n"));
        }
    }

    private record Part(long bytes, String url) {
        @Override
        public String toString() {
            return "%6d %s".formatted(bytes, url);
        }
    }

    private static Cost cost(Window window, String path) {
        var requests = new ArrayList<Request>();
        window.page.onRequestFinished(requests::add);
        window.open(path);
        // asking for a size lets more requests arrive; they are not of the first visit
        var parts = List.copyOf(requests).stream()
                .map(request -> new Part(request.sizes().responseBodySize, request.url()))
                .sorted(Comparator.comparingLong(Part::bytes).reversed())
                .toList();
        // a page that showed nothing would be light indeed
        assertEquals(1, window.page.locator("h1:visible").count(), path);
        return new Cost(parts.stream().mapToLong(Part::bytes).sum(), parts);
    }

    /** An address of a service or provider that exists. */
    private static String some(String path) {
        var listing = Client.at(SampleProduct.url(), null)
                .get("/api/listings?limit=1")
                .expect(200)
                .body()
                .at("/items/0");
        return path.startsWith("/services")
                ? "/services/" + listing.path("id").asText()
                : "/providers/" + listing.at("/provider/id").asText();
    }
}
