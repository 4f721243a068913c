package cn.yufu.account;

import cn.yufu.http.Request;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as the sign-in log keeps it. */
record Device(String address, String userAgent) {
    /** A line break in a header must not become a line of a log. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    static Device of(Request r) {
        var agent = r.header("User-Agent");
        var printable = agent == null ? "" : UNPRINTABLE.matcher(agent).replaceAll("?");
        return new Device(r.address(), printable.substring(0, Math.min(printable.length(), 300)));
    }

    /**
     * The address that failures are counted under; null for this machine itself, because behind a proxy that is not
     * trusted everybody would share it, and one attacker could lock the city out.
     */
    @Nullable
    String guarded() {
        boolean own = address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
        return own ? null : address;
    }
}
