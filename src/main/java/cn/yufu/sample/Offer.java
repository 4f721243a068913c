package cn.yufu.sample;

import cn.yufu.sample.Material.Field;
import cn.yufu.sample.Material.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a listing of the sample city says; {@code theme} is its top category, {@code field} whom it is written for.
 *
 * @param worthFen what it costs, shown or not
 */
record Offer(
        Firm provider,
        Field field,
        Pattern service,
        String theme,
        String category,
        String title,
        String summary,
        String description,
        String priceModel,
        long worthFen,
        int deliveryDays,
        List<String> divisions,
        int capacity,
        List<String> evidence) {

    /** The price shown; none where it is quoted on request. */
    @Nullable
    Long priceFen() {
        return quoted() ? null : worthFen;
    }

    /** Whether an order begins with asking the provider for its price. */
    boolean quoted() {
        return priceModel.equals("quotation");
    }

    /** Too long a service to be finished within the city's memory of eleven months. */
    boolean longTerm() {
        return deliveryDays > 120;
    }

    boolean serves(String division) {
        return divisions.isEmpty() || divisions.contains(division);
    }

    /** The same offer after a change of price and time. */
    Offer changed(long newWorthFen, int newDays, String more) {
        return new Offer(
                provider,
                field,
                service,
                theme,
                category,
                title,
                summary,
                description + more,
                priceModel,
                newWorthFen,
                newDays,
                divisions,
                capacity + 1,
                evidence);
    }
}
