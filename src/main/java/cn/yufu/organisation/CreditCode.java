package cn.yufu.organisation;

import java.util.Locale;
import java.util.regex.Pattern;

/** The unified social credit code of GB 32100-2015: 18 signs, the last of which checks the others. */
public final class CreditCode {
    /** Without I, O, S, V and Z, which are mistaken for digits. */
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s-]+");

    private CreditCode() {}

    /** Capital letters without blanks and dashes, as printed on the licence. */
    static String tidy(String typed) {
        return SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
    }

    static boolean wellFormed(String code) {
        return SHAPE.matcher(code).matches();
    }

    static boolean checks(String code) {
        return wellFormed(code) && code.charAt(17) == checkDigit(code);
    }

    /** The sign that the first 17 ask for: (31 − Σ value · 3^i mod 31) mod 31. */
    public static char checkDigit(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = SIGNS.indexOf(code.charAt(i));
            if (value < 0) throw new IllegalArgumentException("no sign of a credit code: " + code.charAt(i));
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return SIGNS.charAt((31 - sum % 31) % 31);
    }
}
