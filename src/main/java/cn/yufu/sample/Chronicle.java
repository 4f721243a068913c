package cn.yufu.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that has happened in the sample city, as rows of the event table. */
final class Chronicle {
    private final Dice dice;
    private final List<Entry> entries = new ArrayList<>();

    Chronicle(Dice dice) {
        this.dice = dice;
    }

    /** Whom it concerns and what it is called; {@code detail} is JSON. */
    record Subject(
            String kind,
            UUID id,
            String number,
            String detail,
            @Nullable UUID enterprise,
            @Nullable UUID provider,
            @Nullable String division) {}

    record Entry(
            UUID id,
            Instant at,
            @Nullable Member actor,
            Subject subject,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {}

    void tell(
            Instant at,
            @Nullable Member actor,
            Subject subject,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {
        entries.add(new Entry(dice.id(at), at, actor, subject, action, from, to, reason));
    }

    List<Entry> entries() {
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::id));
        return entries;
    }
}
