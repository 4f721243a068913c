package cn.yufu.sample;

import cn.yufu.sample.Chronicle.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the offers live: written, submitted, decided by the provider's district, changed or withdrawn. */
final class Shelf {
    /** Working days within which a district decides on a listing. */
    static final int DECISION_DAYS = 3;

    /** Where quxian1 decides. */
    private static final String BEIBEI = "500109";

    private static final long LEAST_FEN = 180_000;
    private static final long ROUND_FEN = 10_000;

    /** What second versions say in addition. */
    private static final String MORE = "自本版起，交付时一并提供过程资料目录，便于企业归档备查。";

    private final Material.Phrases phrases;
    private final Staff staff;
    private final Dice dice;
    private final WorkHours hours;
    private final Chronicle chronicle;
    private final List<Shelved> listings = new ArrayList<>();

    Shelf(Material.Phrases phrases, Staff staff, Dice dice, WorkHours hours, Chronicle chronicle) {
        this.phrases = phrases;
        this.staff = staff;
        this.dice = dice;
        this.hours = hours;
        this.chronicle = chronicle;
    }

    /** How a listing ends up; the rest are published as they were written. */
    private enum Fate {
        PUBLISHED,
        CHANGED,
        CHANGE_DRAFT,
        CHANGE_SUBMITTED,
        CHANGE_RETURNED,
        DRAFT,
        SUBMITTED,
        RETURNED,
        WITHDRAWN
    }

    private record Plan(Offer offer, Fate fate, Instant start) {}

    List<Shelved> listings(List<Offer> offers) {
        var plans = new ArrayList<Plan>();
        // the first offer of each category is published: no category is empty
        var offered = new HashSet<String>();
        int ofTheFirst = 0;
        int inBeibei = 0;
        for (var offer : offers) {
            var provider = offer.provider();
            var fate = offered.add(offer.category())
                    ? Fate.PUBLISHED
                    : provider.slug().equals("yuli")
                            ? fateOfTheFirst(ofTheFirst++)
                            : provider.division().equals(BEIBEI) && inBeibei < 3
                                    ? List.of(Fate.SUBMITTED, Fate.CHANGE_SUBMITTED, Fate.SUBMITTED)
                                            .get(inBeibei++)
                                    : fate();
            plans.add(new Plan(offer, fate, start(fate)));
        }
        plans.sort(Comparator.comparing(Plan::start));
        for (var plan : plans) listings.add(live(plan));
        return listings;
    }

    /** The provider that visitors sign in as has one of each. */
    private static Fate fateOfTheFirst(int place) {
        return switch (place) {
            case 0 -> Fate.DRAFT;
            case 1 -> Fate.SUBMITTED;
            case 2 -> Fate.RETURNED;
            case 3 -> Fate.CHANGE_SUBMITTED;
            case 4 -> Fate.CHANGED;
            default -> Fate.PUBLISHED;
        };
    }

    /** The others are mostly published. */
    private Fate fate() {
        int thrown = dice.between(0, 999);
        if (thrown < 740) return Fate.PUBLISHED;
        if (thrown < 815) return Fate.CHANGED;
        if (thrown < 835) return Fate.CHANGE_DRAFT;
        if (thrown < 855) return Fate.CHANGE_SUBMITTED;
        if (thrown < 870) return Fate.CHANGE_RETURNED;
        if (thrown < 900) return Fate.DRAFT;
        if (thrown < 945) return Fate.SUBMITTED;
        if (thrown < 970) return Fate.RETURNED;
        return Fate.WITHDRAWN;
    }

    private Instant start(Fate fate) {
        return switch (fate) {
            case DRAFT -> hours.ago(dice.between(0, 25));
            case SUBMITTED -> hours.ago(dice.between(1, 4));
            case RETURNED -> hours.ago(dice.between(4, 20));
            // old enough for a change to be old, too
            case CHANGED -> hours.daysAgo(dice.between(318, 332));
            default -> hours.daysAgo(dice.chance(75) ? dice.between(318, 332) : dice.between(60, 317));
        };
    }

