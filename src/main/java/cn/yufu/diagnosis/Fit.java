package cn.yufu.diagnosis;

import java.util.Locale;

/** Whether an expert can come at a certain time, and if not, what stands in the way first. */
enum Fit {
    FITS,
    /** Outside the hours, on a holiday, or absent. */
    CLOSED,
    /** Somebody else has the time. */
    BUSY,
    /** Not in time from the visit before, not in time for the next, or not from and to where the day begins and ends. */
    UNREACHABLE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
