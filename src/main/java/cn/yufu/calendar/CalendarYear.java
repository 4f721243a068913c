package cn.yufu.calendar;

import java.time.LocalDate;
import java.util.List;

/** The published schedule of one year, with the document that it comes from. */
public record CalendarYear(int year, String source, LocalDate publishedOn, List<CalendarDay> days) {}
