package cn.yufu.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an enterprise that says where it hurts should book: the kind of visit that covers its troubles with the fewest
 * areas beside them, or the comprehensive one when no narrower kind covers them or nothing stands out.
 *
 * @param areas that the experts shall know, worst first
 * @param reasons codes: chosen-areas, answers, one-type-covers, several-areas, nothing-stands-out
 * @param others kinds of visit that cover at least one of the areas
 */
record Proposal(String type, List<Trouble> areas, List<String> reasons, List<String> others) {
    /** From here on an answer says that it hurts. */
    private static final int HURTS = 60;

    /**
     * One area.
     *
     * @param score 0 to 100 from the answers; null when nothing was answered about it
     */
    record Trouble(String area, boolean chosen, @Nullable Integer score) {
        boolean hurts() {
            return chosen || (score != null && score >= HURTS);
        }
    }

    static Proposal of(Catalogue catalogue, List<String> chosen, Map<String, String> answers) {
        var troubles = catalogue.areaCodes().stream()
                .map(area -> new Trouble(
                        area, chosen.contains(area), score(catalogue.intake().questions(), area, answers)))
                .filter(Trouble::hurts)
                .sorted(Comparator.comparing((Trouble t) -> !t.chosen())
                        .thenComparingInt(t -> -(t.score() == null ? 0 : t.score())))
                .toList();
        var areas = troubles.stream().map(Trouble::area).toList();
        var reasons = new ArrayList<String>();
        if (!chosen.isEmpty()) reasons.add("chosen-areas");
        if (troubles.stream().anyMatch(t -> !t.chosen())) reasons.add("answers");
        var narrowest = catalogue.types().stream()
                .filter(type -> type.areas().containsAll(areas))
                .min(Comparator.comparingInt(type -> type.areas().size()))
                .orElseThrow();
        var widest = catalogue.types().getFirst();
        boolean wide = areas.isEmpty() || narrowest.equals(widest);
        reasons.add(areas.isEmpty() ? "nothing-stands-out" : wide ? "several-areas" : "one-type-covers");
        var type = wide ? widest : narrowest;
        var others = catalogue.types().stream()
                .filter(other -> !other.equals(type) && other.areas().stream().anyMatch(areas::contains))
                .map(Catalogue.Type::code)
                .toList();
        return new Proposal(type.code(), troubles, reasons, others);
    }

    /** Points of the answered questions of one area as a share of 100; null without any. */
    static @Nullable Integer score(List<Catalogue.Question> questions, String area, Map<String, String> answers) {
        int points = 0;
        int most = 0;
        for (var question : questions) {
            var answer = answers.get(question.key());
            if (!question.area().equals(area) || answer == null) continue;
            points += question.points(answer);
            most += question.most();
        }
        return most == 0 ? null : Integer.valueOf(Math.round(100f * points / most));
    }
}
