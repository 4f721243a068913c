package cn.yufu.procurement;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts behind the tabs and the home page; {@code waiting} is what the caller should act on. */
public record OrderCounts(
        Map<String, Long> byState,
        long waiting,
        long overdue,
        long dueToday,
        @Nullable OffsetDateTime nextDueAt) {}
