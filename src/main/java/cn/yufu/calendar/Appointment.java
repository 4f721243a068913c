package cn.yufu.calendar;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of somebody's calendar, whatever it stands for: what a feature hands over and {@link ICalendar} writes.
 *
 * @param id of the thing; makes the UID, which it keeps for its whole life
 * @param sequence grows with every change of the thing
 * @param changedAt of the last change
 * @param place in words, as somebody finds it
 * @param latitude with {@code longitude}, as well as it is known
 * @param link path of its page
 */
public record Appointment(
        UUID id,
        long sequence,
        Status status,
        OffsetDateTime from,
        OffsetDateTime to,
        OffsetDateTime changedAt,
        String title,
        String text,
        String place,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String link) {

    /** An entry that is off stays in the calendar for a while, so that it is taken out where it was copied to. */
    public enum Status {
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }
}
