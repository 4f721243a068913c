package cn.yufu.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The chance behind the sample city: the same seed always gives the same city. */
final class Dice {
    private static final int REROLLS = 10_000;

    // java.util.Random, because its sequence for a seed is part of its specification
    private final Random random;
    private final Set<String> taken = new HashSet<>();

    Dice(long seed) {
        random = new Random(seed);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> List<T> shuffled(List<T> from) {
        var mixed = new ArrayList<>(from);
        Collections.shuffle(mixed, random);
        return mixed;
    }

    /** Throws until the result has not been seen before, anywhere in the city. */
    String unseen(Supplier<String> thrown) {
        for (int i = 0; i < REROLLS; i++) {
            var text = thrown.get();
            if (taken.add(text)) return text;
        }
        throw new IllegalStateException("the building material of the sample city is used up");
    }

    /** A version 7 id, ordered as if made at that instant. */
    UUID id(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
