package cn.yufu.http;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the database refused, by the name of the constraint that refused it, as an answer to the client. */
public final class Constraints {
    private static final long RETRY_SECONDS = 2;

    private static final Map<String, Failure> BY_NAME = Map.ofEntries(
            Map.entry("organisation_credit_code_unique", Failure.invalid("/creditCode", "taken")),
            Map.entry("account_username_unique", Failure.invalid("/username", "taken")),
            Map.entry("organisation_division_code_fkey", Failure.invalid("/divisionCode", "no-such")),
            Map.entry("organisation_industry_code_fkey", Failure.invalid("/industryCode", "no-such")),
            Map.entry("account_division_code_fkey", Failure.invalid("/divisionCode", "no-such")),
            Map.entry("listing_version_category_code_fkey", Failure.invalid("/category", "no-such")),
            Map.entry("listing_version_four_eyes", Failure.conflict("four-eyes", Map.of())),
            Map.entry("order_four_eyes", Failure.conflict("four-eyes", Map.of())),
            Map.entry("order_payer_not_approver", Failure.conflict("four-eyes", Map.of())),
            Map.entry("budget_never_overspent", Failure.conflict("budget-exhausted", Map.of())),
            Map.entry("budget_use_within_cap", Failure.conflict("cap-exceeded", Map.of())),
            Map.entry("booking_claim_free", Failure.conflict("slot-taken", Map.of("alternatives", List.of()))),
            Map.entry("service_category_pkey", Failure.invalid("/code", "taken")),
            Map.entry("service_category_name_unique", Failure.invalid("/name", "taken")),
            Map.entry("service_category_parent", Failure.invalid("/parent", "no-such")),
            Map.entry("service_category_policy_item", Failure.invalid("/policyItem", "no-such")),
            Map.entry("service_category_department", Failure.invalid("/department", "not-responsible")),
            Map.entry("service_category_validity", Failure.invalid("/validTo", "not-after-start")),
            Map.entry("programme_name_unique", Failure.invalid("/name", "taken")),
            Map.entry("expert_account", Failure.invalid("/accountId", "taken")),
            Map.entry("resource_by_account", Failure.invalid("/accountId", "taken")),
            Map.entry("expert_employer_id_fkey", Failure.invalid("/employerId", "no-such")),
            Map.entry("expert_base_code_fkey", Failure.invalid("/baseCode", "no-such")),
            Map.entry("resource_division_code_fkey", Failure.invalid("/baseCode", "no-such")),
            Map.entry("expert_start_code_fkey", Failure.invalid("/startCode", "no-such")),
            Map.entry("expert_end_code_fkey", Failure.invalid("/endCode", "no-such")),
            Map.entry("accreditation_once", Failure.invalid("/validFrom", "overlaps")),
            Map.entry("budget_name_unique", Failure.invalid("/name", "taken")));

    private Constraints() {}

    /** The failure that an exception of the database or the pool means, or null when it is a defect of ours. */
    public static @Nullable Failure failure(Throwable cause) {
        return switch (cause) {
            case PgException e -> ofDatabase(e);
            case ClosedConnectionException e -> unavailable();
            case TimeoutException e -> unavailable();
            case IOException e -> unavailable();
            case VertxException e when ofPool(e) -> unavailable();
            default -> null;
        };
    }

    private static @Nullable Failure ofDatabase(PgException e) {
        var state = e.getSqlState() == null ? "" : e.getSqlState();
        var named = e.getConstraint() == null ? null : BY_NAME.get(e.getConstraint());
        if (named != null) return named;
        return switch (state) {
            case "23505" -> Failure.conflict("duplicate", Map.of());
            case "22021", "22P05" -> Failure.malformed("characters");
            // lock not available, deadlock, serialisation: the same request may succeed in a moment
            case "55P03", "40P01", "40001" -> Failure.tryLater(409, "in-progress", 1);
            case "57014", "25P03", "25P04" -> unavailable();
            default ->
                state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") ? unavailable() : null;
        };
    }

    /** The pool and the driver report a full queue, a time-out and a lost connection as plain VertxExceptions. */
    private static boolean ofPool(VertxException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("wait queue")
                || message.contains("Timeout")
                || message.contains("connection")
                || message.contains("Connection")
                || message.contains("Pool closed");
    }

    private static Failure unavailable() {
        return Failure.tryLater(503, "unavailable", RETRY_SECONDS);
    }
}
