package cn.yufu.exchange;

import cn.yufu.http.Messages;
import java.util.List;
import java.util.Map;

/**
 * A column of an exported list.
 *
 * @param path where its value is in an item of the list, for example {@code listing.title}
 * @param words for a code, the texts that say what it means: {@code state.order} has {@code state.order.approved}
 */
record ExportColumn(String list, String path, Kind kind, String words) {
    enum Kind {
        TEXT(24),
        CODE(12),
        CATEGORY(20),
        DIVISIONS(20),
        INDUSTRY(24),
        INDUSTRIES(24),
        CATEGORIES(24),
        WHOLE(10),
        DECIMAL(10),
        MONEY(16),
        SHARE(10),
        DATE(12),
        /** The day of an instant, for what is due in the course of a day. */
        DAY(12),
        TIME(18),
        FLAG(8);

        /** In characters, as Excel counts. */
        final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    private static final Map<String, List<ExportColumn>> LISTS = Map.of(
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
                            of("orders", "overdue", Kind.FLAG)),
            "listings",
                    List.of(
                            of("listings", "number", Kind.TEXT),
                            of("listings", "title", Kind.TEXT),
                            code("listings", "state", "state.listing"),
                            of("listings", "category.name", Kind.TEXT),
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
                            of("listings", "publishedAt", Kind.TIME)),
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
                            of("organisations", "dueAt", Kind.DAY)),
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
                            code("budgets", "state", "state.budget")),
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
                            of("events", "reason", Kind.TEXT)));

    private static ExportColumn of(String list, String path, Kind kind) {
        return new ExportColumn(list, path, kind, "");
    }

    private static ExportColumn code(String list, String path, String words) {
        return new ExportColumn(list, path, Kind.CODE, words);
    }

    static List<String> lists() {
        return LISTS.keySet().stream().sorted().toList();
    }

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

    String heading(String language) {
        return Messages.text(language, "column." + list + "." + path, Map.of());
    }
}
