package cn.yufu.sample;

import java.util.function.Function;

/** Makes unified social credit codes that pass both check digits: of GB 32100-2015 and, inside, of GB 11714. */
final class CreditCodes {
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private final Dice dice;
    private final Function<String, Character> checkDigit;

    CreditCodes(Dice dice, Function<String, Character> checkDigit) {
        this.dice = dice;
        this.checkDigit = checkDigit;
    }

    /** A new code of that registration (for example 91: a company at the market regulator) in that division. */
    String next(String registration, String division) {
        return dice.unseen(() -> {
            var body = registration + division + organisation();
            return body + checkDigit.apply(body);
        });
    }

    private String organisation() {
        var code = new StringBuilder("MA");
        while (code.length() < ORGANISATION_WEIGHTS.length)
            code.append(SIGNS.charAt(dice.between(0, SIGNS.length() - 1)));
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++)
            sum += Character.digit(code.charAt(i), Character.MAX_RADIX) * ORGANISATION_WEIGHTS[i];
        int check = 11 - sum % 11;
        return code.append(check == 10 ? 'X' : check == 11 ? '0' : Character.forDigit(check, 10))
                .toString();
    }
}
