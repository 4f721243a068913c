package cn.yufu.sample;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody with an account in the sample city. */
record Member(
        UUID id,
        String username,
        String name,
        String email,
        String phone,
        String role,
        @Nullable Firm firm,
        @Nullable String division,
        Instant since) {

    @Nullable
    String organisation() {
        return firm == null ? null : firm.name();
    }
}
