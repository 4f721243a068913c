package cn.yufu.exchange;

import static cn.yufu.exchange.ExportColumn.code;
import static cn.yufu.exchange.ExportColumn.of;
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
                            of("orders", "number", Kind.TEXT),
                            code("orders", "state", "state.order"),
                            of("orders", "listing.title", Kind.TEXT),
                            of("orders", "listing.category", Kind.CATEGORY),
                            of("orders", "enterprise.name", Kind.TEXT),
                            of("orders", "enterprise.divisionName", Kind.TEXT),
                            of("orders", "provider.name", Kind.TEXT),
                            of("orders", "budget.name", Kind.TEXT),
                            of("orders", "quantity", Kind.WHOLE),
                            of("orders", "unitPriceFen", Kind.MONEY),
                            of("orders", "totalFen", Kind.MONEY),
                            of("orders", "governmentFen", Kind.MONEY),
                            of("orders", "enterpriseFen", Kind.MONEY),
                            of("orders", "wantedBy", Kind.DATE),
                            of("orders", "createdAt", Kind.TIME),
                            of("orders", "submittedAt", Kind.TIME),
                            of("orders", "approvedAt", Kind.TIME),
                            of("orders", "deliveredAt", Kind.TIME),
                            of("orders", "completedAt", Kind.TIME),
                            of("orders", "paidAt", Kind.TIME),
                            of("orders", "dueAt", Kind.DAY),
                            of("orders", "overdue", Kind.FLAG))),
            entry(
                    "listings",
                    List.of(
                            of("listings", "number", Kind.TEXT),
                            of("listings", "title", Kind.TEXT),
                            code("listings", "state", "state.listing"),
                            code("listings", "changeState", "state.listing"),
                            of("listings", "category.code", Kind.CATEGORY),
                            of("listings", "provider.name", Kind.TEXT),
                            of("listings", "summary", Kind.TEXT),
                            code("listings", "priceModel", "choice.priceModel"),
                            of("listings", "priceFen", Kind.MONEY),
                            of("listings", "deliveryDays", Kind.WHOLE),
                            of("listings", "divisions", Kind.DIVISIONS),
                            of("listings", "industries", Kind.INDUSTRIES),
                            of("listings", "supportBps", Kind.SHARE),
                            of("listings", "rating.average", Kind.DECIMAL),
                            of("listings", "rating.count", Kind.WHOLE),
                            of("listings", "orderCount", Kind.WHOLE),
                            of("listings", "capacityPerMonth", Kind.WHOLE),
                            of("listings", "publishedAt", Kind.TIME),
                            of("listings", "dueAt", Kind.DAY))),
            entry(
                    "organisations",
                    List.of(
                            of("organisations", "number", Kind.TEXT),
                            code("organisations", "kind", "organisation.kind"),
                            of("organisations", "name", Kind.TEXT),
                            of("organisations", "creditCode", Kind.TEXT),
                            of("organisations", "creditCodeOverride.reason", Kind.TEXT),
                            of("organisations", "divisionName", Kind.TEXT),
                            of("organisations", "industryCode", Kind.INDUSTRY),
                            code("organisations", "tier", "choice.tier"),
                            of("organisations", "contact.name", Kind.TEXT),
                            of("organisations", "contact.phone", Kind.TEXT),
                            of("organisations", "contact.email", Kind.TEXT),
                            code("organisations", "state", "state.organisation"),
                            of("organisations", "createdAt", Kind.TIME),
                            of("organisations", "dueAt", Kind.DAY))),
            entry(
                    "budgets",
                    List.of(
                            of("budgets", "number", Kind.TEXT),
                            of("budgets", "year", Kind.WHOLE),
                            of("budgets", "name", Kind.TEXT),
                            of("budgets", "fundingSource", Kind.TEXT),
                            of("budgets", "categories", Kind.CATEGORIES),
                            of("budgets", "divisions", Kind.DIVISIONS),
                            of("budgets", "shareBps", Kind.SHARE),
                            of("budgets", "capFen", Kind.MONEY),
                            of("budgets", "totalFen", Kind.MONEY),
                            of("budgets", "frozenFen", Kind.MONEY),
                            of("budgets", "spentFen", Kind.MONEY),
                            of("budgets", "availableFen", Kind.MONEY),
                            of("budgets", "validFrom", Kind.DATE),
                            of("budgets", "validTo", Kind.DATE),
                            code("budgets", "state", "state.budget"))),
            entry(
                    "events",
                    List.of(
                            of("events", "position", Kind.WHOLE),
                            of("events", "at", Kind.TIME),
                            of("events", "actor.name", Kind.TEXT),
                            code("events", "actor.role", "role"),
                            of("events", "actor.organisation", Kind.TEXT),
                            of("events", "subjectKind", Kind.TEXT),
                            of("events", "subjectNumber", Kind.TEXT),
                            of("events", "action", Kind.TEXT),
                            of("events", "from", Kind.TEXT),
                            of("events", "to", Kind.TEXT),
                            of("events", "reason", Kind.TEXT))),
            entry(
                    "payments",
                    List.of(
                            of("payments", "number", Kind.TEXT),
                            of("payments", "reference", Kind.TEXT),
                            of("payments", "count", Kind.WHOLE),
                            of("payments", "totalFen", Kind.MONEY),
                            of("payments", "paidAt", Kind.TIME),
                            of("payments", "payer", Kind.TEXT))),
            entry(
                    "accounts",
                    List.of(
                            of("accounts", "username", Kind.TEXT),
                            of("accounts", "name", Kind.TEXT),
                            code("accounts", "role", "role"),
                            of("accounts", "organisation.name", Kind.TEXT),
                            of("accounts", "divisionCode", Kind.DIVISION),
                            of("accounts", "email", Kind.TEXT),
                            of("accounts", "disabled", Kind.FLAG),
                            of("accounts", "lockedUntil", Kind.TIME),
                            of("accounts", "lastSignInAt", Kind.TIME),
                            of("accounts", "createdAt", Kind.TIME))),
            entry(
                    "sign-ins",
                    List.of(
                            of("sign-ins", "at", Kind.TIME),
                            of("sign-ins", "username", Kind.TEXT),
                            code("sign-ins", "outcome", "outcome"),
                            of("sign-ins", "address", Kind.TEXT),
                            of("sign-ins", "userAgent", Kind.TEXT))),
            entry(
                    "import-problems",
                    List.of(
                            of("import-problems", "row", Kind.WHOLE),
                            of("import-problems", "column", Kind.TEXT),
                            of("import-problems", "value", Kind.TEXT),
                            of("import-problems", "finding", Kind.FINDING))));

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
