package cn.yufu.organisation;

import cn.yufu.http.Input;
import cn.yufu.http.PersonalFields;
import java.util.List;

/** An organisation that registers itself, with the account of whoever fills in the form. */
record Registration(String kind, Facts facts, String username, String password) {

    /** Reads and checks; the caller ends with {@link Input#done}. */
    static Registration from(Input in) {
        var kind = in.choice("kind", List.of("enterprise", "provider"));
        var username = PersonalFields.username(in, "username");
        return new Registration(kind, Facts.from(in), username, PersonalFields.newPassword(in, "password", username));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Registration of " + facts.name();
    }
}
