package cn.yufu.organisation;

import cn.yufu.event.Events;
import cn.yufu.http.Role;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organisation with all that its own people and its administrators may see. */
record Organisation(
        @JsonUnwrapped Item item,
        @Nullable String profile,
        @Nullable String address,
        @Nullable String website,
        List<Events.Entry> history) {

    record Contact(String name, String email, String phone) {}

    /** Why a code whose check digit fails was claimed to be right. */
    record CodeOverride(String reason) {}

    /** As in a list. */
    record Item(
            UUID id,
            String number,
            String kind,
            String name,
            String creditCode,
            @Nullable CodeOverride creditCodeOverride,
            String divisionCode,
            String divisionName,
            @Nullable String industryCode,
            @Nullable String tier,
            Contact contact,
            String state,
            List<String> steps,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime dueAt,
            boolean overdue,
            long version) {

        /** What {@link #from} reads, of {@code organisation o JOIN division d}. */
        static final String COLUMNS = """
            o.id, o.number, o.kind, o.name, o.credit_code, o.credit_code_override, o.division_code,
            d.name AS division_name, o.industry_code, o.tier, o.contact_name, o.contact_email, o.contact_phone, o.state,
            o.created_at, o.due_at, COALESCE(o.due_at < now(), false) AS overdue, o.version\
            """;

        static Item from(Row row, Role reader) {
            var override = row.getString("credit_code_override");
            var state = row.getString("state");
            return new Item(
                    row.getUUID("id"),
                    row.getString("number"),
                    row.getString("kind"),
                    row.getString("name"),
                    row.getString("credit_code"),
                    override == null ? null : new CodeOverride(override),
                    row.getString("division_code"),
                    row.getString("division_name"),
                    row.getString("industry_code"),
                    row.getString("tier"),
                    new Contact(
                            row.getString("contact_name"),
                            row.getString("contact_email"),
                            row.getString("contact_phone")),
                    state,
                    OrganisationStep.open(reader, state),
                    row.getOffsetDateTime("created_at"),
                    row.getOffsetDateTime("due_at"),
                    row.getBoolean("overdue"),
                    row.getLong("version"));
        }
    }

    static Organisation from(Row row, Role reader) {
        return new Organisation(
                Item.from(row, reader),
                row.getString("profile"),
                row.getString("address"),
                row.getString("website"),
                List.of());
    }

    Organisation with(List<Events.Entry> known) {
        return new Organisation(item, profile, address, website, known);
    }
}
