package cn.yufu;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails every test class during which a thread of Vert.x was blocked, whoever blocked it: JUnit finds this extension by
 * itself. Vert.x warns from half a second on; a machine that is shared with others may stop a thread that does nothing
 * wrong for about as long, so only what lasts several times that counts.
 */
public final class NothingBlocks implements AfterAllCallback {
    private static final int LIMIT_MS = Integer.getInteger("yufu.blocked.ms", 3_000);
    private static final Pattern DURATION = Pattern.compile("has been blocked for (\\d+) ms");
    private static final Warnings WARNINGS = new Warnings();

    static {
        WARNINGS.start();
        ((Logger) LoggerFactory.getLogger("io.vertx.core.impl.BlockedThreadChecker")).addAppender(WARNINGS);
    }

    /** What has been warned of since the last look. */
    private static final class Warnings extends AppenderBase<ILoggingEvent> {
        private final List<String> seen = new ArrayList<>();

        @Override
        protected synchronized void append(ILoggingEvent event) {
            var duration = DURATION.matcher(event.getFormattedMessage());
            if (!duration.find() || Integer.parseInt(duration.group(1)) >= LIMIT_MS)
                seen.add(event.getFormattedMessage());
        }

        synchronized List<String> taken() {
            var taken = List.copyOf(seen);
            seen.clear();
            return taken;
        }
    }

    /** For the test of this check itself. */
    static List<String> taken() {
        return WARNINGS.taken();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var blocked = taken();
        if (!blocked.isEmpty()) throw new AssertionError("blocked: " + blocked);
    }
}
