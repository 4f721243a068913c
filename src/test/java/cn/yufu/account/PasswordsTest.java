package cn.yufu.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Failure;
import io.vertx.core.Vertx;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Hashes of passwords: ours, other implementations', yesterday's. */
class PasswordsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Passwords CHEAP = new Passwords(VERTX, new Passwords.Cost(64, 1, 1));

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void aHashFitsItsPasswordOnly() {
        var hash = CHEAP.hash(" 密码 with blanks ").await();
        assertTrue(CHEAP.check(hash, " 密码 with blanks ").await().right());
        assertFalse(CHEAP.check(hash, "密码 with blanks").await().right());
        assertNotEquals(hash, CHEAP.hash(" 密码 with blanks ").await(), "each has its own salt");
    }

    @Test
    void composedAndDecomposedLettersAreOnePassword() {
        var hash = CHEAP.hash("caf\u00e9-12345").await();
        assertTrue(CHEAP.check(hash, "cafe\u0301-12345").await().right());
    }

    @Test
    void theVectorsOfTheReferenceImplementationHold() {
        // P-H-C/phc-winner-argon2, src/test.c
        for (var vector : new String[] {
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        }) {
            var check = CHEAP.check(vector, "password").await();
            assertTrue(check.right(), vector);
            assertNotNull(check.renewed(), "made at another cost");
            assertTrue(CHEAP.check(check.renewed(), "password").await().right());
        }
    }

    @Test
    void aHashAtTodaysCostIsKept() {
        assertNull(CHEAP.check(CHEAP.hash("p").await(), "p").await().renewed());
    }

    @Test
    void nobodyHasNoPassword() {
        assertFalse(CHEAP.check(null, "").await().right());
    }

    @Test
    void aFloodIsRefusedNotQueued() {
        var passwords = new Passwords(VERTX, new Passwords.Cost(8 * 1024, 1, 1));
        var all = IntStream.range(0, 200).mapToObj(i -> passwords.hash("p")).toList();
        long refused = all.stream()
                .filter(hash -> {
                    try {
                        hash.await();
                        return false;
                    } catch (Failure e) {
                        assertEquals(503, e.status());
                        return true;
                    }
                })
                .count();
        assertTrue(refused > 0 && refused <= 200 - 64, "refused " + refused);
        passwords.hash("p").await();
    }
}
