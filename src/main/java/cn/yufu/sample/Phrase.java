package cn.yufu.sample;

import java.util.List;

/** Fills the places of a hand-written sentence. */
final class Phrase {
    private Phrase() {}

    static String filled(String sentence, String field, List<String> products, String division) {
        return sentence.replace("{f}", field)
                .replace("{p}", products.getFirst())
                .replace("{q}", products.getLast())
                .replace("{d}", division);
    }
}
