package cn.yufu.http;

/** The statements around every repeatable write. */
public final class HttpSql {
    public static final String CLAIM = Idempotency.CLAIM;
    public static final String STORE = Idempotency.STORE;

    private HttpSql() {}
}
