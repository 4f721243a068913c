package cn.yufu.listing;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A visitor searches by words, category and two districts, by relevance, 20 a page. Some 8,000 different questions, so
 * that the cache knows hardly one; each fills its page from the first tier, which is one statement for the places and
 * one for the listings.
 */
public final class SearchListings implements Operation {
    private static final List<List<String>> TOPICS = List.of(
            List.of("专利", "intellectual-property"),
            List.of("商标", "intellectual-property"),
            List.of("专利导航", "patent-navigation"),
            List.of("企业", "patent-navigation"),
            List.of("高价值专利", "high-value-patents"),
            List.of("质量", "quality-brand"),
            List.of("合规", "compliance"),
            List.of("合同", "legal-aid"),
            List.of("诊断", "smart-green"),
            List.of("市场", "market-development"),
            List.of("融资", "finance"),
            List.of("技术", "technology-innovation"));
    private static final int LIMIT = 20;
    private static final List<String> BEGINNING = List.of("1", "infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final String name;
    private final int pages;
    private final List<Topic> topics = new ArrayList<>();
    private List<String> districts = List.of();

    /** @param after the cursor; null: the first page */
    private record Topic(
            String words, String category, @Nullable String after, List<String> ids) {
        /** Tier, key and id of the row before the page. */
        private List<String> from() {
            return after == null ? BEGINNING : keys(after);
        }
    }

    private SearchListings(String name, int pages) {
        this.name = name;
        this.pages = pages;
    }

    public static SearchListings first() {
        return new SearchListings("b1 search, first page", 0);
    }

    public static SearchListings deep() {
        return new SearchListings("b2 search, 11th page", 10);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Goals goals() {
        return new Goals(130, null);
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        prepare(city);
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++) askers.add(new Visitor(new SplittableRandom(i)));
        return askers;
    }

    private String of(Script script, String name, Function<Topic, String> value) {
        return script.pick(name, topics.stream().map(value).toList(), ":topic");
    }

    /** Walks to the page, and keeps the topics that are still in their first tier there. */
    private void prepare(City city) throws SQLException {
        if (!topics.isEmpty()) return;
        districts = city.districts();
        for (var topic : TOPICS) {
            String after = null;
            for (int page = 0; page <= pages; page++) {
                var found = city.get(path(topic.getFirst(), topic.getLast(), districts.getFirst(), after), null);
                var next = found.path("next").textValue();
                if (next == null || !keys(next).getFirst().equals("1")) break;
                if (page == pages) {
                    var ids = new ArrayList<String>();
                    found.path("items").forEach(item -> ids.add(item.path("id").textValue()));
                    topics.add(new Topic(topic.getFirst(), topic.getLast(), after, ids));
                }
                after = next;
            }
        }
        if (topics.size() < 4) throw new IllegalStateException("only " + topics.size() + " topics fill a page");
    }

    private static List<String> keys(String cursor) {
        return List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1));
    }

    private static String path(String words, String category, String division, @Nullable String after) {
        return "/api/listings?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&category=" + category
                + "&division=" + division + "&limit=" + LIMIT + (after == null ? "" : "&after=" + after);
    }

    /** Parameters as in {@link ListingFilter#values} and {@link ListingSearch}. */
    @Override
    public Script script(City city, int connections, int atMost) throws SQLException {
        prepare(city);
        var script = new Script(1)
                .set("topic", "random(1, " + topics.size() + ")")
                .set("one", "random(1, " + districts.size() + ")")
                .set("two", "random(1, " + districts.size() + ")");
        script.run(
                Objects.requireNonNull(ListingSearch.EXACTLY.get(ListingSort.RATING)),
                of(script, "words", Topic::words),
                "NULL",
                "NULL",
                of(script, "category", topic -> "{" + topic.category() + "}"),
                "ARRAY[" + city.districtOf(":one") + ", " + city.districtOf(":two") + "]",
                "NULL",
                "NULL",
                of(script, "tier", topic -> topic.from().get(0)) + "::int",
                of(script, "key", topic -> topic.from().get(1)) + "::double precision",
                of(script, "id", topic -> topic.from().get(2)) + "::uuid",
                script.let("rows", Integer.toString(LIMIT + 1)));
        script.run(ListingReads.PUBLISHED, of(script, "ids", topic -> "{" + String.join(",", topic.ids()) + "}"));
        return script;
    }

    private final class Visitor implements Asker {
        private final SplittableRandom random;

        Visitor(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public @Nullable Buffer next() {
            var topic = topics.get(random.nextInt(topics.size()));
            var one = districts.get(random.nextInt(districts.size()));
            var two = districts.get(random.nextInt(districts.size()));
            return Requests.get(path(topic.words(), topic.category(), one + "," + two, topic.after()), null);
        }
    }
}
