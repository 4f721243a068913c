package cn.yufu.exchange;

/** Somebody else holds the lease by now: whatever is under way here must not be kept. */
final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
        super("lease lost", null, false, false);
    }
}
