package cn.yufu.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A visit of the sample city with all that its row says; numbered once all of them are known. */
final class Call {
    final UUID id;
    final UUID booking;
    final Member customer;
    final Diagnostics.Kind kind;
    final String state;
    final List<Consultant> team;
    final Scheme scheme;
    final Instant from;
    final Instant to;
    final Instant created;
    final List<Moved> moves = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    String number = "";
    String need = "";
    String assignment = "{}";
    boolean late;

    @Nullable
    Instant due;

    @Nullable
    Instant confirmed;

    @Nullable
    Instant arrived;

    @Nullable
    Instant left;

    @Nullable
    Instant reported;

    @Nullable
    Instant completed;

    @Nullable
    Instant closed;

    @Nullable
    Batch paid;

    @Nullable
    UUID follows;

    Map<String, String> answers = Map.of();
    Map<String, Integer> scores = Map.of();
    String summary = "";

    /** A programme, and what its budget pays for a visit. */
    record Scheme(
            UUID id,
            String name,
            List<String> divisions,
            List<String> tiers,
            List<String> types,
            int perYear,
            Purse purse,
            long feeFen) {
        boolean covers(Firm firm, String type) {
            return (divisions.isEmpty() || divisions.contains(firm.division()))
                    && (tiers.isEmpty() || tiers.contains(firm.tier()))
                    && (types.isEmpty() || types.contains(type));
        }
    }

    record Moved(
            Instant at,
            @Nullable Member actor,
            String action,
            @Nullable String from,
            String to,
            @Nullable String reason) {}

    /** @param done when it was carried out; null while it is open */
    record Finding(
            UUID id,
            String area,
            String text,
            String action,
            String severity,
            LocalDate due,
            @Nullable Instant done,
            String recommended,
            @Nullable UUID order) {}

    Call(
            UUID id,
            UUID booking,
            Member customer,
            Diagnostics.Kind kind,
            String state,
            List<Consultant> team,
            Scheme scheme,
            Instant from,
            Instant created) {
        this.id = id;
        this.booking = booking;
        this.customer = customer;
        this.kind = kind;
        this.state = state;
        this.team = team;
        this.scheme = scheme;
        this.from = from;
        this.to = from.plusSeconds(kind.minutes() * 60L);
        this.created = created;
    }

    Firm enterprise() {
        var firm = customer.firm();
        if (firm == null) throw new IllegalStateException(customer.name() + " has no enterprise");
        return firm;
    }

    Member lead() {
        return team.getFirst().member();
    }

    void move(Instant at, @Nullable Member actor, String action, String to, @Nullable String reason) {
        moves.add(new Moved(
                at, actor, action, moves.isEmpty() ? null : moves.getLast().to(), to, reason));
    }

    boolean takesTime() {
        return !List.of("cancelled", "expired", "missed", "expert-missed").contains(state);
    }
}
