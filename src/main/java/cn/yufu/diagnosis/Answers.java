package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads answers to a questionnaire: one of the options each; unknown questions are told like unknown properties. */
final class Answers {
    private Answers() {}

    static Map<String, String> read(Input in, String name, List<Catalogue.Question> questions) {
        var answers = in.object(name, false, given -> {
            Map<String, String> read = new HashMap<>();
            for (var question : questions) {
                var answer = given.optionalChoice(question.key(), question.values());
                if (answer != null) read.put(question.key(), answer);
            }
            return read;
        });
        return answers == null ? Map.of() : answers;
    }
}
