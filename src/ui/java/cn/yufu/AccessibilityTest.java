package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
        private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

        private final Client client;

        Things(String name) {
            client = name.equals("visitor") ? Client.at(SampleProduct.url(), null) : SampleProduct.as(name);
        }

        String filled(String page) {
            return PLACE.matcher(page).replaceAll(place -> one(place.group(1)));
        }

        private String one(String thing) {
            return switch (thing) {
                case "listing" -> first("/api/listings", "/id");
                case "provider" -> first("/api/listings", "/provider/id");
                case "own" -> first("/api/listings?mine=true", "/id");
                case "order" -> first("/api/orders", "/id");
                case "budget" -> first("/api/budgets", "/id");
                case "visit" -> first("/api/visits?state=completed,confirmed", "/id");
                case "report" -> first("/api/visits?state=reporting", "/id");
                case "plan" -> first("/api/plans?mine=true", "/id");
                case "expert" -> first("/api/experts", "/id");
                case "resource" -> first("/api/experts", "/resourceId");
                case "programme" -> first("/api/programmes", "/id");
                case "category" -> first("/api/categories", "/code");
                case "organisation" -> first("/api/organisations", "/id");
                default -> throw new IllegalArgumentException(thing);
            };
        }

        private String first(String list, String what) {
            return client.get(list).expect(200).body().at("/items/0").at(what).asText();
        }
    }
}
