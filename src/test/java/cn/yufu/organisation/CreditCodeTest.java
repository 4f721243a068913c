package cn.yufu.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GB 32100-2015 against codes of real organisations. */
class CreditCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350200MA2YJ1XR9G",
                "91350200776049653A",
                "91440101MA5CJQ4N59",
                "9135021359498494XQ",
                "11500000009275780L"
            })
    void real_codes_check(String code) {
        assertTrue(CreditCode.checks(code));
    }

    @ParameterizedTest
    @CsvSource({"91350203M0001QAY9B, 9", "91350100M0001TGQXM, 1"})
    void early_pilot_codes_are_real_and_fail_the_check(String code, char expected) {
        assertTrue(CreditCode.wellFormed(code));
        assertFalse(CreditCode.checks(code));
        assertEquals(expected, CreditCode.checkDigit(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "91350200MA2YJ1XR9",
                "91350200MA2YJ1XR9GG",
                "91350200MA2YJ1XR9g",
                "9135020OMA2YJ1XR9G",
                "91350200MA2YJ1XR9I",
                "９1350200MA2YJ1XR9G"
            })
    void other_texts_are_no_codes(String code) {
        assertFalse(CreditCode.wellFormed(code));
        assertFalse(CreditCode.checks(code));
    }

    @Test
    void every_single_wrong_sign_is_found() {
        var code = "91350200MA2YJ1XR9G";
        for (int i = 0; i < 18; i++) {
            for (char sign : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                var other = code.substring(0, i) + sign + code.substring(i + 1);
                assertEquals(sign == code.charAt(i), CreditCode.checks(other), other);
            }
        }
    }

    @Test
    void blanks_and_dashes_and_small_letters_are_how_people_type() {
        assertEquals("91350200MA2YJ1XR9G", CreditCode.tidy(" 91350200-ma2yj1xr9 g"));
        assertThrows(IllegalArgumentException.class, () -> CreditCode.checkDigit("O1350200MA2YJ1XR9"));
    }
}
