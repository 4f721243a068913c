package cn.yufu.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of listings and their versions, with what orders have made of them. */
final class ListingRows {
    private final City city;
    private final Map<UUID, int[]> ratings = new HashMap<>();
    private final Map<UUID, Integer> orders = new HashMap<>();

    private ListingRows(City city) {
        this.city = city;
        for (var deal : city.deals()) {
            if (deal.completed != null) orders.merge(deal.listing.id, 1, Integer::sum);
            var rating = deal.rating;
            if (rating == null) continue;
            var sum = ratings.computeIfAbsent(deal.listing.id, id -> new int[2]);
            sum[0] += rating.score();
            sum[1]++;
        }
    }

    static void write(Connection connection, City city) throws SQLException {
        var rows = new ListingRows(city);
        var listings = rows.listings();
        var versions = rows.versions();
        // the two refer to each other; the listing's side is checked at commit
        listings.into(connection);
        versions.into(connection);
    }

    private Rows listings() {
        var rows = new Rows("""
            listing (id, number, provider_id, division_code, state, live_version, work_version, work_state, work_reason,
              submitted_by, submitted_at, due_at, published_at, created_at, rating_sum, rating_count, order_count)\
            """);
        for (var listing : city.listings()) {
            var provider = listing.offer.provider();
            var rating = ratings.getOrDefault(listing.id, new int[2]);
            var work = listing.workState();
            var submitted = listing.submitted;
            rows.row(
                    listing.id,
                    listing.number,
                    provider.id(),
                    provider.division(),
                    listing.state,
                    listing.published == null ? null : listing.liveVersion(),
                    work == null ? null : listing.published == null ? 1 : 2,
                    work,
                    listing.reason,
                    submitted == null ? null : city.staff().of(provider).id(),
                    submitted,
                    "submitted".equals(work) && submitted != null
                            ? city.hours().deadline(submitted, Shelf.DECISION_DAYS)
                            : null,
                    listing.published,
                    listing.created,
                    rating[0],
                    rating[1],
                    orders.getOrDefault(listing.id, 0));
        }
        return rows;
    }

    private Rows versions() {
        var rows = new Rows("""
            listing_version (listing_id, version, title, summary, description, category_code, price_model, price_fen,
              delivery_days, divisions, industries, capacity_per_month, evidence, created_at, created_by, submitted_at,
              approved_at, approved_by)\
            """);
        for (var listing : city.listings()) {
            version(rows, listing, 1, listing.offer, listing.created, listing.published);
            var changed = listing.changed;
            var written = listing.changeWritten;
            if (changed != null && written != null) version(rows, listing, 2, changed, written, listing.changeApproved);
        }
        return rows;
    }

    private void version(
            Rows rows, Shelved listing, int number, Offer offer, Instant written, @Nullable Instant approved) {
        var provider = offer.provider();
        var author = city.staff().of(provider);
        rows.row(
                listing.id,
                number,
                offer.title(),
                offer.summary(),
                offer.description(),
                offer.category(),
                offer.priceModel(),
                offer.priceFen(),
                offer.deliveryDays(),
                offer.divisions(),
                offer.field().codes(),
                offer.capacity(),
                evidence(author, offer),
                written,
                author.id(),
                approved != null ? approved : "draft".equals(listing.workState()) ? null : listing.submitted,
                approved,
                approved == null
                        ? null
                        : city.staff().districtAdmin(provider.division()).id());
    }

    private List<UUID> evidence(Member author, Offer offer) {
        return offer.evidence().stream()
                .map(name -> city.archive().evidence(author, name))
                .toList();
    }
}
