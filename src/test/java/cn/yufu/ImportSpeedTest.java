package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The size that an import is built for: it must work; how long it takes is printed, not asserted. */
class ImportSpeedTest {
    private static final int ROWS = 25_000;

    @Test
    void twenty_five_thousand_enterprises() {
        var city = Stories.cityAdmin();
        var file = Workbooks.written(sheet -> {
            Workbooks.row(sheet, 0, ImportTest.ROSTER);
            for (int i = 1; i <= ROWS; i++) {
                var row =
                        new ArrayList<>(ImportTest.enterprise("重庆大批量导入第" + i + "精密机械制造有限公司", ImportTest.creditCode()));
                Workbooks.row(sheet, i, row);
                if (i % 500 == 0) sheet.flush();
            }
        });
        long begun = System.nanoTime();
        var checked = ImportTest.checked(city, "enterprises", file);
        long read = System.nanoTime();
        assertEquals(
                ROWS, checked.body().path("valid").asInt(), () -> checked.body().toString());
        var applied = ImportTest.applied(city, checked.id());
        long written = System.nanoTime();
        assertEquals("applied", applied.text("state"), () -> applied.body().toString());
        assertEquals(List.of((long) ROWS), Sql.column("SELECT count(*) FROM organisation WHERE name LIKE '重庆大批量导入第%'"));
        assertEquals(
                List.of((long) ROWS),
                Sql.column(
                        "SELECT count(*) FROM event WHERE action = 'import' AND detail ->> 'job' = ?",
                        checked.id().toString()));
        System.out.printf(
                "%,d rows, %,d KB: checked in %.1f s, applied in %.1f s%n",
                ROWS, file.length / 1024, (read - begun) / 1e9, (written - read) / 1e9);
        // other tests wait for events of theirs, which are sealed after these
        Await.until(() -> Sql.column("""
            SELECT 1 FROM event e WHERE action = 'import' AND detail ->> 'job' = ?
              AND NOT EXISTS (SELECT FROM event_seal s WHERE s.event_id = e.id) LIMIT 1\
            """, checked.id().toString()).isEmpty());
        // and look at lists of everything: they should not page through these
        Sql.run("UPDATE organisation SET division_code = '500153' WHERE name LIKE '重庆大批量导入第%'");
    }
}
