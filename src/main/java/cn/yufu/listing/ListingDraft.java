package cn.yufu.listing;

import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a provider writes down about a service; the price in fen, null when it is quoted on request.
 *
 * @param divisions districts served; empty: the whole city
 * @param capacityPerMonth how many orders the provider can take on in a month
 */
public record ListingDraft(
        String title,
        String summary,
        String description,
        String category,
        String priceModel,
        @Nullable Long priceFen,
        int deliveryDays,
        List<String> divisions,
        List<String> industries,
        int capacityPerMonth,
        List<UUID> evidence) {

    static final List<String> PRICE_MODELS = List.of("fixed", "per-day", "quotation");
    private static final long MOST_FEN = 100_000_000_000L;

    /** What a new draft starts from: only title and category must be there; the submission asks for the rest. */
    private static final ListingDraft BLANK =
            new ListingDraft("", "", "", "", "fixed", null, 10, List.of(), List.of(), 10, List.of());

    /** Reads and checks every field without finishing the input, so that an import can read a row the same way. */
    public static ListingDraft read(Input in) {
        if (!in.has("title")) in.wrong("title", "required");
        if (!in.has("category")) in.wrong("category", "required");
        return BLANK.patched(in);
    }

    /** The same draft with the fields that the input brings. An explicit null empties a field that may be empty. */
    ListingDraft patched(Input in) {
        var model = in.has("priceModel") ? in.choice("priceModel", PRICE_MODELS) : priceModel;
        var price = in.optionalWhole("priceFen", 0, MOST_FEN);
        return new ListingDraft(
                        in.has("title") ? in.text("title", 4, 80) : title,
                        in.given("summary") ? orEmpty(in.optionalText("summary", 200)) : summary,
                        in.given("description") ? orEmpty(in.optionalText("description", 10_000)) : description,
                        in.has("category") ? in.text("category", 1, 60) : category,
                        model,
                        in.given("priceFen") ? price : model.equals("quotation") ? null : priceFen,
                        in.has("deliveryDays") ? in.integer("deliveryDays", 1, 730) : deliveryDays,
                        in.given("divisions") ? in.texts("divisions", 60, 20) : divisions,
                        in.given("industries") ? in.texts("industries", 120, 4) : industries,
                        in.has("capacityPerMonth") ? in.integer("capacityPerMonth", 1, 10_000) : capacityPerMonth,
                        in.given("evidenceIds") ? in.ids("evidenceIds", 20) : evidence)
                .checked(in);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What an administrator needs to decide and a draft may lack; the caller may add to it. */
    List<Violation> missing() {
        var missing = new ArrayList<Violation>();
        if (summary.length() < 4) missing.add(new Violation("/summary", "required", Map.of()));
        if (description.length() < 10) missing.add(new Violation("/description", "required", Map.of()));
        return missing;
    }

    private ListingDraft checked(Input in) {
        if (!priceModel.equals("quotation") && priceFen == null) in.wrong("priceFen", "required");
        if (priceModel.equals("quotation") && priceFen != null) in.wrong("priceFen", "not-with-quotation");
        return this;
    }

    static ListingDraft from(Row row) {
        return new ListingDraft(
                row.getString("title"),
                row.getString("summary"),
                row.getString("description"),
                row.getString("category_code"),
                row.getString("price_model"),
                row.getLong("price_fen"),
                row.getInteger("delivery_days"),
                List.of(row.getArrayOfStrings("divisions")),
                List.of(row.getArrayOfStrings("industries")),
                row.getInteger("capacity_per_month"),
                List.of(row.getArrayOfUUIDs("evidence")));
    }
}
