package cn.yufu.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the database says now (not as the token said when it was issued).
 *
 * @param organisationId the caller's enterprise or provider; null for administrators, finance and auditors
 * @param divisionCode the district of a district administrator, or of the caller's organisation; null city-wide
 * @param active whether the caller may act: false for people of an organisation that is not active
 */
public record Caller(
        UUID accountId,
        UUID sessionId,
        String name,
        Role role,
        @Nullable UUID organisationId,
        @Nullable String divisionCode,
        boolean active) {

    /** The organisation of a role that always has one. */
    public UUID organisation() {
        if (organisationId == null) throw Failure.forbidden();
        return organisationId;
    }
}
