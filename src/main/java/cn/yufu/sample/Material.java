package cn.yufu.sample;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The hand-written building material of the sample city, from {@code resources/sample}.
 *
 * <p>Sentences carry places to fill: {@code {f}} a field of industry, {@code {p}} and {@code {q}} its products,
 * {@code {d}} a division's name.
 */
record Material(
        List<Agency> agencies,
        List<Field> fields,
        List<Theme> themes,
        Brands brands,
        People people,
        Places places,
        List<Fund> funds,
        Phrases phrases) {

    private static final String HANDS_OVER = "交付";

    private static final List<String> THEMES = List.of(
            "legal-aid",
            "intellectual-property",
            "patent-navigation",
            "high-value-patents",
            "professional-consulting",
            "talent-tax",
            "quality-brand",
            "compliance",
            "technology-innovation",
            "smart-green",
            "market-development",
            "finance",
            "listing-advice");

    /** A provider; {@code foci} are the fields of industry that it knows, {@code does} its services (tags), empty for all of its kind. */
    record Agency(
            String name,
            String slug,
            String kind,
            String division,
            List<String> foci,
            List<String> does,
            String profile,
            List<String> qualifications,
            List<String> habits) {}

    /** A field of industry with what its enterprises are called, make, and where they sit. */
    record Field(
            String key,
            String label,
            List<String> labels,
            List<String> codes,
            List<String> trades,
            List<String> products,
            List<String> divisions,
            String profile) {}

    /** Services of one kind; {@code category} is the top category of most of them. */
    record Theme(String category, List<Pattern> patterns) {}

    /**
     * One service with its wordings; prices in yuan, spans as {@code [low, high]}.
     *
     * @param sub its category
     * @param tag tells it from other services of that category that other providers offer
     * @param fields the fields of industry that need it
     * @param pains what troubles some of these fields with it
     * @param need why an enterprise orders it
     */
    record Pattern(
            String sub,
            String tag,
            List<String> kinds,
            List<String> fields,
            Map<String, String> pains,
            List<String> titles,
            List<String> summary,
            List<String> what,
            List<String> steps,
            List<String> deliver,
            List<String> prepare,
            List<String> need,
            String model,
            List<Integer> yuan,
            List<Integer> days,
            List<Integer> capacity,
            List<String> evidence) {

        /** What is handed over at the end, without the verb and the full stop. */
        String results() {
            return deliver.stream()
                    .filter(sentence -> sentence.startsWith(HANDS_OVER))
                    .findFirst()
                    .map(sentence -> sentence.substring(HANDS_OVER.length(), sentence.length() - 1))
                    .orElseThrow();
        }
    }

    /** Characters of made-up company names with their reading. */
    record Brands(Map<String, String> first, Map<String, String> second, List<String> avoid) {}

    record People(List<String> surnames, List<String> given) {}

    /** Streets by division; {@code {n} {y} {r} {z}} in a profile stand for staff, year, R&D share and patents. */
    record Places(Map<String, List<String>> roads, List<String> park, Map<String, List<String>> profiles) {}

    /** A budget. */
    record Fund(
            String name,
            String source,
            List<String> categories,
            List<String> divisions,
            int shareBps,
            long capFen,
            long totalFen) {}

    record Cancellations(List<String> enterprise, List<String> provider) {}

    /** A settled dispute; {@code themes} says for which services (tags) the words fit, empty for all. */
    record Dispute(List<String> themes, String claim, String outcome, String ruling) {}

    /** What people write while an order lives. */
    record Phrases(
            List<String> wants,
            List<String> approvals,
            List<String> returns,
            List<String> resubmissions,
            List<String> rejections,
            List<String> intakes,
            List<String> deliveryNotes,
            Map<String, List<String>> acceptances,
            Map<String, List<String>> reworks,
            List<String> reworkDone,
            Cancellations cancellations,
            List<String> escalations,
            List<Dispute> disputes,
            Map<String, List<String>> disputesOpen,
            Map<String, Map<String, List<String>>> ratings,
            Map<String, List<String>> quotations,
            List<String> listingReturns,
            List<String> listingApprovals,
            List<String> listingWithdrawals,
            List<String> organisationRejections,
            List<String> organisationApprovals,
            List<String> suspensions,
            List<String> summaryTails) {

        /** What fits every service, and what fits this one only. */
        static List<String> fitting(Map<String, List<String>> words, Pattern service) {
            var fitting = new ArrayList<>(words.getOrDefault("any", List.of()));
            fitting.addAll(words.getOrDefault(service.tag(), List.of()));
            return fitting;
        }
    }

    static Material load() {
        var json = new ObjectMapper();
        var themes = new ArrayList<Theme>();
        for (var name : THEMES) themes.add(read(json, "listings/" + name, new TypeReference<Theme>() {}));
        return new Material(
                read(json, "providers", new TypeReference<List<Agency>>() {}),
                read(json, "industries", new TypeReference<List<Field>>() {}),
                themes,
                read(json, "brands", new TypeReference<Brands>() {}),
                read(json, "people", new TypeReference<People>() {}),
                read(json, "places", new TypeReference<Places>() {}),
                read(json, "budgets", new TypeReference<List<Fund>>() {}),
                read(json, "order-texts", new TypeReference<Phrases>() {}));
    }

    private static <T> T read(ObjectMapper json, String name, TypeReference<T> type) {
        var path = "/sample/" + name + ".json";
        try (var in = Material.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException(path + " is not on the class path");
            return json.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not what the sample city expects", e);
        }
    }

    Field field(String key) {
        return fields.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
    }
}
