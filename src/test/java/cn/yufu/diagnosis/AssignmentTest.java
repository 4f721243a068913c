package cn.yufu.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.yufu.diagnosis.Assignment.Entry;
import cn.yufu.diagnosis.Assignment.Ranked;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static Ranked expert(String name, int load, String... areas) {
        var candidate = new Candidate(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                name,
                "高级工程师",
                "500118",
                "500118",
                1,
                false,
                List.of());
        return new Ranked(candidate, Fit.FITS, List.of(areas), load, 0, 30);
    }

    @Test
    void whoever_comes_is_explained_however_many_ranked_before() {
        var digital = IntStream.range(0, 7).mapToObj(i -> expert("数字化" + i, i, "digital", "finance"));
        var ranking =
                Stream.concat(digital, Stream.of(expert("法律", 9, "legal"))).toList();
        var team = Assignment.team(ranking, 2);
        assertEquals(
                List.of("数字化0", "法律"),
                team.stream().map(r -> r.candidate().name()).toList());
        var told = Assignment.of(
                "automatic",
                null,
                ranking,
                team.stream().map(r -> r.candidate().id()).toList());
        assertEquals(
                List.of("数字化0", "数字化1", "数字化2", "数字化3", "法律"),
                told.candidates().stream().map(Entry::name).toList());
        assertEquals(
                List.of("数字化0", "法律"),
                told.candidates().stream()
                        .filter(Entry::chosen)
                        .map(Entry::name)
                        .toList());
    }
}
