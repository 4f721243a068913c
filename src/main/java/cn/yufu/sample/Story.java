package cn.yufu.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The course of one order: who moved it from where to where, and how many working days after the move before. */
final class Story {
    private static final String DRAFT = "draft";
    private static final String SUBMITTED = "submitted";
    private static final String RETURNED = "returned";
    private static final String APPROVED = "approved";
    private static final String IN_PROGRESS = "in-progress";
    private static final String DELIVERED = "delivered";
    private static final String DISPUTED = "disputed";

    private final Material.Phrases phrases;
    private final Dice dice;
    private final Offer offer;
    private final String ending;
    private final List<Step> steps = new ArrayList<>();

    private Story(Material.Phrases phrases, Dice dice, Offer offer, String ending) {
        this.phrases = phrases;
        this.dice = dice;
        this.offer = offer;
        this.ending = ending;
    }

    enum Who {
        ENTERPRISE,
        PROVIDER,
        DISTRICT,
        CITY,
        FINANCE,
        SYSTEM
    }

    /** One move; {@code gap} is in working days, 0 means a little later on the same day. */
    record Step(
            String action,
            @Nullable String from,
            String to,
            Who who,
            int gap,
            @Nullable String reason) {}

    /** A story that ends in that state. */
    static List<Step> ending(String state, Offer offer, Material.Phrases phrases, Dice dice) {
        var story = new Story(phrases, dice, offer, state);
        story.ask();
        return story.steps;
    }

    private void ask() {
        if (offer.quoted()) {
            move("quotation-request", null, "quoting", Who.ENTERPRISE, 0, null);
            if (ending.equals("quoting")) return;
            move("quotation", "quoting", DRAFT, Who.PROVIDER, dice.between(1, 3), fitting(phrases.quotations()));
        } else {
            move("creation", null, DRAFT, Who.ENTERPRISE, 0, null);
        }
        if (ending.equals(DRAFT)) return;
        move("submission", DRAFT, SUBMITTED, Who.ENTERPRISE, offer.quoted() ? 1 : 0, null);
        if (!ending.equals(SUBMITTED)) decide();
    }

    private void decide() {
        if (ending.equals(RETURNED) || dice.chance(14)) {
            move("return", SUBMITTED, RETURNED, Who.DISTRICT, dice.between(1, 2), dice.pick(phrases.returns()));
            if (ending.equals(RETURNED)) return;
            var answer = dice.pick(phrases.resubmissions());
            move("submission", RETURNED, SUBMITTED, Who.ENTERPRISE, dice.between(1, 3), answer);
        }
        if (ending.equals("rejected")) {
            move("rejection", SUBMITTED, "rejected", Who.DISTRICT, dice.between(1, 3), dice.pick(phrases.rejections()));
            return;
        }
        if (ending.equals("cancelled") && dice.chance(30)) {
            cancel(SUBMITTED, true);
            return;
        }
        var decider = Who.DISTRICT;
        if (dice.chance(6)) {
            decider = Who.CITY;
            move("escalation", SUBMITTED, SUBMITTED, Who.DISTRICT, 1, dice.pick(phrases.escalations()));
        }
        var reason = dice.chance(80) ? dice.pick(phrases.approvals()) : null;
        move("approval", SUBMITTED, APPROVED, decider, dice.between(1, 3), reason);
        if (!ending.equals(APPROVED)) takeOn();
    }

    private void takeOn() {
        if (ending.equals("lapsed")) {
            move("lapse", APPROVED, "lapsed", Who.SYSTEM, 6, null);
            return;
        }
        // most are cancelled before the work begins, a few by a ruling after it
        if (ending.equals("cancelled") && dice.chance(80)) {
            cancel(APPROVED, dice.chance(65));
            return;
        }
        var intake = dice.pick(phrases.intakes());
        move("acceptance-of-work", APPROVED, IN_PROGRESS, Who.PROVIDER, dice.between(1, 3), intake);
        if (!ending.equals(IN_PROGRESS)) deliver();
    }

    private void deliver() {
        int work = Math.min(70, Math.max(2, offer.deliveryDays() * dice.between(35, 72) / 100));
        if (ending.equals(DISPUTED) && dice.chance(40)) {
            var claim = fitting(phrases.disputesOpen());
            move("dispute", IN_PROGRESS, DISPUTED, Who.ENTERPRISE, Math.min(work, 20), claim);
            return;
        }
        if (dice.chance(4)) {
            var dispute = dispute("continue");
            move("dispute", IN_PROGRESS, DISPUTED, Who.ENTERPRISE, dice.between(4, 12), dispute.claim());
            move("ruling", DISPUTED, IN_PROGRESS, Who.DISTRICT, dice.between(3, 6), dispute.ruling());
        }
        delivery(
                work,
                dice.pick(phrases.deliveryNotes())
                        .replace("{d}", offer.service().results()));
        if (ending.equals(DELIVERED)) return;
        if (dice.chance(14)) {
            move("rework", DELIVERED, IN_PROGRESS, Who.ENTERPRISE, dice.between(1, 3), fitting(phrases.reworks()));
            delivery(dice.between(2, 6), dice.pick(phrases.reworkDone()));
        }
        if (ending.equals(DISPUTED)) {
            var claim = fitting(phrases.disputesOpen());
            move("dispute", DELIVERED, DISPUTED, Who.ENTERPRISE, dice.between(1, 4), claim);
            return;
        }
        if (ending.equals("cancelled")) {
            settle("cancel", "cancelled");
            return;
        }
        if (dice.chance(5)) {
            settle("complete", "completed");
        } else {
            var words = fitting(phrases.acceptances());
            move("completion", DELIVERED, "completed", Who.ENTERPRISE, dice.between(1, 5), words);
        }
        if (ending.equals("paid")) move("payment", "completed", "paid", Who.FINANCE, dice.between(2, 12), null);
    }

    private void delivery(int work, String note) {
        move("delivery", IN_PROGRESS, DELIVERED, Who.PROVIDER, work, note);
    }

    private void settle(String outcome, String to) {
        var dispute = dispute(outcome);
        move("dispute", DELIVERED, DISPUTED, Who.ENTERPRISE, dice.between(1, 3), dispute.claim());
        move("ruling", DISPUTED, to, Who.DISTRICT, dice.between(3, 7), dispute.ruling());
    }

    private Material.Dispute dispute(String outcome) {
        return dice.pick(phrases.disputes().stream()
                .filter(d -> d.outcome().equals(outcome))
                .filter(d -> d.themes().isEmpty()
                        || d.themes().contains(offer.service().tag()))
                .toList());
    }

    private String fitting(Map<String, List<String>> words) {
        return dice.pick(Material.Phrases.fitting(words, offer.service()));
    }

    private void cancel(String from, boolean byEnterprise) {
        var words = phrases.cancellations();
        move(
                "cancellation",
                from,
                "cancelled",
                byEnterprise ? Who.ENTERPRISE : Who.PROVIDER,
                dice.between(1, 4),
                dice.pick(byEnterprise ? words.enterprise() : words.provider()));
    }

    private void move(String action, @Nullable String from, String to, Who who, int gap, @Nullable String reason) {
        steps.add(new Step(action, from, to, who, gap, reason));
    }
}
