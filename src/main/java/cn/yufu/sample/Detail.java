package cn.yufu.sample;

import java.util.stream.Collectors;

/** The JSON beside an event: what messages about it mention. */
final class Detail {
    private Detail() {}

    static String title(String title) {
        return "{\"title\":" + quoted(title) + "}";
    }

    static String listing(Offer offer) {
        return "{\"title\":%s,\"provider\":%s}"
                .formatted(quoted(offer.title()), quoted(offer.provider().name()));
    }

    static String budget(Material.Fund fund) {
        var divisions = fund.divisions().stream().map(Detail::quoted).collect(Collectors.joining(","));
        return "{\"title\":%s,\"totalFen\":%d,\"divisions\":[%s]}"
                .formatted(quoted(fund.name()), fund.totalFen(), divisions);
    }

    static String order(Deal deal) {
        var parties = "{\"title\":%s,\"enterprise\":%s,\"provider\":%s"
                .formatted(
                        quoted(deal.offer.title()),
                        quoted(deal.enterprise().name()),
                        quoted(deal.offer.provider().name()));
        return deal.priced
                ? parties + ",\"totalFen\":" + deal.totalFen() + ",\"governmentFen\":" + deal.governmentFen() + "}"
                : parties + "}";
    }

    static String rating(Deal deal, int score) {
        return "{\"title\":" + quoted(deal.offer.title()) + ",\"score\":" + score + "}";
    }

    static String payment(Deal deal, String payment) {
        return "{\"title\":%s,\"governmentFen\":%d,\"payment\":%s}"
                .formatted(quoted(deal.offer.title()), deal.governmentFen(), quoted(payment));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
