package cn.yufu.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/** A day that a State Council schedule names: off as part of a holiday, or a weekend day worked instead. */
public record CalendarDay(LocalDate day, Kind kind, String name) {

    /** What the schedule makes of the day; spelled as in the database and in the API. */
    public enum Kind {
        @JsonProperty("holiday")
        HOLIDAY,
        @JsonProperty("workday")
        WORKDAY
    }
}
