package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No page breaks a rule of accessibility, whatever its impact, scrolls sideways or squeezes its words: every page of
 * every role, where width, language and theme take turns from page to page; the first page of visitors and of the
 * district meets every combination.
 */
class AccessibilityTest extends BrowserTest {
    private static final List<Look> LOOKS = looks();

    private static List<Look> looks() {
        var looks = new ArrayList<Look>();
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK))
            for (var language : List.of("zh-CN", "en"))
                for (var width : List.of(1280, 390)) looks.add(new Look(width, language, theme));
        return List.copyOf(looks);
    }

    /** Without frames and without the long lists of what is in order. */
    private static final AxeRunOptions QUICK = new AxeRunOptions();

    static {
        QUICK.setResultTypes(List.of("violations"));
    }

    /** A page that scrolls sideways, and text in a column so narrow that it breaks after each character. */
    private static final String MISSHAPEN = """
        () => {
          const found = [];
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) found.push(`is ${root.scrollWidth - root.clientWidth} px too wide`);
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
            node.data.trim().length > 5 && node.parentElement.checkVisibility() && !node.parentElement.closest('.yq-hide, script')
              ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const {width, height} = range.getBoundingClientRect();
            const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
            if (width > 1 && width < 2.5 * size && height > 4 * size) found.push(`squeezes ${node.data.trim()}`);
          }
          return found.slice(0, 5);
        }\
        """;

    private final List<String> found = new ArrayList<>();

    /** Somebody, or "visitor", and the pages to look at. */
    record Tour(String name, List<String> pages) {
        boolean everyLook() {
            return name.equals("visitor") || name.equals("quxian1");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Tour> tours() {
        return Stream.of(
                new Tour(
                        "visitor",
                        List.of(
                                "/",
                                "/services",
                                "/services?q=专利",
                                "/services?q=没有这样的服务",
                                "/services/{listing}",
                                "/providers/{provider}",
                                "/login",
                                "/login#forgotten",
                                "/register",
                                "/help",
                                "/docs")),
                new Tour(
                        "qiye1",
                        desk(
                                "orders",
                                "orders/{order}",
                                "orders/new?listing={listing}",
                                "budgets",
                                "budgets/{budget}",
                                "people",
                                "exchange",
                                "visits",
                                "visits/{visit}",
                                "diagnosis",
                                "plan",
                                "calendar")),
                new Tour(
                        "jigou1",
                        desk(
                                "orders",
                                "orders/{order}",
                                "listings",
                                "listings/new",
                                "listings/{own}",
                                "imports",
                                "dictionary",
                                "dictionary/{category}")),
                new Tour(
                        "quxian1",
                        desk(
                                "approvals",
                                "orders",
                                "listings",
                                "organisations",
                                "organisations/{organisation}",
                                "people",
                                "imports",
                                "visits",
                                "visits/{visit}",
                                "plans",
                                "plans/{plan}",
                                "specialists",
                                "nothing")),
                new Tour(
                        "shiji1",
                        desk(
                                "approvals",
                                "payments",
                                "listings",
                                "budgets/new",
                                "budgets/{budget}",
                                "organisations",
                                "dictionary/new",
                                "dictionary/{category}/edit",
                                "calendar/new",
                                "mails",
                                "imports?kind=travel-times",
                                "coverage",
                                "travel-times",
                                "experts",
                                "experts/new",
                                "experts/calendar",
                                "experts/{expert}",
                                "experts/{expert}/edit",
                                "hours/{resource}",
                                "today?expert={expert}",
                                "programmes",
                                "programmes/new",
                                "programmes/{programme}")),
                new Tour(
                        "caiwu1",
                        desk(
                                "orders/{order}",
                                "payments",
                                "payments?kind=visit",
                                "visits/{visit}",
                                "budgets",
                                "dictionary",
                                "calendar",
                                "exchange")),
                new Tour(
                        "shenji1",
                        desk(
                                "orders",
                                "listings",
                                "history",
                                "history/verification",
                                "sign-ins",
                                "mails",
                                "people",
                                "visits",
                                "visits/{visit}",
                                "exchange")),
                new Tour(
                        "zhuanjia1",
                        desk(
                                "visits",
                                "visits/{visit}",
                                "today",
                                "field/{report}",
                                "field/{report}?part=findings",
                                "hours",
                                "experts/{expert}")));
    }

    /** The pages that everybody has, and these. */
    private static List<String> desk(String... own) {
        return Stream.concat(
                        Stream.of("", "/messages", "/profile"), Stream.of(own).map(page -> "/" + page))
                .map(page -> "/desk" + page)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tours")
    void no_rule_is_broken(Tour tour) {
        var things = new Things(tour.name());
        var window = tour.name().equals("visitor") ? visitor(Look.DESKTOP) : as(tour.name(), Look.DESKTOP);
        int turn = tour.name().hashCode() & 7;
        for (var page : tour.pages()) check(window, things.filled(page), LOOKS.get(turn++ % LOOKS.size()));
        // the page that everybody comes to, in every way
        for (var look : LOOKS) if (tour.everyLook()) check(window, tour.pages().getFirst(), look);
        assertEquals(List.of(), found);
    }

    private void check(Window window, String page, Look look) {
        window.look(look);
        window.open(page);
        for (var fault : (List<?>) window.page.evaluate(MISSHAPEN)) found.add(page + " (" + look + ") " + fault);
        for (var rule : new AxeBuilder(window.page)
                .setLegacyMode(true)
                .options(QUICK)
                .analyze()
                .getViolations())
            found.add(page + " (" + look + ") " + rule.getImpact() + " " + rule.getId() + " "
                    + rule.getNodes().stream().map(node -> node.getHtml()).toList());
    }

    /** Fills the places of an address with the ids of things that this person sees. */
    private static final class Things {
        private final Client client;

        Things(String name) {
            client = name.equals("visitor") ? Client.at(SampleProduct.url(), null) : SampleProduct.as(name);
        }

        String filled(String page) {
            if (!page.contains("{")) return page;
            return page.replace(
                            "{listing}",
                            page.contains("{listing}")
                                    ? first("/api/listings").path("id").asText()
                                    : "")
                    .replace(
                            "{provider}",
                            page.contains("{provider}")
                                    ? first("/api/listings").at("/provider/id").asText()
                                    : "")
                    .replace(
                            "{own}",
                            page.contains("{own}")
                                    ? first("/api/listings?mine=true")
                                            .path("id")
                                            .asText()
                                    : "")
                    .replace(
                            "{order}",
                            page.contains("{order}")
                                    ? first("/api/orders").path("id").asText()
                                    : "")
                    .replace(
                            "{budget}",
                            page.contains("{budget}")
                                    ? first("/api/budgets").path("id").asText()
                                    : "")
                    .replace(
                            "{visit}",
                            page.contains("{visit}")
                                    ? first(
                                                    page.startsWith("/desk/field")
                                                            ? "/api/visits?state=reporting"
                                                            : "/api/visits?state=completed,confirmed")
                                            .path("id")
                                            .asText()
                                    : "")
                    .replace(
                            "{plan}",
                            page.contains("{plan}")
                                    ? first("/api/plans?mine=true").path("id").asText()
                                    : "")
                    .replace(
                            "{expert}",
                            page.contains("{expert}")
                                    ? first("/api/experts").path("id").asText()
                                    : "")
                    .replace(
                            "{resource}",
                            page.contains("{resource}")
                                    ? first("/api/experts").path("resourceId").asText()
                                    : "")
                    .replace(
                            "{programme}",
                            page.contains("{programme}")
                                    ? first("/api/programmes").path("id").asText()
                                    : "")
                    .replace(
                            "{report}",
                            page.contains("{report}")
                                    ? first("/api/visits?state=reporting")
                                            .path("id")
                                            .asText()
                                    : "")
                    .replace(
                            "{organisation}",
                            page.contains("{organisation}")
                                    ? first("/api/organisations").path("id").asText()
                                    : "");
        }

        private JsonNode first(String list) {
            return client.get(list).expect(200).body().at("/items/0");
        }
    }
}
