package cn.yufu.booking;

/** The statements of this package that the benchmark of another one runs. */
public final class BookingSql {
    public static final String LOCK_HOLDER = BookingStore.LOCK_HOLDER;
    public static final String LOCK = BookingStore.LOCK;
    public static final String TIMETABLES = BookingStore.TIMETABLES;
    public static final String OWN = BookingStore.OWN;
    public static final String STRIKES = BookingStore.STRIKES;

    private BookingSql() {}
}
