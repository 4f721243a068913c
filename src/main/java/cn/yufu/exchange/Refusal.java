package cn.yufu.exchange;

import java.util.Map;

/** A file or a cell that cannot be taken; the code has words for whoever sent it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, Object> values;

    Refusal(String code, Map<String, Object> values) {
        super(code, null, false, false);
        this.code = code;
        this.values = values;
    }

    Refusal(String code) {
        this(code, Map.of());
    }

    String code() {
        return code;
    }

    Map<String, Object> values() {
        return values;
    }
}
