package cn.yufu.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order of the sample city with all that its row says; numbered once all of them are known. */
final class Deal {
    final UUID id;
    final Shelved listing;
    final Offer offer;
    final Member customer;
    final Purse purse;
    final int quantity;
    final String need;
    final Instant created;
    final List<Moved> moves = new ArrayList<>();
    String number = "";
    String state = "draft";
    boolean priced;

    @Nullable
    LocalDate wantedBy;

    @Nullable
    String disputedFrom;

    @Nullable
    Instant due;

    @Nullable
    Instant reminded;

    @Nullable
    Instant escalated;

    @Nullable
    Instant submitted;

    @Nullable
    Instant approved;

    @Nullable
    Instant accepted;

    @Nullable
    Instant delivered;

    @Nullable
    Instant completed;

    @Nullable
    Instant paid;

    @Nullable
    Instant closed;

    @Nullable
    Member decidedBy;

    @Nullable
    Batch payment;

    @Nullable
    String deliveryNote;

    @Nullable
    Rating rating;

    /** One move with its moment and who made it; null is the system. */
    record Moved(Story.Step step, Instant at, @Nullable Member actor) {}

    record Rating(int score, String comment, Instant at) {}

    Deal(
            UUID id,
            Shelved listing,
            Offer offer,
            Member customer,
            Purse purse,
            int quantity,
            String need,
            Instant created) {
        this.id = id;
        this.listing = listing;
        this.offer = offer;
        this.customer = customer;
        this.purse = purse;
        this.quantity = quantity;
        this.need = need;
        this.created = created;
    }

    Firm enterprise() {
        var firm = customer.firm();
        if (firm == null) throw new IllegalStateException("a customer belongs to an enterprise");
        return firm;
    }

    long totalFen() {
        return offer.worthFen() * quantity;
    }

    long governmentFen() {
        return purse.share(totalFen());
    }

    /** Lets a move leave its mark on the row. */
    void apply(Moved moved) {
        moves.add(moved);
        var step = moved.step();
        var at = moved.at();
        var before = state;
        state = step.to();
        switch (step.action()) {
            case "creation", "quotation" -> priced = true;
            case "submission" -> {
                submitted = at;
                decidedBy = null;
                reminded = null;
                escalated = null;
            }
            case "reminder" -> reminded = at;
            case "escalation" -> escalated = at;
            case "return", "rejection" -> decidedBy = moved.actor();
            case "approval" -> {
                decidedBy = moved.actor();
                approved = at;
                purse.freeze(enterprise().id(), governmentFen());
            }
            case "acceptance-of-work" -> accepted = at;
            case "delivery" -> {
                delivered = at;
                deliveryNote = step.reason();
            }
            case "dispute" -> disputedFrom = before;
            case "payment" -> {
                paid = at;
                purse.spend(governmentFen());
            }
            default -> {}
        }
        if (state.equals("completed")) completed = at;
        if (ended()) {
            closed = at;
            if (approved != null && paid == null) purse.release(enterprise().id(), governmentFen());
        }
    }

    private boolean ended() {
        return switch (state) {
            case "paid", "rejected", "cancelled", "lapsed" -> true;
            default -> false;
        };
    }
}
