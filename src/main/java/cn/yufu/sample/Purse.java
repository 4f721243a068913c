package cn.yufu.sample;

import cn.yufu.sample.Material.Fund;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A budget of the sample city while it is being drawn from: never beyond its total, nor beyond an enterprise's cap. */
final class Purse {
    private static final int WHOLE_BPS = 10_000;

    final UUID id;
    final String number;
    final Fund fund;
    final Instant created;
    final LocalDate validFrom;
    final LocalDate validTo;
    private final Map<UUID, Long> reserved = new HashMap<>();
    private long promised;
    long frozen;
    long spent;
    final Map<UUID, Long> used = new HashMap<>();

    Purse(UUID id, String number, Fund fund, Instant created, LocalDate validFrom, LocalDate validTo) {
        this.id = id;
        this.number = number;
        this.fund = fund;
        this.created = created;
        this.validFrom = validFrom;
        this.validTo = validTo;
    }

    long share(long totalFen) {
        return totalFen * fund.shareBps() / WHOLE_BPS;
    }

    /** Whether it may pay for that category in that division. */
    boolean covers(String category, String division) {
        return fund.categories().contains(category)
                && (fund.divisions().isEmpty() || fund.divisions().contains(division));
    }

    /** Whether it could still pay, everything counted that has been asked of it, even if given back since. */
    boolean affords(UUID enterprise, long governmentFen) {
        return promised + governmentFen <= fund.totalFen()
                && reserved.getOrDefault(enterprise, 0L) + governmentFen <= fund.capFen();
    }

    void promise(UUID enterprise, long governmentFen) {
        promised += governmentFen;
        reserved.merge(enterprise, governmentFen, Long::sum);
    }

    void freeze(UUID enterprise, long governmentFen) {
        frozen += governmentFen;
        used.merge(enterprise, governmentFen, Long::sum);
    }

    void release(UUID enterprise, long governmentFen) {
        frozen -= governmentFen;
        used.merge(enterprise, -governmentFen, Long::sum);
    }

    void spend(long governmentFen) {
        frozen -= governmentFen;
        spent += governmentFen;
    }
}
