package cn.yufu.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields about people that several forms share, with one set of rules for all of them. */
public final class PersonalFields {
    /** What mail servers really accept; quoted local parts and comments are legal and nobody has them. */
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}");

    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{5,20}");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");

    /** Passwords of 8 characters or more that attackers try first, lower case, one a line. */
    private static final Set<String> COMMON = common();

    private PersonalFields() {}

    private static Set<String> common() {
        try (var in = PersonalFields.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) throw new IllegalStateException("common-passwords.txt is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String email(Input in, String name) {
        var email = in.matching(name, EMAIL, "email");
        if (email.length() > 254) in.wrong(name, "email");
        return email;
    }

    public static String phone(Input in, String name) {
        return in.matching(name, PHONE, "phone");
    }

    public static String username(Input in, String name) {
        return in.matching(name, USERNAME, "username");
    }

    public static String personName(Input in, String name) {
        return in.text(name, 1, 50);
    }

    /** A password that somebody chooses: 8 to 128 characters of any kind, but none that is guessed first (ASVS 5.0 V6.2). */
    public static String newPassword(Input in, String name, String username) {
        var password = in.secret(name, 8, 128);
        if (password.length() >= 8 && guessable(password, username)) in.wrong(name, "common-password");
        return password;
    }

    private static boolean guessable(String password, String username) {
        var plain = Normalizer.normalize(password, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return COMMON.contains(plain)
                || plain.codePoints().distinct().count() < 4
                || (!username.isEmpty() && plain.replaceAll("[^a-z]+$", "").equals(username.replaceAll("[^a-z]+$", "")))
                || plain.equals(username);
    }
}
