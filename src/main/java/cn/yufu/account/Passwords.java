package cn.yufu.account;

import cn.yufu.http.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id hashes of passwords (RFC 9106), computed on few workers: memory stays bounded at workers × cost, and a flood
 * of sign-ins is refused instead of queueing for minutes.
 */
public final class Passwords {
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_WAITING = 64;
    private static final int WORKERS = 2;

    private final WorkerExecutor workers;
    private final Cost cost;
    /** Used again by the next hash: as garbage, 19 MiB for each sign-in would fill the heap in a second. */
    private final FixedBlockPool memory;
    /** What an unknown user's password is compared with, so that the answer takes as long as for a known one. */
    private final String nobody;

    private final AtomicInteger waiting = new AtomicInteger();

    /** @param memoryKib with passes and lanes: what one guess costs an attacker, and us */
    record Cost(int memoryKib, int passes, int lanes) {
        /** OWASP's second choice: 64 MiB each would not fit a heap of 256 MB under load. */
        static final Cost NOW = new Cost(19 * 1024, 2, 1);
    }

    /** @param renewed a hash at today's cost, when the stored one was made at another */
    record Check(boolean right, @Nullable String renewed) {}

    public Passwords(Vertx vertx) {
        this(vertx, Cost.NOW);
    }

    Passwords(Vertx vertx, Cost cost) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", WORKERS);
        this.cost = cost;
        this.memory = new FixedBlockPool(WORKERS * Argon2BytesGenerator.getBlockCount(cost.memoryKib, cost.lanes));
        this.nobody = encoded(cost, new byte[16], new byte[32]);
    }

    public Future<String> hash(String password) {
        return onWorker(() -> compute(password, cost));
    }

    /** @param stored null for an account without a password, or no account: false, after the same time */
    Future<Check> check(@Nullable String stored, String password) {
        return onWorker(() -> {
            boolean right = matches(stored == null ? nobody : stored, password);
            if (stored == null || !right) return new Check(false, null);
            return new Check(true, outdated(stored) ? compute(password, cost) : null);
        });
    }

    private <T> Future<T> onWorker(java.util.concurrent.Callable<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(Failure.tryLater(503, "unavailable", 3));
        }
        return workers.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }

    private boolean outdated(String stored) {
        return !stored.startsWith(prefix(cost));
    }

    private static String prefix(Cost cost) {
        return "$argon2id$v=19$m=" + cost.memoryKib + ",t=" + cost.passes + ",p=" + cost.lanes + "$";
    }

    private String compute(String password, Cost cost) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return encoded(cost, salt, argon2(password, salt, cost, 32));
    }

    private static String encoded(Cost cost, byte[] salt, byte[] hash) {
        var encoder = Base64.getEncoder().withoutPadding();
        return prefix(cost) + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }

    private boolean matches(String stored, String password) {
        var parts = PHC.matcher(stored);
        if (!parts.matches()) throw new IllegalStateException("a stored password hash is unreadable");
        var cost = new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        var expected = Base64.getDecoder().decode(parts.group(5));
        var actual = argon2(password, Base64.getDecoder().decode(parts.group(4)), cost, expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private byte[] argon2(String password, byte[] salt, Cost cost, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        var hash = new byte[length];
        // the same password typed on another device may arrive decomposed
        var typed = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        generator.generateBytes(typed, hash);
        return hash;
    }
}
