package cn.yufu.sample;

import cn.yufu.calendar.WorkCalendar;
import cn.yufu.sample.Chronicle.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Founds the sample city in memory, from a fixed seed and for a given moment. */
final class Founder {
    private static final long SEED = 20_220_216L;

    /** Finance pays about every other week; the figures are working days ago. */
    private static final int PAYMENT_EVERY = 10;

    private static final int PAYMENTS = 21;

    private final Material material = Material.load();
    private final Dice dice = new Dice(SEED);
    private final Map<String, String> divisionNames;
    private final Map<String, String> parents;
    private final WorkHours hours;
    private final Function<String, Character> checkDigit;
    private final Chronicle chronicle = new Chronicle(dice);
    private final Archive archive = new Archive(dice);

    /**
     * @param divisionNames names by code, of the divisions in being
     * @param parents top category by code of the second level
     */
    Founder(
            Map<String, String> divisionNames,
            Map<String, String> parents,
            WorkCalendar calendar,
            Function<String, Character> checkDigit,
            Instant now) {
        this.divisionNames = divisionNames;
        this.parents = parents;
        this.checkDigit = checkDigit;
        // times have dice of their own, so that the same firms offer the same services on whatever day the city is
        // founded
        this.hours = new WorkHours(calendar, new Dice(SEED + 1), now);
    }

    City city() {
        var registry = new Registry(material, divisionNames, new CreditCodes(dice, checkDigit), dice, hours);
        var firms = registry.firms();
        var staff = new Staff(registry, dice, hours, divisionNames.keySet(), firms);
        for (var firm : firms) register(firm, staff);
        var purses = purses(staff);
        var providers = firms.stream().filter(f -> f.agency() != null).toList();
        var offers = new Writer(material, parents, divisionNames, dice).offers(providers);
        var listings = new Shelf(material.phrases(), staff, dice, hours, chronicle).listings(offers);
        var payments = payments();
        var trader = new Trader(material, purses, payments, staff, dice, hours);
        var deals = new Market(trader, staff, dice, hours, listings).deals();
        payments.removeIf(payment -> deals.stream().noneMatch(deal -> payment.equals(deal.payment)));
        return new City(firms, staff, purses, listings, deals, payments, chronicle, archive, hours);
    }

    /** What the history says of how an organisation came in. */
    private void register(Firm firm, Staff staff) {
        var subject = new Subject(
                "organisation",
                firm.id(),
                firm.number(),
                Detail.title(firm.name()),
                firm.agency() == null ? firm.id() : null,
                firm.agency() == null ? null : firm.id(),
                firm.division());
        if (!staff.has(firm)) {
            chronicle.tell(firm.registered(), staff.city, subject, "import", null, "active", null);
            return;
        }
        var member = staff.of(firm);
        var admin = staff.districtAdmin(firm.division());
        chronicle.tell(firm.registered(), member, subject, "registration", null, "unconfirmed", null);
        if (firm.state().equals("unconfirmed")) return;
        chronicle.tell(firm.confirmed(), member, subject, "confirmation", "unconfirmed", "pending", null);
        if (firm.state().equals("pending")) return;
        var decided = hours.after(firm.confirmed(), 1);
        if (firm.state().equals("rejected")) {
            var reason = dice.pick(material.phrases().organisationRejections());
            chronicle.tell(decided, admin, subject, "rejection", "pending", "rejected", reason);
            return;
        }
        var words = dice.pick(material.phrases().organisationApprovals());
        chronicle.tell(decided, admin, subject, "approval", "pending", "active", words);
        if (firm.state().equals("suspended"))
            chronicle.tell(
                    hours.ago(dice.between(10, 30)),
                    admin,
                    subject,
                    "suspension",
                    "active",
                    "suspended",
                    dice.pick(material.phrases().suspensions()));
    }

    private List<Purse> purses(Staff staff) {
        var purses = new ArrayList<Purse>();
        var today = WorkHours.day(hours.now());
        var from = LocalDate.of(today.getYear(), today.getMonth(), 1).minusMonths(11);
        for (var fund : material.funds()) {
            var created = hours.daysAgo(336);
            var purse = new Purse(
                    dice.id(created.plusSeconds(purses.size())),
                    "YS-%04d".formatted(purses.size() + 1),
                    fund,
                    created.plusSeconds(purses.size() * 61L),
                    from,
                    from.plusMonths(19).minusDays(1));
            purses.add(purse);
            var subject = new Subject("budget", purse.id, purse.number, Detail.budget(fund), null, null, null);
            chronicle.tell(purse.created, staff.city, subject, "creation", null, "open", null);
        }
        return purses;
    }

    private List<Batch> payments() {
        var payments = new ArrayList<Batch>();
        for (int i = PAYMENTS; i > 0; i--) {
            var at = hours.ago(i * PAYMENT_EVERY - dice.between(5, 8));
            payments.add(new Batch(dice.id(at), at, "国库集中支付"));
        }
        return payments;
    }

    /** Writes the history of an order; its batch has its number now. */
    void tell(Deal deal) {
        var subject = subject(deal, Detail.order(deal));
        for (var moved : deal.moves) {
            var step = moved.step();
            var payment = step.action().equals("payment") ? deal.payment : null;
            chronicle.tell(
                    moved.at(),
                    moved.actor(),
                    payment == null ? subject : subject(deal, Detail.payment(deal, payment.number)),
                    step.action(),
                    step.from(),
                    step.to(),
                    payment == null ? step.reason() : payment.reference());
        }
        var rating = deal.rating;
        if (rating == null) return;
        var state = deal.paid != null && rating.at().isAfter(deal.paid) ? "paid" : "completed";
        var rated = subject(deal, Detail.rating(deal, rating.score()));
        var words = rating.comment().isEmpty() ? null : rating.comment();
        chronicle.tell(rating.at(), deal.customer, rated, "rating", state, state, words);
    }

    private static Subject subject(Deal deal, String detail) {
        var enterprise = deal.enterprise();
        return new Subject(
                "order",
                deal.id,
                deal.number,
                detail,
                enterprise.id(),
                deal.offer.provider().id(),
                enterprise.division());
    }
}
