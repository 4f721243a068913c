package cn.yufu.sample;

/** Makes unified social credit codes that pass both check digits of GB 32100-2015 and GB 11714. */
final class CreditCodes {
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private CreditCodes() {}

    /** A code of that registration (for example 91: a company at the market regulator) in that division. */
    static String thrown(Dice dice, String registration, String division) {
        var organisation = new StringBuilder("MA");
        while (organisation.length() < ORGANISATION_WEIGHTS.length)
            organisation.append(SIGNS.charAt(dice.between(0, SIGNS.length() - 1)));
        var body = registration + division + organisation + organisationCheck(organisation);
        return body + check(body);
    }

    private static char organisationCheck(CharSequence eight) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++)
            sum += Character.digit(eight.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : Character.forDigit(check, 10);
    }

    private static char check(String seventeen) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) sum += SIGNS.indexOf(seventeen.charAt(i)) * WEIGHTS[i];
        return SIGNS.charAt((31 - sum % 31) % 31);
    }
}
