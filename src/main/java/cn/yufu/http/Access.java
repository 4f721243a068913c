package cn.yufu.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: HS256 JWTs that carry a session's id and nothing else. Who the caller is and what they may do is read
 * from the database, so that an ended session or a changed role holds within seconds on every node.
 */
public final class Access {
    private static final String ISSUER = "yufu";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final JWTAuth signer;
    private final JWTAuth verifier;
    private final SessionLookup sessions;

    /** The caller behind a session that has not ended; implemented by the account feature, cached for a moment there. */
    @FunctionalInterface
    public interface SessionLookup {
        Future<Optional<Caller>> caller(UUID sessionId);
    }

    /** @param secret the key of this id; the first one signs, all verify (rotation) */
    public record Key(String id, String secret) {}

    /** @param expiresAt when the client must have refreshed it */
    public record Token(String value, Instant expiresAt) {}

    public Access(Vertx vertx, List<Key> keys, SessionLookup sessions) {
        this.signer = provider(vertx, keys.subList(0, 1));
        this.verifier = provider(vertx, keys);
        this.sessions = sessions;
    }

    private static JWTAuth provider(Vertx vertx, List<Key> keys) {
        var options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setAudience(List.of(ISSUER)));
        for (var key : keys)
            options.addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setId(key.id()).setBuffer(key.secret()));
        return JWTAuth.create(vertx, options);
    }

    public Token issue(UUID sessionId) {
        var expiresAt = Instant.now().plus(LIFETIME);
        var claims = new JsonObject().put("sid", sessionId.toString()).put("exp", expiresAt.getEpochSecond());
        var options =
                new JWTOptions().setIssuer(ISSUER).setAudience(List.of(ISSUER)).setAlgorithm("HS256");
        return new Token(signer.generateToken(claims, options), expiresAt);
    }

    /** The caller of a bearer header: null without one, 401 for one that is forged, expired or of an ended session. */
    Future<@Nullable Caller> caller(@Nullable String authorization) {
        if (authorization == null) return Future.succeededFuture(null);
        if (!authorization.startsWith("Bearer ")) return Future.failedFuture(Failure.unauthenticated());
        return verifier.authenticate(
                        new TokenCredentials(authorization.substring(7).strip()))
                .recover(e -> Future.failedFuture(Failure.unauthenticated()))
                // the principal lacks exp: Vert.x 5 keeps the claims as they were signed among the attributes
                .compose(user -> ofSession(user.attributes().getJsonObject("accessToken")));
    }

    private Future<@Nullable Caller> ofSession(JsonObject claims) {
        // the library accepts a token without exp: we never issue one
        var session = claims.containsKey("exp") ? Request.uuid(String.valueOf(claims.getValue("sid"))) : null;
        if (session == null) return Future.failedFuture(Failure.unauthenticated());
        return sessions.caller(session).map(caller -> caller.orElseThrow(Failure::unauthenticated));
    }
}
