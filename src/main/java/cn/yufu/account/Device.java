package cn.yufu.account;

import cn.yufu.http.Request;
import cn.yufu.http.Throttle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as the sign-in log keeps it.
 *
 * @param guarded the address that failures are counted under, if they are
 */
record Device(String address, @Nullable String guarded, String userAgent) {
    /** A line break in a header must not become a line of a log. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    static Device of(Request r) {
        var agent = r.header("User-Agent");
        var printable = agent == null ? "" : UNPRINTABLE.matcher(agent).replaceAll("?");
        return new Device(r.address(), Throttle.address(r), printable.substring(0, Math.min(printable.length(), 300)));
    }
}
