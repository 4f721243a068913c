package cn.yufu.sample;

import cn.yufu.sample.Material.Field;
import cn.yufu.sample.Material.Pattern;
import cn.yufu.sample.Material.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the offers of the sample city: each provider describes what its kind does, for the fields that it knows. */
final class Writer {
    private static final int FEWEST = 5;
    private static final int MOST = 8;
    /** The provider that visitors sign in as has more to show. */
    private static final int OF_THE_FIRST = 14;

    private static final int HUNDRED_YUAN = 10_000;

    private static final List<List<String>> REGIONS = List.of(
            List.of("500157", "500103", "500104", "500106", "500107", "500108", "500109", "500113"),
            List.of("500116", "500117", "500118", "500119", "500110", "500111", "500120", "500151", "500152", "500153"),
            List.of(
                    "500101", "500154", "500155", "500229", "500230", "500231", "500233", "500235", "500236", "500237",
                    "500238"),
            List.of("500114", "500156", "500240", "500241", "500242", "500243"),
            List.of("500102", "500115", "500156", "500230", "500231"));

    private final Material material;
    private final Map<String, String> parents;
    private final Map<String, String> divisionNames;
    private final Dice dice;
    private final List<Offer> offers = new ArrayList<>();

    /** @param parents top category by code of the second level */
    Writer(Material material, Map<String, String> parents, Map<String, String> divisionNames, Dice dice) {
        this.material = material;
        this.parents = parents;
        this.divisionNames = divisionNames;
        this.dice = dice;
    }

    private record Service(Theme theme, Pattern pattern) {}

    /** The providers' offers, in no particular order. */
    List<Offer> offers(List<Firm> providers) {
        for (var provider : providers) {
            var services = services(provider.serving().kind());
            int count = provider.serving().kind().equals("ipfull") ? OF_THE_FIRST : dice.between(FEWEST, MOST);
            for (int i = 0, tried = 0; i < count && tried < 60; tried++)
                if (write(provider, services.get(tried % services.size()))) i++;
        }
        complete(providers);
        return dice.shuffled(offers);
    }

    /** Every service of the catalogue is offered by somebody. */
    private void complete(List<Firm> providers) {
        for (var theme : material.themes())
            for (var pattern : theme.patterns()) {
                if (offers.stream().anyMatch(o -> o.category().equals(pattern.sub()))) continue;
                boolean offered = dice.shuffled(providers).stream()
                        .filter(p -> pattern.kinds().contains(p.serving().kind()))
                        .anyMatch(p -> write(p, new Service(theme, pattern)));
                if (!offered) throw new IllegalStateException("nobody can offer " + pattern.sub());
            }
    }

    private List<Service> services(String kind) {
        var all = new ArrayList<Service>();
        for (var theme : material.themes())
            for (var pattern : theme.patterns())
                if (pattern.kinds().contains(kind)) all.add(new Service(theme, pattern));
        return dice.shuffled(all);
    }

    /** False when the provider knows no field that this service is written for, or has nothing new to say about it. */
    private boolean write(Firm provider, Service service) {
        var pains = service.theme().pains();
        var foci = provider.serving().foci().stream().filter(pains::containsKey).toList();
        if (foci.isEmpty()) return false;
        var field = material.field(dice.pick(foci));
        var pattern = service.pattern();
        var products = dice.shuffled(field.products()).subList(0, 2);
        var title = fill(dice.pick(pattern.titles()), field, products, provider);
        if (offers.stream().anyMatch(o -> o.title().equals(title))) return false;
        var summary = dice.unseen(() -> fill(dice.pick(pattern.summary()), field, products, provider)
                + fill(dice.pick(material.phrases().summaryTails()), field, dice.shuffled(field.products()), provider));
        var description = dice.unseen(() -> description(provider, service, field, products));
        int capacity =
                dice.between(pattern.capacity().getFirst(), pattern.capacity().getLast());
        offers.add(new Offer(
                provider,
                field,
                parents.getOrDefault(pattern.sub(), pattern.sub()),
                pattern.sub(),
                title,
                summary,
                description,
                pattern.model(),
                price(pattern),
                !pattern.model().equals("quotation") || dice.chance(50),
                dice.between(pattern.days().getFirst(), pattern.days().getLast()),
                divisions(provider),
                capacity,
                pattern.evidence()));
        return true;
    }

    /** Providers differ in what they put first: the customer's trouble, the work, or their own habits. */
    private String description(Firm provider, Service service, Field field, List<String> products) {
        var pattern = service.pattern();
        var what = dice.pick(pattern.what());
        var pain = service.theme().pains().getOrDefault(field.key(), "");
        var steps = dice.pick(pattern.steps());
        var deliver = dice.pick(pattern.deliver());
        var prepare = dice.pick(pattern.prepare());
        var habit = dice.pick(provider.serving().habits());
        var order = switch (provider.slug().length() % 3) {
            case 0 -> List.of(pain, what, steps, deliver, prepare, habit);
            case 1 -> List.of(what, pain, steps, deliver, habit, prepare);
            default -> List.of(what, steps, deliver, pain, prepare, habit);
        };
        return fill(String.join("", order), field, products, provider);
    }

    private String fill(String sentence, Field field, List<String> products, Firm provider) {
        var division = divisionNames.getOrDefault(provider.division(), "");
        return Phrase.filled(sentence, dice.pick(field.labels()), products, division);
    }

    private long price(Pattern pattern) {
        int low = pattern.yuan().getFirst();
        int high = pattern.yuan().getLast();
        return dice.between(low / 100, high / 100) * (long) HUNDRED_YUAN;
    }

    /** Most serve the whole city, some the region around them. */
    private List<String> divisions(Firm provider) {
        if (provider.serving().kind().equals("ipfull") || dice.chance(65)) return List.of();
        return REGIONS.stream()
                .filter(region -> region.contains(provider.division()))
                .findFirst()
                .orElse(List.of());
    }
}
