package cn.yufu.organisation;

import cn.yufu.http.Input;
import cn.yufu.http.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a PATCH of an organisation changes, by column. Name, credit code and district are not among it: they were decided on. */
final class Revision {
    private static final Pattern WEBSITE =
            Pattern.compile("https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?(/[\\x21-\\x7e]*)?");
    private static final List<String> TIERS = List.of("innovative", "specialised", "little-giant");

    private Revision() {}

    static Map<String, @Nullable Object> from(Input in, Role role) {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        if (in.given("contact")) {
            var contact = Facts.contact(in);
            changes.put("contact_name", contact.name());
            changes.put("contact_email", contact.email());
            changes.put("contact_phone", contact.phone());
        }
        if (in.given("profile")) changes.put("profile", profile(in));
        if (in.given("address")) changes.put("address", address(in));
        if (in.given("website")) changes.put("website", website(in));
        if (in.given("industryCode")) changes.put("industry_code", blankAsNull(in.optionalText("industryCode", 20)));
        if (in.given("tier")) {
            changes.put("tier", tier(in));
            // the recognition is the administration's to give
            if (role != Role.DISTRICT_ADMIN && role != Role.CITY_ADMIN) in.wrong("tier", "administrators-only");
        }
        in.done();
        return changes;
    }

    static @Nullable String profile(Input in) {
        return blankAsNull(in.optionalText("profile", 2000));
    }

    static @Nullable String address(Input in) {
        return blankAsNull(in.optionalText("address", 200));
    }

    static @Nullable String tier(Input in) {
        return in.optionalChoice("tier", TIERS);
    }

    static @Nullable String website(Input in) {
        var website = blankAsNull(in.optionalText("website", 300));
        if (website != null && !WEBSITE.matcher(website).matches()) in.wrong("website", "website");
        return website;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
