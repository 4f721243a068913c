package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.http.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Areas, kinds of visit and their questions: what only a new release changes, and therefore read once. */
record Catalogue(
        List<Area> areas, List<Type> types, @JsonIgnore List<Questionnaire> questionnaires) {
    private static final String AREAS =
            "SELECT code, name, name_en, hint, hint_en, categories FROM problem_area ORDER BY position";
    private static final String TYPES = """
        SELECT code, name, name_en, summary, summary_en, minutes, experts, areas FROM diagnosis_type ORDER BY position\
        """;
    private static final String QUESTIONNAIRES =
            "SELECT id, purpose, type_code, version, valid_from, questions::text AS questions FROM questionnaire";

    record Area(
            String code,
            String name,
            String nameEn,
            String hint,
            String hintEn,
            @JsonIgnore List<String> categories) {}

    record Type(
            String code,
            String name,
            String nameEn,
            String summary,
            String summaryEn,
            int minutes,
            int experts,
            List<String> areas) {}

    /** @param kind scale or yes-no; either way one of the options is the answer */
    record Question(String key, String area, String kind, String text, String textEn, List<Option> options) {
        int most() {
            return options.stream().mapToInt(Option::points).max().orElse(0);
        }

        int points(String answer) {
            return options.stream()
                    .filter(option -> option.value().equals(answer))
                    .mapToInt(Option::points)
                    .findFirst()
                    .orElse(0);
        }

        List<String> values() {
            return options.stream().map(Option::value).toList();
        }
    }

    record Option(String value, String text, String textEn, int points) {}

    record Questionnaire(
            UUID id,
            @JsonIgnore String purpose,
            @Nullable String type,
            int version,
            @JsonIgnore LocalDate validFrom,
            List<Question> questions) {}

    /** What intake asks today. */
    @JsonProperty
    public Questionnaire intake() {
        return current("intake", null).orElseThrow();
    }

    Questionnaire findings(String type) {
        return current("findings", type).orElseThrow();
    }

    private Optional<Questionnaire> current(String purpose, @Nullable String type) {
        var today = LocalDate.now(Json.ZONE);
        return questionnaires.stream()
                .filter(q -> q.purpose().equals(purpose) && java.util.Objects.equals(q.type(), type))
                .filter(q -> !q.validFrom().isAfter(today))
                .max(Comparator.comparingInt(Questionnaire::version));
    }

    Optional<Questionnaire> questionnaire(@Nullable UUID id) {
        return questionnaires.stream().filter(q -> q.id().equals(id)).findFirst();
    }

    Optional<Type> type(String code) {
        return types.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    List<String> areaCodes() {
        return areas.stream().map(Area::code).toList();
    }

    List<String> typeCodes() {
        return types.stream().map(Type::code).toList();
    }

    /** The categories of services that may help with these areas. */
    List<String> categories(List<String> of) {
        return areas.stream()
                .filter(area -> of.contains(area.code()))
                .flatMap(area -> area.categories().stream())
                .distinct()
                .toList();
    }

    /** Reads it once for a node. */
    static final class Source {
        private final Db db;
        private volatile AtomicReference<@Nullable Catalogue> known = new AtomicReference<>();

        Source(Db db) {
            this.db = db;
        }

        /** What is being read just now goes into the place that is left behind. */
        void forget() {
            known = new AtomicReference<>();
        }

        Future<Catalogue> get() {
            var place = known;
            var seen = place.get();
            if (seen != null) return Future.succeededFuture(seen);
            var sql = db.read();
            var areas = sql.list(AREAS, Tuple.tuple(), Catalogue::area);
            var types = sql.list(TYPES, Tuple.tuple(), Catalogue::type);
            var questions = sql.list(QUESTIONNAIRES, Tuple.tuple(), Catalogue::questionnaire);
            return Future.all(areas, types, questions)
                    .map(all -> new Catalogue(areas.result(), types.result(), questions.result()))
                    .onSuccess(place::set);
        }
    }

    private static Area area(Row row) {
        return new Area(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("hint"),
                row.getString("hint_en"),
                List.of(row.getArrayOfStrings("categories")));
    }

    private static Type type(Row row) {
        return new Type(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("summary"),
                row.getString("summary_en"),
                row.getInteger("minutes"),
                row.getInteger("experts"),
                List.of(row.getArrayOfStrings("areas")));
    }

    private static Questionnaire questionnaire(Row row) {
        return new Questionnaire(
                row.getUUID("id"),
                row.getString("purpose"),
                row.getString("type_code"),
                row.getInteger("version"),
                row.getLocalDate("valid_from"),
                Json.MAPPER.convertValue(
                        Json.read(row.getString("questions")), new TypeReference<List<Question>>() {}));
    }
}
