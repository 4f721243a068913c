package cn.yufu.sample;

import cn.yufu.sample.Material.Agency;
import cn.yufu.sample.Material.Field;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation of the sample city: an enterprise with its field of industry, or a provider with its agency. */
record Firm(
        UUID id,
        String number,
        String name,
        String slug,
        String creditCode,
        String division,
        @Nullable Field field,
        @Nullable Agency agency,
        @Nullable String industry,
        @Nullable String tier,
        String address,
        String profile,
        int staff,
        long revenueFen,
        String contact,
        String phone,
        List<String> products,
        String state,
        Instant registered) {

    private static final long CONFIRMED_AFTER = 1_260;

    String kind() {
        return agency == null ? "enterprise" : "provider";
    }

    /** When the mailed link was followed. */
    Instant confirmed() {
        return registered.plusSeconds(CONFIRMED_AFTER);
    }

    boolean active() {
        return state.equals("active");
    }

    String email() {
        return "contact@" + slug + ".example";
    }

    Field madeIn() {
        if (field == null) throw new IllegalStateException(name + " is no enterprise");
        return field;
    }

    Agency serving() {
        if (agency == null) throw new IllegalStateException(name + " is no provider");
        return agency;
    }
}
