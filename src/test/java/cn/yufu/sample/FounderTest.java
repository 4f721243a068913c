package cn.yufu.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.calendar.WorkCalendar;
import cn.yufu.organisation.CreditCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sample city in memory: it always is the same place. */
class FounderTest {
    private static final Pattern SUB_CATEGORY = Pattern.compile("(?m)^    \\('([a-z-]+)', '([a-z-]+)', '");

    /** All three answers to "who pays" have listings on sale; what is paid in full is also bought, and paid in full. */
    @Test
    void government_pays_all_of_some_part_of_others_and_nothing_of_a_few() {
        var city = founded(Instant.parse("2026-11-23T02:00:00Z"));
        var parents = parents();
        var shares = city.listings().stream()
                .filter(Shelved::onSale)
                .map(listing -> parents.getOrDefault(listing.offer.category(), ""))
                .map(category -> city.purses().stream()
                        .filter(purse -> purse.fund.categories().contains(category))
                        .mapToInt(purse -> purse.fund.shareBps())
                        .max()
                        .orElse(0))
                .collect(Collectors.groupingBy(
                        bps -> bps == 0 ? "none" : bps == 10_000 ? "full" : "part", Collectors.counting()));
        assertEquals(Set.of("none", "part", "full"), shares.keySet(), shares::toString);
        assertTrue(
                city.deals().stream()
                        .anyMatch(deal ->
                                deal.purse.fund.shareBps() == 10_000 && deal.governmentFen() == deal.totalFen()),
                "nothing was bought in full");
    }

    @Test
    void the_same_moment_gives_the_same_city() {
        var now = Instant.parse("2026-11-23T02:00:00Z");
        assertEquals(history(founded(now)), history(founded(now)));
    }

    @Test
    void another_day_gives_the_same_firms_and_services() {
        var one = founded(Instant.parse("2026-11-23T02:00:00Z"));
        var other = founded(Instant.parse("2027-03-08T02:00:00Z"));
        assertEquals(
                one.firms().stream().map(Firm::name).toList(),
                other.firms().stream().map(Firm::name).toList());
        assertEquals(titles(one), titles(other));
    }

    private static List<String> titles(City city) {
        return city.listings().stream().map(l -> l.offer.title()).sorted().toList();
    }

    private static List<Object> history(City city) {
        return city.chronicle().entries().stream()
                .<Object>map(
                        e -> List.of(e.id(), e.at(), e.action(), e.subject().number()))
                .toList();
    }

    private static City founded(Instant now) {
        return new Founder(divisions(), parents(), new WorkCalendar(List.of()), CreditCode::checkDigit, now).city();
    }

    /** Names do not matter here. */
    private static Map<String, String> divisions() {
        return Material.load().fields().stream()
                .flatMap(field -> field.divisions().stream())
                .distinct()
                .collect(Collectors.toMap(code -> code, code -> "某区", (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> parents() {
        try {
            var parents = new TreeMap<String, String>();
            var found = SUB_CATEGORY.matcher(Files.readString(Path.of("migrations/013-categories.sql")));
            while (found.find()) parents.put(found.group(2), found.group(1));
            return parents;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
