package cn.yufu.calendar;

import biweekly.ICalVersion;
import biweekly.component.StandardTime;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.parameter.Role;
import biweekly.property.Attendee;
import biweekly.property.Geo;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.RefreshInterval;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.UtcOffset;
import cn.yufu.http.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

/** Appointments as iCalendar text (RFC 5545, RFC 5546), in the product's time zone. The same input gives the same bytes. */
public final class ICalendar {
    public static final String MEDIA_TYPE = "text/calendar";

    private static final String PRODUCT = "-//Yufu//Yufu//ZH";
    private static final List<Duration> REMINDERS = List.of(
            Duration.builder().prior(true).days(1).build(),
            Duration.builder().prior(true).hours(2).build());

    private final String publicUrl;
    private final String host;

    /** @param publicUrl whose host makes UIDs unique in the world, and whose pages entries lead to */
    public ICalendar(String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        var authority = URI.create(publicUrl).getHost();
        this.host = authority == null ? "localhost" : authority;
    }

    /** Somebody as mail knows them. */
    public record Mailbox(String name, String address) {}

    /**
     * What a mail carries for its reader's calendar.
     *
     * @param method {@code REQUEST} puts the entry in or changes it, {@code CANCEL} takes it out
     */
    public record Invitation(String method, String text) {}

    /** A calendar to subscribe to, or to take one entry from. */
    public String feed(String name, List<Appointment> appointments) {
        var calendar = calendar();
        calendar.setExperimentalProperty("X-WR-CALNAME", Folding.clean(name).replace('\n', ' '));
        calendar.setExperimentalProperty("X-WR-TIMEZONE", Json.ZONE.getId());
        calendar.setExperimentalProperty("X-PUBLISHED-TTL", "PT1H");
        var interval = new RefreshInterval(Duration.builder().hours(1).build());
        interval.setParameter("VALUE", "DURATION"); // RFC 7986 §5.7 knows no default
        calendar.setRefreshInterval(interval);
        for (var appointment : appointments) calendar.addEvent(event(appointment));
        return text(calendar);
    }

    /** One entry for one reader, who alone is named in it: whoever else comes is in its text. */
    public Invitation invitation(Appointment appointment, Mailbox organiser, Mailbox reader) {
        boolean off = appointment.status() == Appointment.Status.CANCELLED;
        var event = event(appointment);
        event.setOrganizer(new Organizer(Folding.name(organiser.name()), organiser.address()));
        var attendee = new Attendee(Folding.name(reader.name()), reader.address());
        attendee.setRole(Role.ATTENDEE);
        attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
        // nobody reads answers to this mail: confirming is done on the page
        attendee.setRsvp(false);
        attendee.setParticipationStatus(
                appointment.status() == Appointment.Status.TENTATIVE
                        ? ParticipationStatus.NEEDS_ACTION
                        : ParticipationStatus.ACCEPTED);
        event.addAttendee(attendee);
        var calendar = calendar();
        calendar.setMethod(off ? Method.cancel() : Method.request());
        calendar.addEvent(event);
        return new Invitation(off ? "CANCEL" : "REQUEST", text(calendar));
    }

    private static biweekly.ICalendar calendar() {
        var calendar = new biweekly.ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.setCalendarScale(biweekly.property.CalendarScale.gregorian());
        var zone = Json.ZONE.getId();
        calendar.getTimezoneInfo()
                .setDefaultTimezone(new TimezoneAssignment(TimeZone.getTimeZone(zone), shanghai(zone)));
        return calendar;
    }

    /** No daylight saving time since September 1991, and no visit before. */
    private static VTimezone shanghai(String id) {
        var offset = new UtcOffset(true, 8, 0);
        var standard = new StandardTime();
        standard.setDateStart(new DateTimeComponents(1991, 9, 15, 1, 0, 0, false));
        standard.setTimezoneOffsetFrom(offset);
        standard.setTimezoneOffsetTo(offset);
        standard.addTimezoneName("CST");
        var zone = new VTimezone(id);
        zone.addStandardTime(standard);
        return zone;
    }

    private VEvent event(Appointment a) {
        boolean off = a.status() == Appointment.Status.CANCELLED;
        var event = new VEvent();
        event.setUid(a.id() + "@" + host);
        event.setSequence((int) Math.min(a.sequence(), Integer.MAX_VALUE));
        event.setDateTimeStamp(date(a.changedAt()));
        event.setLastModified(date(a.changedAt()));
        event.setDateStart(date(a.from()));
        event.setDateEnd(date(a.to()));
        event.setSummary(Folding.clean(a.title()).replace('\n', ' '));
        event.setDescription(Folding.clean(a.text()));
        event.setLocation(Folding.clean(a.place()).replace('\n', ' '));
        if (a.latitude() != null && a.longitude() != null) event.setGeo(new Geo(a.latitude(), a.longitude()));
        event.setUrl(publicUrl + a.link());
        event.setStatus(status(a.status()));
        event.setTransparency(off ? Transparency.transparent() : Transparency.opaque());
        if (!off)
            for (var before : REMINDERS)
                event.addAlarm(VAlarm.display(
                        new Trigger(before, null), event.getSummary().getValue()));
        return event;
    }

    private static Status status(Appointment.Status status) {
        return switch (status) {
            case TENTATIVE -> Status.tentative();
            case CONFIRMED -> Status.confirmed();
            case CANCELLED -> Status.cancelled();
        };
    }

    private static Date date(OffsetDateTime at) {
        return Date.from(at.toInstant());
    }

    private static String text(biweekly.ICalendar calendar) {
        var text = new StringWriter();
        try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Folding.fold(text.toString());
    }
}
