package cn.yufu.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a handler may know of a request: who asks, path, query, body, language. */
public final class Request {
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern VERSION_TAG = Pattern.compile("\"v(\\d{1,18})\"");

    private final RoutingContext context;
    private final @Nullable Caller caller;
    private final Query query;

    Request(RoutingContext context, @Nullable Caller caller) {
        this.context = context;
        this.caller = caller;
        this.query = new Query(context::queryParam);
    }

    /** Who asks; 401 for a visitor. */
    public Caller caller() {
        if (caller == null) throw Failure.unauthenticated();
        return caller;
    }

    /** Who asks on a public route: null for a visitor. */
    public @Nullable Caller callerOrNull() {
        return caller;
    }

    /** The id in the path; what is no id cannot exist, so it is a 404. */
    public UUID id(String name) {
        var id = uuid(path(name));
        if (id == null) throw Failure.notFound();
        return id;
    }

    public String path(String name) {
        var value = context.pathParam(name);
        if (value == null) throw new IllegalStateException("no path parameter " + name);
        return value;
    }

    static @Nullable UUID uuid(String text) {
        return UUID_SHAPE.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    /** The query parameters, as the filters of a list. */
    public Query query() {
        return query;
    }

    /** A query parameter; given twice it is ambiguous and refused. */
    public @Nullable String query(String name) {
        return query.text(name);
    }

    public @Nullable UUID queryId(String name) {
        return query.id(name);
    }

    public boolean queryFlag(String name) {
        return query.flag(name);
    }

    public int queryInteger(String name, int otherwise, int min, int max) {
        return query.integer(name, otherwise, min, max);
    }

    /** Comma-separated codes; null when absent, so that SQL reads {@code $1::text[] IS NULL OR …}. */
    public String @Nullable [] queryCodes(String name) {
        return query.codes(name);
    }

    public @Nullable String queryChoice(String name, List<String> codes) {
        return query.choice(name, codes);
    }

    /** The paging parameters {@code limit} (1 to 100, 20 by default) and {@code after}. */
    public Page.Ask page() {
        return Page.Ask.of(queryInteger("limit", 20, 1, 100), query("after"));
    }

    /** The JSON body; an absent one reads as an object without properties. */
    public Input body() {
        var body = raw();
        if (body.length() == 0) return new Input(JsonNodeFactory.instance.objectNode());
        var type = context.request().getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))
            throw Failure.of(415, "unsupported-media");
        return new Input(Json.parse(body));
    }

    public Buffer raw() {
        var body = context.body() == null ? null : context.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }

    /** The version in {@code If-Match}: 428 without the header, 412 for a tag that we never issue. */
    public long expectedVersion() {
        var tag = context.request().getHeader("If-Match");
        if (tag == null) throw Failure.of(428, "precondition-required");
        var match = VERSION_TAG.matcher(tag.strip());
        if (!match.matches()) throw Failure.of(412, "stale");
        return Long.parseLong(match.group(1));
    }

    /** The version in {@code If-Match} where the header may be left out; null without it. */
    public @Nullable Long optionalVersion() {
        return context.request().getHeader("If-Match") == null ? null : (Long) expectedVersion();
    }

    public @Nullable String header(String name) {
        return context.request().getHeader(name);
    }

    /** {@code zh-CN} or {@code en}, from Accept-Language. */
    public String language() {
        return Messages.language(context.request().getHeader("Accept-Language"));
    }

    /** The client's address as the middleware determined it (a trusted proxy's header considered). */
    public String address() {
        String known = context.get("address");
        return known != null ? known : context.request().remoteAddress().hostAddress();
    }

    /** For the few routes that need cookies or streaming. */
    public RoutingContext context() {
        return context;
    }
}
