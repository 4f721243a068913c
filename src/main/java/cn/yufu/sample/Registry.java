package cn.yufu.sample;

import cn.yufu.sample.Material.Agency;
import cn.yufu.sample.Material.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Founds the organisations of the sample city: the providers of the material, and enterprises in every division. */
final class Registry {
    private static final int FEWEST_PER_DIVISION = 6;
    private static final int PER_FIELD = 3;
    /** Working days within which a registration is to be decided. */
    static final int DECISION_DAYS = 3;

    /** Some registrations that are not through: state and how many working days ago; the last group waits in 北碚区. */
    private static final List<Map.Entry<String, Integer>> UNDECIDED = List.of(
            Map.entry("pending", 1),
            Map.entry("pending", 2),
            Map.entry("pending", 5),
            Map.entry("unconfirmed", 1),
            Map.entry("unconfirmed", 3),
            Map.entry("rejected", 30),
            Map.entry("rejected", 12),
            Map.entry("rejected", 55),
            Map.entry("suspended", 180),
            Map.entry("suspended", 150));

    /** GB/T 4754 divisions of providers; the others are business services. */
    private static final Map<String, String> TRADES =
            Map.of("digital", "65", "test", "74", "green", "75", "tech", "73", "finance", "69");

    private static final List<Integer> UNDECIDED_IN_BEIBEI = List.of(1, 2, 6);

    private final Material material;
    private final CreditCodes codes;
    private final Dice dice;
    private final WorkHours hours;
    private final Map<String, String> divisionNames;
    private final Set<String> slugs = new HashSet<>();
    private final List<Firm> firms = new ArrayList<>();

    Registry(Material material, Map<String, String> divisionNames, CreditCodes codes, Dice dice, WorkHours hours) {
        this.material = material;
        this.divisionNames = divisionNames;
        this.codes = codes;
        this.dice = dice;
        this.hours = hours;
    }

    List<Firm> firms() {
        for (var agency : material.agencies()) slugs.add(agency.slug());
        for (var agency : material.agencies()) firms.add(provider(agency));
        for (var division : divisions()) settle(division);
        for (var undecided : UNDECIDED)
            firms.add(enterprise(
                    dice.pick(material.fields()), null, undecided.getKey(), hours.ago(undecided.getValue())));
        for (int days : UNDECIDED_IN_BEIBEI)
            firms.add(enterprise(fieldIn("500109"), "500109", "pending", hours.ago(days)));
        return firms;
    }

    private void settle(String division) {
        var fields = material.fields().stream()
                .filter(f -> f.divisions().contains(division))
                .toList();
        // at least one of each field that the division is known for
        for (int i = 0; i < FEWEST_PER_DIVISION + PER_FIELD * fields.size(); i++) {
            var field = i < fields.size() ? fields.get(i) : dice.pick(fields);
            firms.add(enterprise(field, division, "active", hours.daysAgo(dice.between(335, 700))));
        }
    }

    private SortedSet<String> divisions() {
        var all = new TreeSet<String>();
        for (var field : material.fields()) all.addAll(field.divisions());
        return all;
    }

    private Field fieldIn(String division) {
        return dice.pick(material.fields().stream()
                .filter(f -> f.divisions().contains(division))
                .toList());
    }

    private Firm provider(Agency agency) {
        boolean lawFirm = agency.kind().equals("law");
        var registered = hours.daysAgo(dice.between(335, 760));
        return new Firm(
                dice.id(registered),
                number(),
                agency.name(),
                agency.slug(),
                codes.next(lawFirm ? "31" : "91", agency.division()),
                agency.division(),
                null,
                agency,
                TRADES.getOrDefault(agency.kind(), "72"),
                null,
                address(agency.division()),
                agency.profile(),
                dice.between(8, 60),
                dice.between(300, 4_000) * 1_000_000L,
                person(),
                phone(),
                List.of(),
                "active",
                registered);
    }

    private Firm enterprise(Field field, @Nullable String wanted, String state, Instant registered) {
        var division = wanted == null ? dice.pick(field.divisions()) : wanted;
        var brand = brand();
        var products = dice.shuffled(field.products()).subList(0, 2);
        int size = dice.between(0, 99);
        int staff = size < 45 ? dice.between(28, 95) : size < 85 ? dice.between(96, 260) : dice.between(261, 620);
        return new Firm(
                dice.id(registered),
                number(),
                "重庆" + brand.name() + dice.pick(field.trades()) + (size > 88 ? "股份有限公司" : "有限公司"),
                brand.slug(),
                codes.next("91", division),
                division,
                field,
                null,
                dice.pick(field.codes()),
                size > 85 ? "little-giant" : size > 35 ? "specialised" : "innovative",
                address(division),
                profile(field, products, staff),
                staff,
                staff * (long) dice.between(38, 110) * 1_000_000L,
                person(),
                phone(),
                products,
                state,
                registered);
    }

    private String number() {
        return "JG-%06d".formatted(firms.size() + 1);
    }

    private record Brand(String name, String slug) {}

    private Brand brand() {
        var brands = material.brands();
        while (true) {
            var first = dice.pick(List.copyOf(brands.first().entrySet()));
            var second = dice.pick(List.copyOf(brands.second().entrySet()));
            var name = first.getKey() + second.getKey();
            var slug = first.getValue() + second.getValue();
            if (!brands.avoid().contains(name) && slugs.add(slug)) return new Brand(name, slug);
        }
    }

    private String address(String division) {
        var roads = material.places().roads().getOrDefault(division, List.of());
        var house = dice.pick(roads) + dice.between(2, 288) + "号";
        return "重庆市" + divisionNames.get(division) + house
                + (dice.chance(40) ? dice.pick(material.places().park()) + dice.between(1, 12) + "栋" : "");
    }

    private String profile(Field field, List<String> products, int staff) {
        var profiles = material.places().profiles();
        var fitting = new ArrayList<>(profiles.getOrDefault("any", List.of()));
        fitting.addAll(profiles.getOrDefault(field.profile(), List.of()));
        var sentence = Phrase.filled(dice.pick(fitting), field.label(), products, "");
        return sentence.replace("{n}", Integer.toString(staff))
                .replace("{y}", Integer.toString(dice.between(1998, 2019)))
                .replace("{r}", dice.pick(List.of("四", "五", "六", "七", "八")))
                .replace("{z}", Integer.toString(dice.between(6, 58)));
    }

    String person() {
        var people = material.people();
        return dice.pick(people.surnames()) + dice.pick(people.given());
    }

    /** Numbers of the prefix 154, which has never been given out. */
    String phone() {
        return dice.unseen(() -> "15400%06d".formatted(dice.between(0, 999_999)));
    }
}
