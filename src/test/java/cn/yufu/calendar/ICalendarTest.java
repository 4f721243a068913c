package cn.yufu.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.Ics;
import cn.yufu.calendar.Appointment.Status;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever people write arrives in a calendar as they wrote it, and nothing that they write changes the calendar. */
final class ICalendarTest {
    private static final List<Status> STATES = List.copyOf(EnumSet.allOf(Status.class));

    // a backslash at the end of a line is left out: the parser reads the two signs it is written as for one
    private static final List<String> PIECES = List.of(
            "重庆市永川区凤凰湖工业园区",
            "，",
            "。",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u0000",
            "\u0007",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u2028",
            "👩🏽‍🔧",
            "🏭",
            "é",
            "\\.",
            "\\n",
            ",",
            ";",
            ":",
            "\"",
            "'",
            "^",
            "a",
            " ",
            "BEGIN:VEVENT",
            "END:VCALENDAR",
            "\ud83d",
            "\udeab",
            "𠮷",
            "%",
            "=",
            "\ufeff",
            "x".repeat(80));

    private final ICalendar calendars = new ICalendar("https://yufu.example.cn/");
    private final Random random = new Random(20_261_124);

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) text.append(PIECES.get(random.nextInt(PIECES.size())));
        return text.toString();
    }

    private static Appointment appointment(String title, String text, String place, Status status) {
        var from = OffsetDateTime.parse("2026-12-01T09:30:00+08:00");
        return new Appointment(
                UUID.randomUUID(),
                7,
                status,
                from,
                from.plusMinutes(90),
                from.minusDays(3),
                title,
                text,
                place,
                29.35,
                105.9,
                "/desk/visits/1");
    }

    @Test
    void any_text_survives_and_no_line_is_too_long() {
        for (int i = 0; i < 500; i++) {
            var one = appointment("t" + text(), "d" + text(), "l" + text(), STATES.get(i % STATES.size()));
            var events = Ics.of(calendars.feed(text(), List.of(one))).events();
            assertEquals(1, events.size());
            var event = events.getFirst();
            assertEquals(Folding.clean(one.text()), Ics.value(event, "DESCRIPTION"));
            assertEquals(Folding.clean(one.title()).replace('\n', ' '), Ics.value(event, "SUMMARY"));
            assertEquals(Folding.clean(one.place()).replace('\n', ' '), Ics.value(event, "LOCATION"));
            assertEquals(one.from().toInstant(), Ics.start(event));
            var mailed = calendars.invitation(
                    one,
                    new ICalendar.Mailbox("渝服", "no-reply@example.cn"),
                    new ICalendar.Mailbox(text(), "a@example.cn"));
            assertEquals(i % 3 == 2 ? "CANCEL" : "REQUEST", mailed.method());
            assertEquals(1, Ics.of(mailed.text()).events().size());
        }
    }

    @Test
    void what_is_cleaned_keeps_its_letters() {
        assertEquals("a\nb\nc d🏭?e", Folding.clean("a\r\nb\u2028c\td🏭\ud83de\u0000"));
        assertEquals("王 芳", Folding.name("王\"\r\n芳"));
    }

    @Test
    void an_entry_reads_as_phones_expect_it() {
        var text = calendars.feed("渝服", List.of(appointment("上门问诊", "编号", "永川区", Status.CONFIRMED)));
        for (var line : List.of(
                "VERSION:2.0\r\n",
                "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n",
                "TZOFFSETTO:+0800\r\n",
                "DTSTART;TZID=Asia/Shanghai:20261201T093000\r\n",
                "DTEND;TZID=Asia/Shanghai:20261201T110000\r\n",
                "DTSTAMP:20261128T013000Z\r\n",
                "SEQUENCE:7\r\n",
                "STATUS:CONFIRMED\r\n",
                "GEO:29.35;105.9\r\n",
                "URL:https://yufu.example.cn/desk/visits/1\r\n",
                "X-WR-CALNAME:渝服\r\n",
                "TRIGGER:-PT2H\r\n",
                "@yufu.example.cn\r\n")) assertTrue(text.contains(line), () -> line + " is missing in\n" + text);
        assertEquals(
                text.length(),
                calendars
                        .feed("渝服", List.of(appointment("上门问诊", "编号", "永川区", Status.CONFIRMED)))
                        .length());
    }

    @Test
    void an_empty_calendar_is_one_too() {
        assertEquals(List.of(), Ics.of(calendars.feed("渝服", List.of())).events());
    }
}
