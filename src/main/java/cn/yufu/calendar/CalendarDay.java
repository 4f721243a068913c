package cn.yufu.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/** A day that a State Council schedule names: off as part of a holiday, or a weekend day worked instead. */
public record CalendarDay(LocalDate day, Kind kind, String name) {

    /** What the schedule makes of the day; spelled as in the database and in the API. */
    public enum Kind {
        @JsonProperty("holiday")
        HOLIDAY("holiday"),
        @JsonProperty("workday")
        WORKDAY("workday");

        static final List<String> CODES = List.of("holiday", "workday");

        final String code;

        Kind(String code) {
            this.code = code;
        }

        static Kind of(String code) {
            return code.equals("workday") ? WORKDAY : HOLIDAY;
        }
    }
}
