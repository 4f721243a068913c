package cn.yufu.sample;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the visits of the sample city rest on: the reference data of the database, and texts by hand. */
record Diagnostics(
        Map<String, Kind> kinds,
        Map<String, Integer> travel,
        Map<String, double[]> seats,
        Map<String, List<String>> areas,
        Texts texts) {
    private static final String KINDS = """
        SELECT t.code, t.name, t.minutes, t.experts, t.areas, q.id, j.value ->> 'key', j.value ->> 'area'
        FROM diagnosis_type t
        JOIN questionnaire q ON q.type_code = t.code AND q.purpose = 'findings' AND q.version = 1
        CROSS JOIN jsonb_array_elements(q.questions) WITH ORDINALITY AS j (value, n)
        ORDER BY t.position, j.n\
        """;
    private static final String AREAS = "SELECT code, categories FROM problem_area";
    private static final String TRAVEL = "SELECT from_code || '>' || to_code, minutes FROM travel_time";
    private static final String SEATS =
            "SELECT code, latitude, longitude FROM division_current WHERE latitude IS NOT NULL";

    /** A kind of visit with its questions: key and area of each. */
    record Kind(
            String code,
            String name,
            int minutes,
            int experts,
            List<String> areas,
            UUID questionnaire,
            List<Map.Entry<String, String>> questions) {}

    /** @param provider slug of the provider that employs the expert, if one does */
    record Person(
            String username,
            String name,
            String title,
            String employer,
            String division,
            List<String> areas,
            int weight,
            String bio,
            @Nullable String provider) {}

    record Texts(
            List<Person> experts,
            Map<String, List<String>> needs,
            Map<String, List<List<String>>> findings,
            List<String> summaries,
            List<String> cancellations,
            List<String> absences,
            List<String> expertAbsences,
            List<String> returns,
            List<List<String>> contacts) {}

    static Diagnostics load(Connection connection) throws SQLException {
        Map<String, Kind> kinds = new TreeMap<>();
        Map<String, Integer> travel = new HashMap<>();
        Map<String, double[]> seats = new HashMap<>();
        Map<String, List<String>> areas = new HashMap<>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(KINDS)) {
                while (rows.next()) {
                    var kind = kinds.get(rows.getString(1));
                    if (kind == null) {
                        kind = new Kind(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getInt(3),
                                rows.getInt(4),
                                List.of((String[]) rows.getArray(5).getArray()),
                                rows.getObject(6, UUID.class),
                                new ArrayList<>());
                        kinds.put(kind.code(), kind);
                    }
                    kind.questions().add(Map.entry(rows.getString(7), rows.getString(8)));
                }
            }
            try (var rows = statement.executeQuery(AREAS)) {
                while (rows.next())
                    areas.put(rows.getString(1), List.of((String[])
                            rows.getArray(2).getArray()));
            }
            try (var rows = statement.executeQuery(TRAVEL)) {
                while (rows.next()) travel.put(rows.getString(1), rows.getInt(2));
            }
            try (var rows = statement.executeQuery(SEATS)) {
                while (rows.next()) seats.put(rows.getString(1), new double[] {rows.getDouble(2), rows.getDouble(3)});
            }
        }
        return new Diagnostics(kinds, travel, seats, areas, readTexts());
    }

    private static Texts readTexts() {
        try (var in = Diagnostics.class.getResourceAsStream("/sample/diagnosis.json")) {
            if (in == null) throw new IllegalStateException("/sample/diagnosis.json is not on the class path");
            return new ObjectMapper().readValue(in, new TypeReference<Texts>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("/sample/diagnosis.json is not what the sample city expects", e);
        }
    }

    /** Of services that may help with an area. */
    List<String> categories(String area) {
        return areas.getOrDefault(area, List.of());
    }

    int minutes(String from, String to) {
        return travel.getOrDefault(from + ">" + to, 1440);
    }
}
