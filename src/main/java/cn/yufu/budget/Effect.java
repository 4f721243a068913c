package cn.yufu.budget;

/** What a move does with the money that stands behind its subject; {@code RELEASES} where it was frozen. */
public enum Effect {
    NONE(""),
    FREEZES("freezes"),
    RELEASES("releases"),
    SPENDS("spends");

    /** As a diagram says it. */
    public final String verb;

    Effect(String verb) {
        this.verb = verb;
    }
}
