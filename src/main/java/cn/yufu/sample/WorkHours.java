package cn.yufu.sample;

import cn.yufu.calendar.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** Moments at which an office in Chongqing would do something, up to the last full working day before now. */
final class WorkHours {
    private static final LocalTime MORNING = LocalTime.of(9, 20);
    private static final LocalTime AFTERNOON = LocalTime.of(14, 5);
    private static final LocalTime CLOSING = LocalTime.of(17, 40);
    private static final int MORNING_MINUTES = 150;
    private static final int AFTERNOON_MINUTES = 210;

    private final WorkCalendar calendar;
    private final Dice dice;
    private final Instant now;
    private final LocalDate lastDay;

    WorkHours(WorkCalendar calendar, Dice dice, Instant now) {
        this.calendar = calendar;
        this.dice = dice;
        this.now = now;
        var today = now.atZone(WorkCalendar.ZONE);
        boolean closed = today.toLocalTime().isAfter(CLOSING);
        this.lastDay = lastWorkingDay(
                closed ? today.toLocalDate() : today.toLocalDate().minusDays(1));
    }

    Instant now() {
        return now;
    }

    /** Some minute of the n-th working day before the last full one. */
    Instant ago(int workingDays) {
        return moment(minus(lastDay, workingDays));
    }

    /** The n-th working day after the last full one; before it when n is negative. */
    LocalDate day(int workingDays) {
        return workingDays < 0 ? minus(lastDay, -workingDays) : calendar.plusWorkingDays(lastDay, workingDays);
    }

    /** The beginning of the last two full working days: what was told since then has not been read yet. */
    Instant readUntil() {
        return day(-1).atStartOfDay(WorkCalendar.ZONE).toInstant();
    }

    /** Some minute of the n-th working day before that of {@code then}, n ≥ 1. */
    Instant before(Instant then, int workingDays) {
        return moment(minus(day(then), workingDays));
    }

    /** Some minute of the n-th working day after that of {@code then}, but never after the last full working day. */
    Instant after(Instant then, int workingDays) {
        var day = calendar.plusWorkingDays(day(then), workingDays);
        if (!day.isAfter(lastDay)) return moment(day);
        return then.plus(Duration.ofMinutes(dice.between(3, 25)));
    }

    /** A few minutes to an hour earlier, as when somebody writes something and then sends it. */
    Instant shortlyBefore(Instant then) {
        return then.minus(Duration.ofMinutes(dice.between(4, 55)));
    }

    /** Some minute of a working day that lies about so many days back. */
    Instant daysAgo(int days) {
        return moment(lastWorkingDay(lastDay.minusDays(days)));
    }

    /** The end of the n-th working day after {@code then}, as the database counts deadlines. */
    Instant deadline(Instant then, int workingDays) {
        return calendar.endOfWorkingDay(then, workingDays);
    }

    /** The end of the n-th calendar day after {@code then}, as a delivery time counts. */
    Instant endOfDay(Instant then, int days) {
        return WorkCalendar.endOf(day(then).plusDays(days));
    }

    /** Working days from the last full one back to {@code then}'s. */
    int workingDaysSince(Instant then) {
        int count = 0;
        for (var day = day(then); day.isBefore(lastDay); day = day.plusDays(1))
            if (calendar.isWorkingDay(day.plusDays(1))) count++;
        return count;
    }

    static LocalDate day(Instant at) {
        return at.atZone(WorkCalendar.ZONE).toLocalDate();
    }

    private Instant moment(LocalDate day) {
        boolean morning = dice.chance(55);
        var time = morning
                ? MORNING.plusMinutes(dice.between(0, MORNING_MINUTES))
                : AFTERNOON.plusMinutes(dice.between(0, AFTERNOON_MINUTES));
        return day.atTime(time.plusSeconds(dice.between(0, 59)))
                .atZone(WorkCalendar.ZONE)
                .toInstant();
    }

    private LocalDate minus(LocalDate from, int workingDays) {
        var day = from;
        for (int left = workingDays; left > 0; left--) day = lastWorkingDay(day.minusDays(1));
        return day;
    }

    private LocalDate lastWorkingDay(LocalDate from) {
        var day = from;
        while (!calendar.isWorkingDay(day)) day = day.minusDays(1);
        return day;
    }
}
