package cn.yufu.http;

import java.util.List;
import java.util.Map;

/** An answer that is not success: the status, a stable code, and what the caller needs to go on. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> extra;

    /** One wrong field. {@code pointer} is a JSON pointer into the body, or {@code ?name} for a query parameter. */
    public record Violation(String pointer, String code, Map<String, Object> values) {}

    private Failure(int status, String code, List<Violation> violations, Map<String, Object> extra) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.violations = violations;
        this.extra = extra;
    }

    public static Failure malformed(String reason) {
        return new Failure(400, "malformed", List.of(), Map.of("reason", reason));
    }

    public static Failure unauthenticated() {
        return new Failure(401, "unauthenticated", List.of(), Map.of());
    }

    public static Failure forbidden() {
        return new Failure(403, "forbidden", List.of(), Map.of());
    }

    public static Failure notFound() {
        return new Failure(404, "not-found", List.of(), Map.of());
    }

    /** The thing is no longer in a state from which this move is possible. */
    public static Failure stateConflict(String state) {
        return new Failure(409, "state-conflict", List.of(), Map.of("state", state));
    }

    /** @param extra what the caller can use to go on, for example {@code missingFen} or {@code alternatives} */
    public static Failure conflict(String code, Map<String, Object> extra) {
        return new Failure(409, code, List.of(), extra);
    }

    public static Failure stale(long version) {
        return new Failure(412, "stale", List.of(), Map.of("version", version));
    }

    public static Failure invalid(List<Violation> violations) {
        return new Failure(422, "invalid", violations, Map.of());
    }

    public static Failure invalid(String pointer, String code) {
        return invalid(List.of(new Violation(pointer, code, Map.of())));
    }

    /** @param retryAfter seconds after which the same request may succeed */
    public static Failure tryLater(int status, String code, long retryAfter) {
        return new Failure(status, code, List.of(), Map.of("retryAfter", retryAfter));
    }

    /** The body is not what this address takes, although its header may say so; {@code code} has words for what it is. */
    public static Failure unsupported(String code) {
        return new Failure(415, "unsupported-media", List.of(new Violation("", code, Map.of())), Map.of());
    }

    public static Failure of(int status, String code) {
        return new Failure(status, code, List.of(), Map.of());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> extra() {
        return extra;
    }
}
