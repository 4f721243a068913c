package cn.yufu.organisation;

import cn.yufu.http.Input;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** An organisation as the administration enters it from a roster: the facts, and what it could add later itself. */
public record RosterEntry(
        @JsonUnwrapped Facts facts,
        @Nullable String tier,
        @Nullable String address,
        @Nullable String website,
        @Nullable String profile) {

    /** Reads and checks a row by the rules of the forms, and ends with every violation at once. */
    public static RosterEntry from(Input in) {
        var entry = new RosterEntry(
                Facts.from(in), Revision.tier(in), Revision.address(in), Revision.website(in), Revision.profile(in));
        in.done();
        return entry;
    }
}
