package cn.yufu.booking;

import cn.yufu.http.Failure;
import java.util.Map;

/**
 * One reason why a booking is not possible.
 *
 * @param code has words as {@code error.<code>}
 * @param pointer the field of the request that would have to change
 * @param values what the words need
 * @param bypassable whether staff may set it aside, with a reason
 */
public record Objection(String code, String pointer, Map<String, Object> values, boolean bypassable) {
    /** Against the span that was asked for. */
    public static Objection toSpan(String code, Map<String, Object> values) {
        return new Objection(code, "/from", values, true);
    }

    public Failure.Violation violation() {
        return new Failure.Violation(pointer, code, values);
    }
}
