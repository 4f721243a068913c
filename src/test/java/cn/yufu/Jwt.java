package cn.yufu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an attacker would make them, without the library that checks ours. */
final class Jwt {
    private Jwt() {}

    static String unsigned(Map<String, ?> claims) {
        return part(Map.of("alg", "none", "typ", "JWT")) + "." + part(claims) + ".";
    }

    static String signed(String algorithm, String keyId, String secret, Map<String, ?> claims) {
        var content = part(Map.of("alg", algorithm, "typ", "JWT", "kid", keyId)) + "." + part(claims);
        try {
            var name = "Hmac" + algorithm.replace("HS", "SHA");
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, ?> content) {
        return base64(Client.JSON.valueToTree(content).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
