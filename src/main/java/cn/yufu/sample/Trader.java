package cn.yufu.sample;

import cn.yufu.sample.Story.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes single orders: a story, told backwards from its last moment, and the budget that pays for it. */
final class Trader {
    /** Working days after which an undecided submission is recalled, and after which the city takes it over. */
    static final int REMINDER_DAYS = 3;

    static final int ESCALATION_DAYS = 5;
    /** Working days within which a provider takes an order on. */
    static final int TAKE_ON_DAYS = 5;

    /** Working days for accepting a result, paying, or ruling in a dispute. */
    private static final int ANSWER_DAYS = 10;

    /** How many working days ago the last move of an order may have been, by the state it led to. */
    private static final Map<String, List<Integer>> AGES = Map.ofEntries(
            Map.entry("quoting", List.of(0, 5)),
            Map.entry("draft", List.of(0, 15)),
            Map.entry("submitted", List.of(0, 6)),
            Map.entry("returned", List.of(0, 12)),
            Map.entry("approved", List.of(0, 4)),
            Map.entry("in-progress", List.of(1, 40)),
            Map.entry("delivered", List.of(0, 8)),
            Map.entry("completed", List.of(0, 9)),
            Map.entry("disputed", List.of(1, 8)),
            Map.entry("rejected", List.of(4, 210)),
            Map.entry("cancelled", List.of(4, 200)),
            Map.entry("lapsed", List.of(8, 200)));

    /** Dealt in turn, so that each is given however few orders are rated. */
    private static final List<Integer> SCORES = List.of(5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 5, 3, 4, 5, 3, 5, 2, 4, 5, 1);

    private final Material material;
    private final List<Purse> purses;
    private final List<Batch> payments;
    private final Staff staff;
    private final Dice dice;
    private final WorkHours hours;
    private int completed;
    private int paid;
    private int ratings;

    Trader(Material material, List<Purse> purses, List<Batch> payments, Staff staff, Dice dice, WorkHours hours) {
        this.material = material;
        this.purses = purses;
        this.payments = payments;
        this.staff = staff;
        this.dice = dice;
        this.hours = hours;
    }

    static boolean unfinished(String ending) {
        return switch (ending) {
            case "quoting", "draft", "submitted", "returned", "approved", "in-progress" -> true;
            default -> false;
        };
    }

