package cn.yufu.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trades in the sample city: enterprises order listings of their own field on budgets that cover them, over the past
 * eleven months, until the wanted number of orders stands in each state.
 */
final class Market {
    /** How many orders end in each state, those that are placed on purpose not counted. */
    private static final Map<String, Integer> ENDINGS = Map.ofEntries(
            Map.entry("quoting", 6),
            Map.entry("draft", 8),
            Map.entry("submitted", 22),
            Map.entry("returned", 8),
            Map.entry("approved", 13),
            Map.entry("in-progress", 38),
            Map.entry("delivered", 18),
            Map.entry("completed", 20),
            Map.entry("paid", 76),
            Map.entry("disputed", 6),
            Map.entry("rejected", 12),
            Map.entry("cancelled", 15),
            Map.entry("lapsed", 5));

    /** What qiye1 finds among its orders; the first of each from jigou1. */
    private static final List<String> OF_QIYE1 = List.of(
            "draft",
            "submitted",
            "submitted",
            "returned",
            "approved",
            "in-progress",
            "in-progress",
            "delivered",
            "completed",
            "paid",
            "paid",
            "paid",
            "rejected");

    /** What else jigou1 finds among its orders. */
    private static final List<String> OF_JIGOU1 = List.of(
            "approved",
            "approved",
            "in-progress",
            "in-progress",
            "in-progress",
            "in-progress",
            "in-progress",
            "delivered",
            "delivered",
            "delivered",
            "completed",
            "completed",
            "completed",
            "disputed",
            "submitted",
            "submitted",
            "cancelled",
            "lapsed",
            "rejected",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid",
            "paid");

    private static final String BEIBEI = "500109";
    /** Working days that the orders in quxian1's inbox have been waiting. */
    private static final List<Integer> WAITING_IN_BEIBEI = List.of(0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 7);

    private static final int MEMORY_DAYS = 334;
    private static final int ATTEMPTS = 3_000;

    private final Trader trader;
    private final Staff staff;
    private final Dice dice;
    private final List<Shelved> onSale;
    private final Instant begin;
    private final Map<String, Integer> sales = new HashMap<>();
    private final List<Deal> deals = new ArrayList<>();

    Market(Trader trader, Staff staff, Dice dice, WorkHours hours, List<Shelved> listings) {
        this.trader = trader;
        this.staff = staff;
        this.dice = dice;
        this.onSale = listings.stream().filter(Shelved::onSale).toList();
        this.begin = hours.now().minus(MEMORY_DAYS, ChronoUnit.DAYS);
    }

    /** The orders, oldest first. */
    List<Deal> deals() {
        var first = staff.customers().getFirst();
        for (int i = 0; i < OF_QIYE1.size(); i++) place(OF_QIYE1.get(i), () -> first, i % 2 == 1, null);
        for (var ending : OF_JIGOU1) place(ending, this::customer, true, null);
        for (int waiting : WAITING_IN_BEIBEI) place("submitted", () -> in(BEIBEI), false, waiting);
        new TreeMap<>(ENDINGS).forEach((ending, count) -> {
            for (int i = 0; i < count; i++) place(ending, this::customer, false, null);
        });
        deals.sort(Comparator.comparing((Deal deal) -> deal.created).thenComparing(deal -> deal.id));
        for (int i = 0; i < deals.size(); i++) {
            var deal = deals.get(i);
            deal.number = "DD-%d-%06d".formatted(WorkHours.day(deal.created).getYear(), i + 1);
        }
        return deals;
    }

    private Member in(String division) {
        return dice.pick(staff.customers().stream()
                .skip(1)
                .filter(member ->
                        member.firm() != null && member.firm().division().equals(division))
                .toList());
    }

    /** Tries customers, listings and moments until an order that is possible comes up. */
    private void place(String ending, Supplier<Member> customers, boolean ofTheFirst, @Nullable Integer waiting) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var customer = customers.get();
            var listing = listing(customer, ofTheFirst);
            if (listing == null) continue;
            var offer = listing.offer;
            if (ending.equals("quoting") && !offer.quoted()) continue;
            if (offer.longTerm() && !Trader.unfinished(ending)) continue;
            var deal = trader.deal(ending, customer, listing, waiting);
            if (deal == null || deal.created.isBefore(begin) || !room(deal)) continue;
            trader.seal(deal);
            deals.add(deal);
            return;
        }
        throw new IllegalStateException("nobody in the sample city can have an order that is " + ending);
    }

    private Member customer() {
        var all = staff.customers();
        // those that visitors sign in as have more to show than the others; qiye1's orders are placed on purpose
        return dice.chance(18) ? all.get(dice.between(1, 7)) : all.get(dice.between(8, all.size() - 1));
    }

    private @Nullable Shelved listing(Member customer, boolean ofTheFirst) {
        var firm = customer.firm();
        if (firm == null) return null;
        var fitting = onSale.stream()
                .filter(s -> s.offer.field().key().equals(firm.madeIn().key()))
                .filter(s -> s.offer.serves(firm.division()))
                .filter(s -> s.offer.provider().slug().equals("yuli") == ofTheFirst)
                .toList();
        return fitting.isEmpty() ? null : dice.pick(fitting);
    }

    /** A provider takes on no more in a month than it said it could. */
    private boolean room(Deal deal) {
        var day = WorkHours.day(deal.created);
        var month = deal.listing.id + " " + day.getYear() + "-" + day.getMonthValue();
        int sold = sales.getOrDefault(month, 0);
        if (sold >= deal.offer.capacity()) return false;
        sales.put(month, sold + 1);
        return true;
    }
}
