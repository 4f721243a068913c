package cn.yufu.http;

import java.time.Duration;

/**
 * How long a client may take. Without such limits a few thousand connections that send a byte now and then would hold
 * the server's memory for ever.
 *
 * @param idle a header, or the pause between two requests; event streams write more often
 * @param request from the first line to the answer, however slowly the body comes
 * @param upload the same where a file is sent, for a slow line
 * @param linger how long the rest of a body is still taken, unread, once its request has been answered
 */
public record Patience(Duration idle, Duration request, Duration upload, Duration linger) {
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5));
}