    /** An order with that ending, or null when the listing was not yet on sale or no budget would pay. */
    @Nullable
    Deal deal(String ending, Member customer, Shelved listing, @Nullable Integer waiting) {
        var payment = ending.equals("paid") ? dice.pick(payments) : null;
        var steps = Story.ending(ending, listing.offer, material.phrases(), dice);
        var end = payment == null ? hours.ago(waiting == null ? age(ending) : waiting) : payment.at;
        var times = times(steps, end);
        var created = times.getFirst();
        var published = listing.published;
        if (published == null || created.isBefore(published)) return null;
        var offer = listing.at(created);
        var firm = customer.firm();
        if (firm == null) return null;
        int quantity = offer.priceModel().equals("per-day") ? dice.between(2, 6) : 1;
        var purse = purse(firm, offer, quantity);
        if (purse == null) return null;
        var deal = new Deal(dice.id(created), listing, offer, customer, purse, quantity, need(firm, offer), created);
        deal.payment = payment;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            deal.moves.add(new Deal.Moved(step, times.get(i), actor(step, deal)));
        }
        return deal;
    }

    private int age(String ending) {
        var span = AGES.getOrDefault(ending, List.of(0, 0));
        return dice.between(span.getFirst(), span.getLast());
    }

    private List<Instant> times(List<Step> steps, Instant end) {
        var times = new ArrayList<Instant>();
        var next = end;
        times.add(end);
        for (int i = steps.size() - 1; i > 0; i--) {
            int gap = steps.get(i).gap();
            next = gap == 0 ? hours.shortlyBefore(next) : hours.before(next, gap);
            times.addFirst(next);
        }
        // the system does not keep office hours: it acts when the time is up
        int last = steps.size() - 1;
        if (steps.get(last).action().equals("lapse"))
            times.set(last, hours.deadline(times.get(last - 1), TAKE_ON_DAYS).plusSeconds(dice.between(2, 50)));
        return times;
    }

    private @Nullable Purse purse(Firm firm, Offer offer, int quantity) {
        var paying = purses.stream()
                .filter(p -> p.covers(offer.theme(), firm.division()))
                .filter(p -> p.affords(firm.id(), p.share(offer.worthFen() * quantity)))
                .toList();
        return paying.isEmpty() ? null : dice.pick(paying);
    }

    private String need(Firm firm, Offer offer) {
        var why = offer.service().need();
        return dice.unseen(() -> Phrase.filled(
                dice.pick(why) + dice.pick(material.phrases().wants()),
                firm.madeIn().label(),
                dice.shuffled(firm.products()),
                ""));
    }

    private @Nullable Member actor(Step step, Deal deal) {
        return switch (step.who()) {
            case ENTERPRISE -> deal.customer;
            case PROVIDER -> staff.of(deal.offer.provider());
            case DISTRICT -> staff.districtAdmin(deal.enterprise().division());
            case CITY -> staff.city;
            case FINANCE -> staff.finance;
            case SYSTEM -> null;
        };
    }

    /** Makes it binding: the money, the marks of each move, what is due next, and what the customer says of it. */
    void seal(Deal deal) {
        deal.purse.promise(deal.enterprise().id(), deal.governmentFen());
        var moves = List.copyOf(deal.moves);
        deal.moves.clear();
        moves.forEach(deal::apply);
        if (dice.chance(70))
            deal.wantedBy = WorkHours.day(deal.created).plusDays(deal.offer.deliveryDays() + dice.between(12, 40));
        remind(deal);
        deal.due = due(deal);
        rate(deal);
    }

    private void remind(Deal deal) {
        var since = deal.submitted;
        if (!deal.state.equals("submitted") || since == null) return;
        overdue(deal, "reminder", hours.deadline(since, REMINDER_DAYS));
        overdue(deal, "escalation", hours.deadline(since, ESCALATION_DAYS));
    }

    /** The system acts within a minute of the deadline. */
    private void overdue(Deal deal, String action, Instant deadline) {
        if (deadline.isAfter(hours.now())) return;
        var step = new Step(action, "submitted", "submitted", Story.Who.SYSTEM, 0, null);
        deal.apply(new Deal.Moved(step, deadline.plusSeconds(dice.between(5, 55)), null));
    }

    private @Nullable Instant due(Deal deal) {
        var last = deal.moves.getLast().at();
        return switch (deal.state) {
            case "submitted" -> deal.submitted == null ? null : hours.deadline(deal.submitted, REMINDER_DAYS);
            case "quoting", "approved" -> hours.deadline(last, TAKE_ON_DAYS);
            case "in-progress" -> hours.endOfDay(last, deal.offer.deliveryDays());
            case "delivered", "completed", "disputed" -> hours.deadline(last, ANSWER_DAYS);
            default -> null;
        };
    }

    private void rate(Deal deal) {
        if (deal.completed == null || !rated(deal)) return;
        var at = hours.after(deal.completed, dice.between(0, 4));
        if (!at.isAfter(deal.completed)) at = deal.completed.plusSeconds(dice.between(200, 1_500));
        int score = SCORES.get(ratings++ % SCORES.size());
        var words = material.phrases().ratings().getOrDefault(Integer.toString(score), Map.of());
        var comment = dice.chance(12) ? "" : dice.pick(Material.Phrases.fitting(words, deal.offer.service()));
        deal.rating = new Deal.Rating(score, comment, at);
    }

    /** Every third order that waits for its money, and five in six of the paid ones: by count, the same on every day. */
    private boolean rated(Deal deal) {
        return deal.paid == null ? ++completed % 3 == 0 : ++paid % 6 != 0;
    }
}
