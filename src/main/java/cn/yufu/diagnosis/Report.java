package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import cn.yufu.http.Json;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What experts found, as they write it down; a draft may have gaps, what is sent may not. */
record Report(
        UUID questionnaire,
        Map<String, String> answers,
        Map<String, Integer> scores,
        String summary,
        List<UUID> photos,
        List<Finding> findings) {
    static final List<String> SEVERITIES = List.of("high", "medium", "low");
    private static final int MOST_PHOTOS = 40;
    private static final int MOST_FINDINGS = 30;

    /** @param action what is to be done, by {@code owner}, until {@code dueOn} */
    record Finding(
            String area,
            String finding,
            String severity,
            String action,
            String owner,
            @Nullable LocalDate dueOn) {}

    static Report from(Input in, Catalogue.Questionnaire questions, List<String> areas, boolean complete) {
        var answers = Answers.read(in, "answers", questions.questions());
        var summary = Optional.ofNullable(in.optionalText("summary", 5000)).orElse("");
        var photos = in.ids("photos", MOST_PHOTOS);
        var findings = in.list("actions", MOST_FINDINGS, one -> finding(one, areas, complete));
        if (complete) {
            for (var question : questions.questions())
                if (!answers.containsKey(question.key())) in.wrong("answers/" + question.key(), "required");
            if (summary.length() < 10) in.wrong("summary", "too-short", Map.of("min", 10));
            if (findings.isEmpty()) in.wrong("actions", "required");
        }
        in.done();
        return new Report(questions.id(), answers, scores(questions, answers), summary, photos, findings);
    }

    private static Finding finding(Input in, List<String> areas, boolean complete) {
        var finding = new Finding(
                in.choice("area", areas),
                in.text("finding", 2, 2000),
                in.choice("severity", SEVERITIES),
                in.text("action", 2, 1000),
                complete
                        ? in.text("owner", 1, 50)
                        : Optional.ofNullable(in.optionalText("owner", 50)).orElse(""),
                complete ? in.date("dueOn") : in.optionalDate("dueOn"));
        var due = finding.dueOn();
        if (complete && due != null && in.has("dueOn") && due.isBefore(LocalDate.now(Json.ZONE)))
            in.wrong("dueOn", "in-past");
        return finding;
    }

    /** Each area from 0 to 100, in the order of the questions. */
    private static Map<String, Integer> scores(Catalogue.Questionnaire asked, Map<String, String> answers) {
        var scores = new LinkedHashMap<String, Integer>();
        for (var question : asked.questions()) {
            var score = Proposal.score(asked.questions(), question.area(), answers);
            if (score != null) scores.put(question.area(), score);
        }
        return scores;
    }

    /** The findings as rows for the database. */
    String rows() {
        int[] position = {0};
        return Json.text(findings.stream()
                .map(f -> {
                    var row = new HashMap<String, Object>();
                    row.put("area", f.area());
                    row.put("finding", f.finding());
                    row.put("severity", f.severity());
                    row.put("action", f.action());
                    row.put("owner", f.owner());
                    row.put("due_on", f.dueOn());
                    row.put("position", position[0]++);
                    return row;
                })
                .toList());
    }
}
