package cn.yufu.calendar;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Messages;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Secret;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calendars that telephones and mail programs subscribe to. They can't sign in, so that the address itself is the secret:
 * shown once, kept as a hash, renewed or revoked by its owner at any time. It opens nothing but the calendar.
 */
public final class FeedRoutes implements Routes {
    private static final Who OWNERS = Who.only(Role.ENTERPRISE, Role.EXPERT, Role.DISTRICT_ADMIN);
    /** Calendars ask a few times an hour; each of an account's devices has a share of this. */
    private static final int MOST_AN_HOUR = 120;

    private final Db db;
    private final ICalendar calendars;
    private final String publicUrl;
    private final List<Source> sources;

    /** What of a feature belongs into somebody's calendar. */
    @FunctionalInterface
    public interface Source {
        Future<List<Appointment>> of(Caller owner, String language);
    }

    public FeedRoutes(Db db, String publicUrl, List<Source> sources) {
        this.db = db;
        this.calendars = new ICalendar(publicUrl);
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.sources = sources;
    }

    @Override
    public void mount(Api api) {
        api.get("/calendar/subscription", OWNERS, this::show);
        // never replayed: its answer is the secret
        api.postOnce("/calendar/subscription", OWNERS, this::make);
        api.delete("/calendar/subscription", OWNERS, FeedRoutes::revoke);
        api.get("/calendar/{token}.ics", Who.anyone(), this::feed);
    }

    /** @param url in the answer that made it, and never again */
    private record Subscription(
            boolean active,
            @Nullable OffsetDateTime createdAt,
            @Nullable OffsetDateTime lastUsedAt,
            @Nullable String url) {}

    private Future<Answer> show(Request r) {
        return FeedStore.find(db.read(), r.caller().accountId())
                .map(found ->
                        Answer.ok(found.map(kept -> new Subscription(true, kept.createdAt(), kept.lastUsedAt(), null))
                                .orElseGet(() -> new Subscription(false, null, null, null))));
    }

    private Future<Answer> make(Request r, Sql sql) {
        r.body().done();
        var token = Secret.random();
        var url = publicUrl + "/api/calendar/" + token.value() + ".ics";
        return FeedStore.keep(sql, r.caller().accountId(), token)
                .map(kept -> Answer.created(
                        "/api/calendar/subscription",
                        new Subscription(true, kept.createdAt(), kept.lastUsedAt(), url)));
    }

    private static Future<Answer> revoke(Request r, Sql sql) {
        return FeedStore.revoke(sql, r.caller().accountId()).map(done -> Answer.empty());
    }

    private Future<Answer> feed(Request r) {
        return FeedStore.ask(db.write(), new Secret(r.path("token"))).compose(found -> {
            var asked = found.orElseThrow(Failure::notFound);
            if (asked.asked() > MOST_AN_HOUR) throw Failure.tryLater(429, "too-many-requests", asked.seconds());
            if (!OWNERS.roles().contains(asked.owner().role())) throw Failure.notFound();
            return Future.all(sources.stream()
                            .map(source -> source.of(asked.owner(), asked.language()))
                            .toList())
                    .map(all -> {
                        var entries = all.<List<Appointment>>list().stream()
                                .flatMap(List::stream)
                                .toList();
                        var name = Messages.text(
                                asked.language(),
                                "calendar.feed",
                                Map.of("name", asked.owner().name()));
                        return answer(r, calendars.feed(name, entries));
                    });
        });
    }

    private static Answer answer(Request r, String calendar) {
        var bytes = Buffer.buffer(calendar);
        var etag = etag(bytes);
        var cached = Map.of("ETag", etag, "Cache-Control", "private, max-age=300");
        // several, or a weak one behind a proxy that packs
        var known = r.header("If-None-Match");
        if (known != null && known.contains(etag)) return new Answer(304, null, cached);
        return new Answer(200, bytes, cached)
                .with("Content-Type", ICalendar.MEDIA_TYPE + "; charset=utf-8")
                .with("Content-Disposition", "inline; filename=\"yufu.ics\"");
    }

    private static String etag(Buffer bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
