package cn.yufu.procurement;

/** The statements of this package that the benchmark of another one runs. */
public final class OrderSql {
    public static final String COUNTS = OrderLists.COUNTS;

    private OrderSql() {}
}
