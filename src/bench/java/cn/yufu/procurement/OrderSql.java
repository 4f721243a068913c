package cn.yufu.procurement;

import java.util.Objects;

/** The statements of this package that the benchmark of another one runs. */
public final class OrderSql {
    public static final String COUNTS_OF_DISTRICT = counts(OrderScope.Reach.DIVISION);
    public static final String COUNTS_OF_CITY = counts(OrderScope.Reach.CITY);

    private OrderSql() {}

    private static String counts(OrderScope.Reach reach) {
        return Objects.requireNonNull(OrderLists.COUNTS.get(reach));
    }
}
