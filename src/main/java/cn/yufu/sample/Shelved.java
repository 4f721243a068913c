package cn.yufu.sample;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A listing of the sample city: its offer, and where its life has led. */
final class Shelved {
    final UUID id;
    final String number;
    final Offer offer;
    final Instant created;
    String state = "draft";
    /** Why the district returned what is being worked on. */
    @Nullable
    String reason;

    @Nullable
    Instant submitted;

    @Nullable
    Instant published;
    /** The second version, if somebody wrote one. */
    @Nullable
    Offer changed;

    /** How far the second version is: draft, submitted, returned, or approved. */
    @Nullable
    String changeState;

    @Nullable
    Instant changeWritten;

    @Nullable
    Instant changeApproved;

    Shelved(UUID id, String number, Offer offer, Instant created) {
        this.id = id;
        this.number = number;
        this.offer = offer;
        this.created = created;
    }

    boolean onSale() {
        return state.equals("published");
    }

    /** What was on sale at that moment. */
    Offer at(Instant moment) {
        return changed != null && versionAt(moment) == 2 ? changed : offer;
    }

    int versionAt(Instant moment) {
        return changeApproved != null && changeApproved.isBefore(moment) ? 2 : 1;
    }

    int liveVersion() {
        return changeApproved == null ? 1 : 2;
    }

    /** The version being worked on, if any, and how far it is: a published one has an open change or nothing. */
    @Nullable
    String workState() {
        if (published == null) return state;
        return "approved".equals(changeState) ? null : changeState;
    }
}
