package cn.yufu.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final UUID SESSION = UUID.randomUUID();
    private static final Caller FINANCE = new Caller(UUID.randomUUID(), SESSION, "王芳", Role.FINANCE, null, null, true);

    private final List<Promise<Optional<Caller>>> reads = new ArrayList<>();
    private final Callers callers = new Callers(session -> {
        Promise<Optional<Caller>> read = Promise.promise();
        reads.add(read);
        return read.future();
    });

    @Test
    void a_session_is_read_once_for_a_while() {
        callers.behind(SESSION);
        reads.getFirst().complete(Optional.empty());
        assertEquals(Optional.empty(), callers.behind(SESSION).result());
        assertEquals(1, reads.size());
    }

    @Test
    void what_was_being_read_when_a_session_ended_is_not_remembered() {
        callers.behind(SESSION);
        callers.forget();
        reads.getFirst().complete(Optional.of(FINANCE));
        var after = callers.behind(SESSION);
        assertEquals(2, reads.size());
        reads.getLast().complete(Optional.empty());
        assertEquals(Optional.empty(), after.result());
        assertEquals(Optional.empty(), callers.behind(SESSION).result());
        assertEquals(2, reads.size());
    }
}
