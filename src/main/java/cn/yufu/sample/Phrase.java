package cn.yufu.sample;

import java.util.List;

/** Fills the places of a hand-written sentence. */
final class Phrase {
    private Phrase() {}

    static String filled(String sentence, String field, List<String> products, String division) {
        // 食品产品 would be one 品 too many
        return sentence.replace("{f}产品", field.endsWith("品") ? field : field + "产品")
                .replace("{f}", field)
                .replace("{p}", products.getFirst())
                .replace("{q}", products.getLast())
                .replace("{d}", division);
    }
}
