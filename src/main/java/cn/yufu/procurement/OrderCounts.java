package cn.yufu.procurement;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts behind the tabs and the home page.
 *
 * @param waiting what the caller should act on
 * @param payableFen government's share of all that is accepted and not paid yet
 */
public record OrderCounts(
        Map<String, Long> byState,
        long waiting,
        long overdue,
        long dueToday,
        long payableFen,
        @Nullable OffsetDateTime nextDueAt) {}
