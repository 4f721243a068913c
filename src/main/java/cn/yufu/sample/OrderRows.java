package cn.yufu.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of orders, of the money that they moved, of payments, ratings and files. */
final class OrderRows {
    static final String LEDGER =
            "ledger (id, at, budget_id, enterprise_id, subject_kind, subject_id, kind, amount_fen, actor_id)";
    static final String PAYMENT =
            "payment (id, number, subject_kind, reference, total_fen, subject_count, paid_by, paid_at)";

    private final City city;
    private final Rows orders = new Rows("""
        purchase_order (id, number, listing_id, listing_version, title, category_code, provider_id, enterprise_id,
          division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, need, wanted_by, state,
          disputed_from, due_at, reminded_at, escalated_at, created_by, submitted_by, decided_by, paid_by, payment_id,
          created_at, submitted_at, approved_at, accepted_at, delivered_at, completed_at, paid_at, closed_at,
          delivery_note, delivery_files)\
        """);
    private final Rows ledger = new Rows(LEDGER);
    private final Rows payments = new Rows(PAYMENT);
    private final Rows ratings = new Rows("rating (order_id, listing_id, score, comment, account_id, at)");
    private final Rows files =
            new Rows("attachment (id, name, type, size, sha256, content, uploaded_by, organisation_id, created_at)");

    private OrderRows(City city) {
        this.city = city;
    }

    static void write(Connection connection, City city) throws SQLException {
        var rows = new OrderRows(city);
        rows.payments();
        city.deals().forEach(rows::deal);
        for (var file : city.archive().files()) rows.file(file);
        for (var table : List.of(rows.files, rows.payments, rows.orders, rows.ledger, rows.ratings))
            table.into(connection);
    }

    private void payments() {
        for (var payment : city.payments()) {
            var paid = city.deals().stream()
                    .filter(deal -> payment.equals(deal.payment))
                    .toList();
            payments.row(
                    payment.id,
                    payment.number,
                    "order",
                    payment.reference(),
                    paid.stream().mapToLong(Deal::governmentFen).sum(),
                    paid.size(),
                    city.staff().finance.id(),
                    payment.at);
        }
    }

    private void deal(Deal deal) {
        var provider = deal.offer.provider();
        orders.row(
                deal.id,
                deal.number,
                deal.listing.id,
                deal.listing.versionAt(deal.created),
                deal.offer.title(),
                deal.offer.category(),
                provider.id(),
                deal.enterprise().id(),
                deal.enterprise().division(),
                deal.purse.id,
                deal.quantity,
                deal.priced ? deal.offer.worthFen() : null,
                deal.priced ? deal.totalFen() : null,
                deal.priced ? deal.governmentFen() : null,
                deal.need,
                deal.wantedBy,
                deal.state,
                deal.disputedFrom,
                deal.due,
                deal.reminded,
                deal.escalated,
                deal.customer.id(),
                deal.submitted == null ? null : deal.customer.id(),
                id(deal.decidedBy),
                deal.paid == null ? null : city.staff().finance.id(),
                deal.payment == null ? null : deal.payment.id,
                deal.created,
                deal.submitted,
                deal.approved,
                deal.accepted,
                deal.delivered,
                deal.completed,
                deal.paid,
                deal.closed,
                deal.deliveryNote,
                deal.delivered == null
                        ? List.of()
                        : List.of(city.archive().report(city.staff().of(provider), deal, deal.delivered)));
        money(deal, "freeze", deal.approved, deal.decidedBy);
        money(deal, "spend", deal.paid, city.staff().finance);
        if (deal.approved != null && deal.paid == null && deal.closed != null)
            money(deal, "release", deal.closed, deal.moves.getLast().actor());
        var rating = deal.rating;
        if (rating != null)
            ratings.row(deal.id, deal.listing.id, rating.score(), rating.comment(), deal.customer.id(), rating.at());
    }

    private void money(Deal deal, String kind, @Nullable Instant at, @Nullable Member actor) {
        if (at == null) return;
        ledger.row(
                city.archive().dice().id(at),
                at,
                deal.purse.id,
                deal.enterprise().id(),
                "order",
                deal.id,
                kind,
                deal.governmentFen(),
                id(actor));
    }

    private void file(Archive.File file) {
        files.row(
                file.id(),
                file.name(),
                "application/pdf",
                file.size(),
                file.sha256(),
                file.content(),
                file.by().id(),
                file.by().firm() == null ? null : file.by().firm().id(),
                file.at());
    }

    private static @Nullable Object id(@Nullable Member member) {
        return member == null ? null : member.id();
    }
}
