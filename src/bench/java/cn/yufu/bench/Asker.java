package cn.yufu.bench;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What one connection asks for, one request after the other. */
public interface Asker {
    /** The next request, whole; null when there is nothing left to ask for. */
    @Nullable
    Buffer next();

    /** Whether this is the answer that was wanted. */
    default boolean answered(Answer answer) {
        return answer.status() / 100 == 2;
    }
}
