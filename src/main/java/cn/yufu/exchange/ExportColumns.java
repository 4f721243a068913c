package cn.yufu.exchange;

import static cn.yufu.exchange.ExportColumn.code;
import static cn.yufu.exchange.ExportColumn.column;
import static java.util.Map.entry;

import cn.yufu.exchange.ExportColumn.Kind;
import java.util.List;
import java.util.Map;

/** The columns that each list can be exported with, in the order of its sheet. */
final class ExportColumns {
    private static final Map<String, List<ExportColumn>> LISTS = Map.ofEntries(
            entry(
                    "orders",
                    List.of(
                            column("orders", "number", Kind.TEXT),
                            code("orders", "state", "state.order"),
                            column("orders", "listing.title", Kind.TEXT),
                            column("orders", "listing.category", Kind.CATEGORY),
                            column("orders", "enterprise.name", Kind.TEXT),
                            column("orders", "enterprise.divisionName", Kind.TEXT),
                            column("orders", "provider.name", Kind.TEXT),
                            column("orders", "budget.name", Kind.TEXT),
                            column("orders", "quantity", Kind.WHOLE),
                            column("orders", "unitPriceFen", Kind.MONEY),
                            column("orders", "totalFen", Kind.MONEY),
                            column("orders", "governmentFen", Kind.MONEY),
                            column("orders", "enterpriseFen", Kind.MONEY),
                            column("orders", "wantedBy", Kind.DATE),
                            column("orders", "createdAt", Kind.TIME),
                            column("orders", "submittedAt", Kind.TIME),
                            column("orders", "approvedAt", Kind.TIME),
                            column("orders", "deliveredAt", Kind.TIME),
                            column("orders", "completedAt", Kind.TIME),
                            column("orders", "paidAt", Kind.TIME),
                            column("orders", "dueAt", Kind.DAY),
                            column("orders", "overdue", Kind.FLAG))),
            entry(
                    "listings",
                    List.of(
                            column("listings", "number", Kind.TEXT),
                            column("listings", "title", Kind.TEXT),
                            code("listings", "state", "state.listing"),
                            code("listings", "changeState", "state.listing"),
                            column("listings", "category.code", Kind.CATEGORY),
                            column("listings", "provider.name", Kind.TEXT),
                            column("listings", "summary", Kind.TEXT),
                            code("listings", "priceModel", "choice.priceModel"),
                            column("listings", "priceFen", Kind.MONEY),
                            column("listings", "deliveryDays", Kind.WHOLE),
                            column("listings", "divisions", Kind.DIVISIONS),
                            column("listings", "industries", Kind.INDUSTRIES),
                            column("listings", "supportBps", Kind.SHARE),
                            column("listings", "rating.average", Kind.DECIMAL),
                            column("listings", "rating.count", Kind.WHOLE),
                            column("listings", "orderCount", Kind.WHOLE),
                            column("listings", "capacityPerMonth", Kind.WHOLE),
                            column("listings", "publishedAt", Kind.TIME),
                            column("listings", "dueAt", Kind.DAY))),
            entry(
                    "organisations",
                    List.of(
                            column("organisations", "number", Kind.TEXT),
                            code("organisations", "kind", "organisation.kind"),
                            column("organisations", "name", Kind.TEXT),
                            column("organisations", "creditCode", Kind.TEXT),
                            column("organisations", "creditCodeOverride.reason", Kind.TEXT),
                            column("organisations", "divisionName", Kind.TEXT),
                            column("organisations", "industryCode", Kind.INDUSTRY),
                            code("organisations", "tier", "choice.tier"),
                            column("organisations", "contact.name", Kind.TEXT),
                            column("organisations", "contact.phone", Kind.TEXT),
                            column("organisations", "contact.email", Kind.TEXT),
                            code("organisations", "state", "state.organisation"),
                            column("organisations", "createdAt", Kind.TIME),
                            column("organisations", "dueAt", Kind.DAY))),
            entry(
                    "budgets",
                    List.of(
                            column("budgets", "number", Kind.TEXT),
                            column("budgets", "year", Kind.WHOLE),
                            column("budgets", "name", Kind.TEXT),
                            column("budgets", "fundingSource", Kind.TEXT),
                            column("budgets", "categories", Kind.CATEGORIES),
                            column("budgets", "divisions", Kind.DIVISIONS),
                            column("budgets", "shareBps", Kind.SHARE),
                            column("budgets", "capFen", Kind.MONEY),
                            column("budgets", "totalFen", Kind.MONEY),
                            column("budgets", "frozenFen", Kind.MONEY),
                            column("budgets", "spentFen", Kind.MONEY),
                            column("budgets", "availableFen", Kind.MONEY),
                            column("budgets", "validFrom", Kind.DATE),
                            column("budgets", "validTo", Kind.DATE),
                            code("budgets", "state", "state.budget"))),
            entry(
                    "events",
                    List.of(
                            column("events", "position", Kind.WHOLE),
                            column("events", "at", Kind.TIME),
                            column("events", "actor.name", Kind.TEXT),
                            code("events", "actor.role", "role"),
                            column("events", "actor.organisation", Kind.TEXT),
                            code("events", "subjectKind", "history.kind"),
                            column("events", "subjectNumber", Kind.TEXT),
                            code("events", "action", "action.{subjectKind}"),
                            code("events", "from", "state.{subjectKind}", "role"),
                            code("events", "to", "state.{subjectKind}", "role"),
                            column("events", "reason", Kind.TEXT))),
            entry(
                    "visits",
                    List.of(
                            column("visits", "number", Kind.TEXT),
                            code("visits", "state", "state.visit"),
                            column("visits", "type.name", Kind.TEXT),
                            column("visits", "enterprise.name", Kind.TEXT),
                            column("visits", "site.divisionName", Kind.TEXT),
                            column("visits", "site.address", Kind.TEXT),
                            column("visits", "site.contactName", Kind.TEXT),
                            column("visits", "site.contactPhone", Kind.TEXT),
                            column("visits", "from", Kind.TIME),
                            column("visits", "to", Kind.TIME),
                            column("visits", "moved", Kind.WHOLE),
                            column("visits", "programme.name", Kind.TEXT),
                            column("visits", "createdAt", Kind.TIME),
                            column("visits", "confirmedAt", Kind.TIME),
                            column("visits", "arrivedAt", Kind.TIME),
                            column("visits", "leftAt", Kind.TIME),
                            column("visits", "reportedAt", Kind.TIME),
                            column("visits", "completedAt", Kind.TIME),
                            column("visits", "money.budget.name", Kind.TEXT),
                            column("visits", "money.feeFen", Kind.MONEY),
                            column("visits", "money.paidAt", Kind.TIME),
                            column("visits", "money.payment", Kind.TEXT),
                            column("visits", "dueAt", Kind.DAY),
                            column("visits", "overdue", Kind.FLAG),
                            column("visits", "late", Kind.FLAG),
                            column("visits", "excused", Kind.FLAG))),
            entry(
                    "payments",
                    List.of(
                            column("payments", "number", Kind.TEXT),
                            code("payments", "kind", "history.kind"),
                            column("payments", "reference", Kind.TEXT),
                            column("payments", "count", Kind.WHOLE),
                            column("payments", "totalFen", Kind.MONEY),
                            column("payments", "paidAt", Kind.TIME),
                            column("payments", "payer", Kind.TEXT))),
            entry(
                    "accounts",
                    List.of(
                            column("accounts", "username", Kind.TEXT),
                            column("accounts", "name", Kind.TEXT),
                            code("accounts", "role", "role"),
                            column("accounts", "organisation.name", Kind.TEXT),
                            column("accounts", "divisionCode", Kind.DIVISION),
                            column("accounts", "email", Kind.TEXT),
                            column("accounts", "disabled", Kind.FLAG),
                            column("accounts", "lockedUntil", Kind.TIME),
                            column("accounts", "lastSignInAt", Kind.TIME),
                            column("accounts", "createdAt", Kind.TIME))),
            entry(
                    "sign-ins",
                    List.of(
                            column("sign-ins", "at", Kind.TIME),
                            column("sign-ins", "username", Kind.TEXT),
                            code("sign-ins", "outcome", "outcome"),
                            column("sign-ins", "address", Kind.TEXT),
                            column("sign-ins", "userAgent", Kind.TEXT))),
            entry(
                    "import-problems",
                    List.of(
                            column("import-problems", "row", Kind.WHOLE),
                            column("import-problems", "column", Kind.TEXT),
                            column("import-problems", "value", Kind.TEXT),
                            column("import-problems", "finding", Kind.FINDING))));

    private ExportColumns() {}

    static List<ExportColumn> all(String list) {
        return LISTS.getOrDefault(list, List.of());
    }

    /** The chosen ones in the order in which they were asked for; all when none were. */
    static List<ExportColumn> chosen(String list, List<String> paths) {
        if (paths.isEmpty()) return all(list);
        return paths.stream()
                .flatMap(path ->
                        all(list).stream().filter(column -> column.path().equals(path)))
                .toList();
    }
}
