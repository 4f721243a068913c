package cn.yufu.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An unguessable value of 256 bits that travels in a cookie or a mailed link. The database keeps its hash only, so that
 * whoever reads the database cannot use it.
 */
public record Secret(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secret random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** The secret that follows this one, the same on every node that holds the key, known to nobody without it. */
    public Secret next(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return of(mac.doFinal(("next:" + value).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-256: enough for a random value, which no dictionary holds. */
    public Buffer hash() {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Secret of(byte[] bytes) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Never the value: secrets must not reach a log. */
    @Override
    public String toString() {
        return "Secret";
    }
}
