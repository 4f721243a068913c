package cn.yufu.bench;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** @param head status line and headers as they came */
public record Answer(int status, String head, Buffer body) {
    public @Nullable String header(String name) {
        for (var line : head.split("\r\n", -1))
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                return line.substring(name.length() + 1).strip();
        return null;
    }
}
