package cn.yufu.notification;

import cn.yufu.event.Event;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels to pages, encoded once for all of them: that something changed, for those whom it concerns, and
 * that there is a notice, for those who are told.
 *
 * @param audiences who gets a notice of it, as in {@code notice_rule}
 * @param change null when its kind is no topic of the stream
 */
record Frame(Event event, Set<String> audiences, @Nullable Buffer change, Buffer notice, Buffer both) {
    private static final Set<String> TOPICS =
            Set.of("order", "listing", "organisation", "budget", "job", "visit", "waiting", "action", "plan");
    /** They pay, and see no appointments. */
    private static final Set<String> NOT_FINANCES = Set.of("visit", "waiting", "action", "plan");

    /** What the page gets of it: the thing that changed, to be fetched again. */
    private record Data(String topic, String id, String action) {}

    static Frame of(Event event, Map<String, Set<String>> rules) {
        var kind = event.subjectKind() + "." + event.action();
        var id = event.subjectId().toString();
        var change = TOPICS.contains(event.subjectKind())
                ? message(event.subjectKind(), event.position(), new Data(event.subjectKind(), id, event.action()))
                : null;
        var notice = message("notice", event.position(), new Data("notice", id, kind));
        var both =
                change == null ? notice : Buffer.buffer().appendBuffer(change).appendBuffer(notice);
        return new Frame(event, rules.getOrDefault(kind, Set.of()), change, notice, both);
    }

    private static Buffer message(String topic, long position, Data data) {
        return Buffer.buffer("event: " + topic + "\nid: " + position + "\ndata: " + Json.text(data) + "\n\n");
    }

    static Buffer ping(long position) {
        return Buffer.buffer("event: ping\nid: " + position + "\ndata: {}\n\n");
    }

    /** Too much has happened to tell it: whatever is shown is to be fetched again. */
    static Buffer resync(long position) {
        return Buffer.buffer("event: resync\nid: " + position + "\ndata: {}\n\n");
    }

    /** Calendars in which something has changed, whatever it was. */
    static Buffer slots(Set<UUID> calendars) {
        var all = Buffer.buffer();
        for (var id : calendars)
            all.appendString("event: slots\ndata: " + Json.text(new Data("slots", id.toString(), "changed")) + "\n\n");
        return all;
    }

    /** @param action {@code ended}, or {@code changed} when the account may now see something else */
    static Buffer session(Caller caller, String action) {
        return Buffer.buffer("event: session\ndata: "
                + Json.text(new Data("session", caller.sessionId().toString(), action)) + "\n\n");
    }

    /** The part that is for this caller; null for nothing. */
    @Nullable
    Buffer to(Caller caller) {
        // a job is its owner's alone, who is told of it by the statement that ends it
        if (event.subjectKind().equals("job")) return caller.accountId().equals(event.actorId()) ? both : null;
        boolean told = tells(caller);
        if (sees(caller)) return told ? both : change;
        return told ? notice : null;
    }

    private boolean sees(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE -> caller.organisation().equals(event.enterpriseId());
            case PROVIDER -> caller.organisation().equals(event.providerId());
            case DISTRICT_ADMIN -> isOfDivision(caller);
            case FINANCE -> !NOT_FINANCES.contains(event.subjectKind());
            case CITY_ADMIN, AUDITOR -> true;
            case EXPERT -> isInvolved(caller);
        };
    }

    private boolean isInvolved(Caller caller) {
        return event.involved().contains(caller.accountId());
    }

    /** The same choice of readers as {@link cn.yufu.event.Events#RECORD} makes when it writes their notifications. */
    private boolean tells(Caller caller) {
        if (audiences.isEmpty() || caller.accountId().equals(event.actorId())) return false;
        if (audiences.contains("involved") && isInvolved(caller)) return true;
        return switch (caller.role()) {
            case ENTERPRISE, PROVIDER, DISTRICT_ADMIN -> audiences.contains(audience(caller.role())) && sees(caller);
            case CITY_ADMIN, FINANCE, AUDITOR -> audiences.contains(audience(caller.role()));
            case EXPERT -> false;
        };
    }

    private static String audience(Role role) {
        return switch (role) {
            case DISTRICT_ADMIN -> "district";
            case CITY_ADMIN -> "city";
            default -> role.code();
        };
    }

    private boolean isOfDivision(Caller caller) {
        var division = caller.divisionCode();
        return division != null && division.equals(event.divisionCode());
    }
}
