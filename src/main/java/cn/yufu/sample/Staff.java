package cn.yufu.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the sample city its people: an administrator in every division, the city's officials, and somebody in each
 * organisation that takes part. The user names that visitors sign in with are fixed: qiye1, jigou1, quxian1 and so on.
 */
final class Staff {
    /** Where qiye1, qiye2, … are: division and field of industry. */
    private static final List<Map.Entry<String, String>> ENTERPRISES = List.of(
            Map.entry("500109", "instrument"),
            Map.entry("500157", "auto"),
            Map.entry("500107", "gear"),
            Map.entry("500102", "food"),
            Map.entry("500120", "nev"),
            Map.entry("500101", "electronics"),
            Map.entry("500118", "machinery"),
            Map.entry("500114", "food"));

    /** jigou1, jigou2, … */
    private static final List<String> PROVIDERS = List.of("yuli", "jinheng", "panshu", "hengce", "jianglin", "qiyue");

    /** quxian1, quxian2, …; the other divisions follow by code. */
    private static final List<String> DISTRICTS = List.of("500109", "500157", "500107", "500102", "500120", "500101");

    private static final int CUSTOMERS = 150;

    private final Registry registry;
    private final Dice dice;
    private final Instant founded;
    private final List<Member> everybody = new ArrayList<>();
    private final Map<String, Member> districtAdmins = new HashMap<>();
    private final Map<UUID, Member> byFirm = new HashMap<>();
    private final List<Member> customers = new ArrayList<>();
    final Member city;
    final Member secondCity;
    final Member finance;

    Staff(Registry registry, Dice dice, WorkHours hours, Collection<String> divisions, List<Firm> firms) {
        this.registry = registry;
        this.dice = dice;
        this.founded = hours.daysAgo(800);
        appointDistricts(divisions);
        city = official("shiji1", "city-admin", null);
        secondCity = official("shiji2", "city-admin", null);
        finance = official("caiwu1", "finance", null);
        official("caiwu2", "finance", null);
        official("shenji1", "auditor", null);
        official("zhuanjia1", "expert", "500109");
        official("zhuanjia2", "expert", "500157");
        official("zhuanjia3", "expert", "500106");
        enterprises(firms.stream().filter(f -> f.active() && f.agency() == null).toList());
        for (var firm : firms) if (firm.agency() != null) join(firm, providerName(firm.slug()));
        for (var firm : firms) if (!firm.active()) join(firm, firm.slug());
    }

    private void appointDistricts(Collection<String> divisions) {
        var order = new ArrayList<>(DISTRICTS);
        divisions.stream().sorted().filter(d -> !DISTRICTS.contains(d)).forEach(order::add);
        for (int i = 0; i < order.size(); i++)
            districtAdmins.put(order.get(i), official("quxian" + (i + 1), "district-admin", order.get(i)));
    }

    private Member official(String username, String role, @Nullable String division) {
        var member = new Member(
                dice.id(founded),
                username,
                registry.person(),
                username + "@yufu.example",
                registry.phone(),
                role,
                null,
                division,
                founded);
        everybody.add(member);
        return member;
    }

    /** Somebody who visits enterprises; the first three are there from the beginning. */
    Member expert(String username, String name, String division) {
        return everybody.stream()
                .filter(member -> member.username().equals(username))
                .findFirst()
                .orElseGet(() -> {
                    var member = new Member(
                            dice.id(founded),
                            username,
                            name,
                            username + "@yufu.example",
                            registry.phone(),
                            "expert",
                            null,
                            division,
                            founded);
                    everybody.add(member);
                    return member;
                });
    }

    private void enterprises(List<Firm> active) {
        for (int i = 0; i < ENTERPRISES.size(); i++) {
            var wanted = ENTERPRISES.get(i);
            var firm = active.stream()
                    .filter(f -> f.division().equals(wanted.getKey())
                            && f.madeIn().key().equals(wanted.getValue()))
                    .findFirst()
                    .orElseThrow();
            customers.add(join(firm, "qiye" + (i + 1)));
        }
        for (var firm : dice.shuffled(active))
            if (customers.size() < CUSTOMERS && !byFirm.containsKey(firm.id())) customers.add(join(firm, firm.slug()));
    }

    private static String providerName(String slug) {
        int place = PROVIDERS.indexOf(slug);
        return place < 0 ? slug : "jigou" + (place + 1);
    }

    private Member join(Firm firm, String username) {
        var member = new Member(
                dice.id(firm.registered()),
                username,
                firm.contact(),
                username.equals(firm.slug()) ? firm.email() : username + "@yufu.example",
                firm.phone(),
                firm.kind(),
                firm,
                null,
                firm.registered());
        everybody.add(member);
        byFirm.put(firm.id(), member);
        return member;
    }

    List<Member> everybody() {
        return everybody;
    }

    /** People of enterprises that order; qiye1 is the first. */
    List<Member> customers() {
        return customers;
    }

    Member of(Firm firm) {
        var member = byFirm.get(firm.id());
        if (member == null) throw new IllegalStateException(firm.name() + " has no account");
        return member;
    }

    boolean has(Firm firm) {
        return byFirm.containsKey(firm.id());
    }

    Member districtAdmin(String division) {
        var member = districtAdmins.get(division);
        if (member == null) throw new IllegalStateException("nobody administers " + division);
        return member;
    }
}
