package cn.yufu.sample;

import cn.yufu.sample.Material.Field;
import cn.yufu.sample.Material.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the offers of the sample city: each provider describes what its kind does, for the fields that it knows. */
final class Writer {
    private static final int FEWEST = 5;
    private static final int MOST = 8;
    /** The provider that visitors sign in as has more to show. */
    private static final int OF_THE_FIRST = 20;

    private static final int ATTEMPTS = 120;
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

    /** The providers' offers, in no particular order. */
    List<Offer> offers(List<Firm> providers) {
        for (var provider : providers) {
            var services = services(provider);
            int count = provider.serving().kind().equals("ipfull") ? OF_THE_FIRST : dice.between(FEWEST, MOST);
            for (int i = 0, tried = 0; i < count && tried < ATTEMPTS; tried++)
                if (write(provider, services.get(tried % services.size()))) i++;
        }
        complete(providers);
        return dice.shuffled(offers);
    }

    /** Every category of the catalogue is offered by somebody. */
    private void complete(List<Firm> providers) {
        for (var service : services()) {
            if (offers.stream().anyMatch(o -> o.category().equals(service.sub()))) continue;
            boolean offered = dice.shuffled(providers).stream()
                    .filter(provider -> does(provider, service))
                    .anyMatch(provider -> write(provider, service));
            if (!offered) throw new IllegalStateException("nobody can offer " + service.sub());
        }
    }

    private List<Pattern> services() {
        return material.themes().stream()
                .flatMap(theme -> theme.patterns().stream())
                .toList();
    }

    private List<Pattern> services(Firm provider) {
        return dice.shuffled(
                services().stream().filter(service -> does(provider, service)).toList());
    }

    private static boolean does(Firm provider, Pattern service) {
        var agency = provider.serving();
        return service.kinds().contains(agency.kind())
                && (agency.does().isEmpty() || agency.does().contains(service.tag()));
    }

    /** False when the provider knows no field that needs this service, or has offered it in these words already. */
    private boolean write(Firm provider, Pattern service) {
        var foci = provider.serving().foci().stream()
                .filter(service.fields()::contains)
                .toList();
        if (foci.isEmpty()) return false;
        var field = material.field(foci.get(offers.size() % foci.size()));
        var label = dice.pick(field.labels());
        var products = dice.shuffled(field.products()).subList(0, 2);
        var title = fill(dice.pick(service.titles()), label, products, provider);
        var description = description(provider, service, field, label, products);
        boolean told = offers.stream()
                .anyMatch(o -> o.title().equals(title)
                        || o.description().equals(description)
                        || (o.provider().equals(provider)
                                && o.service().equals(service)
                                && o.field().equals(field)));
        if (told) return false;
        var tails = material.phrases().summaryTails();
        var summary = dice.unseen(() -> {
            var sentence = fill(dice.pick(service.summary()), label, products, provider);
            if (dice.chance(30)) return sentence;
            return sentence + fill(dice.pick(tails), label, dice.shuffled(field.products()), provider);
        });
        offers.add(new Offer(
                provider,
                field,
                service,
                parents.getOrDefault(service.sub(), service.sub()),
                service.sub(),
                title,
                summary,
                description,
                service.model(),
                price(service),
                dice.between(service.days().getFirst(), service.days().getLast()),
                divisions(provider),
                dice.between(service.capacity().getFirst(), service.capacity().getLast()),
                service.evidence()));
        return true;
    }

    /** Providers differ in what they put first: the customer's trouble, the work, or their own habits. */
    private String description(Firm provider, Pattern service, Field field, String label, List<String> products) {
        var what = dice.pick(service.what());
        var pain = service.pains().getOrDefault(field.key(), "");
        var steps = dice.pick(service.steps());
        var deliver = dice.pick(service.deliver());
        var prepare = dice.pick(service.prepare());
        var habit = dice.pick(provider.serving().habits());
        var order = switch (provider.slug().length() % 3) {
            case 0 -> List.of(pain, what, steps, deliver, prepare, habit);
            case 1 -> List.of(what, pain, steps, deliver, habit, prepare);
            default -> List.of(what, steps, habit, deliver, prepare);
        };
        return fill(String.join("", order), label, products, provider);
    }

    private String fill(String sentence, String label, List<String> products, Firm provider) {
        var division = divisionNames.getOrDefault(provider.division(), "");
        return Phrase.filled(sentence, label, products, division);
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
