package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStart;

/** A calendar as a parser reads it that knows nothing of the library which wrote it. */
public final class Ics {
    static {
        // it would ask the network for newer time zones
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    }

    private final Calendar calendar;

    private Ics(Calendar calendar) {
        this.calendar = calendar;
    }

    /** Fails on what RFC 5545 forbids: other ends of lines than CRLF, control characters, lines of more than 75 octets. */
    public static Ics of(String text) {
        assertTrue(text.endsWith("\r\n"));
        for (var line : text.split("\r\n", -1)) {
            int octets = line.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(octets <= 75, () -> octets + " octets: " + line);
            assertFalse(
                    line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f),
                    () -> "control character: " + line);
        }
        try {
            return new Ics(new CalendarBuilder().build(new StringReader(text)));
        } catch (IOException | ParserException e) {
            throw new AssertionError(e + "\n" + text, e);
        }
    }

    static Ics of(Client.Reply reply) {
        return of(new String(reply.response().body(), StandardCharsets.UTF_8));
    }

    public List<VEvent> events() {
        return calendar.getComponents(Component.VEVENT);
    }

    /** The one entry whose UID begins with this id. */
    VEvent event(String id) {
        return events().stream()
                .filter(event -> value(event, "UID").startsWith(id + "@"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + calendar));
    }

    String calendarValue(String name) {
        return calendar.<Property>getProperty(name).map(Property::getValue).orElse("");
    }

    boolean hasZone() {
        return !calendar.getComponents(Component.VTIMEZONE).isEmpty();
    }

    public static String value(VEvent event, String name) {
        Optional<Property> property = event.getProperty(name);
        return property.map(Property::getValue).orElse("");
    }

    static int sequence(VEvent event) {
        return Integer.parseInt(value(event, "SEQUENCE"));
    }

    public static Instant start(VEvent event) {
        DtStart<ZonedDateTime> start =
                event.<DtStart<ZonedDateTime>>getProperty(Property.DTSTART).orElseThrow();
        return start.getDate().toInstant();
    }
}
