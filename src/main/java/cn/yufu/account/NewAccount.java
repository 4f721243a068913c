package cn.yufu.account;

import cn.yufu.http.Input;
import cn.yufu.http.PersonalFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account of the administration that a city administrator opens for somebody. */
record NewAccount(
        String username,
        String name,
        String email,
        String role,
        @Nullable String divisionCode) {
    /** Those of organisations come by registration and invitation. */
    static final List<String> ROLES = List.of("expert", "district-admin", "city-admin", "finance", "auditor");

    static NewAccount from(Input in) {
        var account = new NewAccount(
                PersonalFields.username(in, "username"),
                PersonalFields.personName(in, "name"),
                PersonalFields.email(in, "email"),
                in.choice("role", ROLES),
                in.optionalText("divisionCode", 20));
        check(in, account.role, account.divisionCode);
        in.done();
        return account;
    }

    /** A district administrator has a district, and nobody else of the administration has one. */
    static void check(Input in, String role, @Nullable String divisionCode) {
        if (role.equals("district-admin") && divisionCode == null) in.wrong("divisionCode", "required");
        if (!role.equals("district-admin") && divisionCode != null) in.wrong("divisionCode", "district-admins-only");
    }
}
