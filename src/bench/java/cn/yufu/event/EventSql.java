package cn.yufu.event;

/** The statements of this package that the benchmark of another one runs. */
public final class EventSql {
    public static final String HISTORY = Events.HISTORY;

    private EventSql() {}
}