    private Shelved live(Plan plan) {
        var created = plan.start();
        var number = "FW-%d-%06d".formatted(WorkHours.day(created).getYear(), listings.size() + 1);
        var listing = new Shelved(dice.id(created), number, plan.offer(), created);
        tell(listing, created, author(listing), "creation", null, "draft", null);
        if (plan.fate() == Fate.DRAFT) return listing;
        var submitted = created.plusSeconds(dice.between(300, 2_400));
        submit(listing, submitted);
        if (plan.fate() == Fate.SUBMITTED) return listing;
        if (plan.fate() == Fate.RETURNED || dice.chance(12)) {
            listing.reason = dice.pick(phrases.listingReturns());
            var returned = hours.after(submitted, dice.between(1, 2));
            move(listing, returned, admin(listing), "rejection", "returned", listing.reason);
            if (plan.fate() == Fate.RETURNED) return listing;
            listing.reason = null;
            submitted = hours.after(returned, dice.between(1, 3));
            submit(listing, submitted);
        }
        listing.published = hours.after(submitted, dice.between(1, 3));
        var words = dice.pick(phrases.listingApprovals());
        move(listing, listing.published, admin(listing), "approval", "published", words);
        if (plan.fate() == Fate.WITHDRAWN) {
            var why = dice.pick(phrases.listingWithdrawals());
            move(listing, hours.ago(dice.between(3, 35)), author(listing), "withdrawal", "withdrawn", why);
        } else if (plan.fate() != Fate.PUBLISHED) {
            change(listing, plan.fate());
        }
        return listing;
    }

    /** A second version of something that is on sale; the first stays until the district has approved it. */
    private void change(Shelved listing, Fate fate) {
        var offer = listing.offer;
        listing.changed = offer.changed(
                Math.max(LEAST_FEN, offer.worthFen() * dice.between(92, 108) / 100 / ROUND_FEN * ROUND_FEN),
                offer.deliveryDays() + dice.between(1, 5),
                MORE);
        var written = hours.ago(fate == Fate.CHANGED ? dice.between(20, 90) : dice.between(2, 6));
        listing.changeWritten = written;
        tell(listing, written, author(listing), "revision", "published", "published", null);
        listing.changeState = "draft";
        if (fate == Fate.CHANGE_DRAFT) return;
        listing.submitted = written.plusSeconds(dice.between(300, 1_800));
        tell(listing, listing.submitted, author(listing), "submission", "draft", "submitted", null);
        listing.changeState = "submitted";
        if (fate == Fate.CHANGE_SUBMITTED) return;
        var decided = hours.after(listing.submitted, 1);
        if (fate == Fate.CHANGE_RETURNED) {
            listing.reason = dice.pick(phrases.listingReturns());
            tell(listing, decided, admin(listing), "rejection", "submitted", "returned", listing.reason);
            listing.changeState = "returned";
            return;
        }
        var words = dice.pick(phrases.listingApprovals());
        tell(listing, decided, admin(listing), "approval", "submitted", "published", words);
        listing.changeState = "approved";
        listing.changeApproved = decided;
    }

    private void submit(Shelved listing, Instant at) {
        listing.submitted = at;
        move(listing, at, author(listing), "submission", "submitted", null);
    }

    private void move(Shelved listing, Instant at, Member actor, String action, String to, @Nullable String reason) {
        tell(listing, at, actor, action, listing.state, to, reason);
        listing.state = to;
    }

    private void tell(
            Shelved listing,
            Instant at,
            Member actor,
            String action,
            @Nullable String from,
            String to,
            @Nullable String reason) {
        chronicle.tell(at, actor, subject(listing), action, from, to, reason);
    }

    private static Subject subject(Shelved listing) {
        var provider = listing.offer.provider();
        var detail = Detail.listing(listing.offer);
        return new Subject("listing", listing.id, listing.number, detail, null, provider.id(), provider.division());
    }

    private Member author(Shelved listing) {
        return staff.of(listing.offer.provider());
    }

    private Member admin(Shelved listing) {
        return staff.districtAdmin(listing.offer.provider().division());
    }
}
