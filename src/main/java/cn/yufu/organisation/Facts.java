package cn.yufu.organisation;

import cn.yufu.http.Input;
import cn.yufu.http.PersonalFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation says about itself when it is entered, by its own registration or from a roster; one set of rules
 * for both.
 *
 * @param override why a code that fails its check is right all the same; null for a code that passes
 */
public record Facts(
        String name,
        String creditCode,
        @Nullable String override,
        String divisionCode,
        @Nullable String industryCode,
        Organisation.Contact contact) {

    /** Reads and checks; the caller ends with {@link Input#done}. */
    public static Facts from(Input in) {
        var code = CreditCode.tidy(in.text("creditCode", 1, 30));
        var override = in.object("creditCodeOverride", false, o -> o.text("reason", 1, 500));
        var facts = new Facts(
                in.text("name", 2, 120),
                code,
                CreditCode.checks(code) ? null : override,
                in.text("divisionCode", 1, 20),
                in.optionalText("industryCode", 20),
                contact(in));
        if (code.isEmpty()) return facts;
        if (!CreditCode.wellFormed(code)) in.wrong("creditCode", "credit-code");
        else if (!CreditCode.checks(code) && override == null)
            in.wrong("creditCode", "credit-code-check", Map.of("expected", CreditCode.checkDigit(code)));
        return facts;
    }

    static Organisation.Contact contact(Input in) {
        var contact = in.object(
                "contact",
                true,
                c -> new Organisation.Contact(
                        PersonalFields.personName(c, "name"),
                        PersonalFields.email(c, "email"),
                        PersonalFields.phone(c, "phone")));
        return contact == null ? new Organisation.Contact("", "", "") : contact;
    }
}
