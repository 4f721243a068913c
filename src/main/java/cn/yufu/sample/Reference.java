package cn.yufu.sample;

import cn.yufu.calendar.CalendarDay;
import cn.yufu.calendar.CalendarYear;
import cn.yufu.calendar.WorkCalendar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the database knows before there is a city: the sample city rests on it.
 *
 * @param divisions names by code, of the divisions in being
 * @param parents top category by code of the second level
 */
record Reference(
        Map<String, String> divisions, Map<String, String> parents, WorkCalendar calendar, Diagnostics diagnostics) {
    private static final String DIVISIONS =
            "SELECT code, name FROM division_current WHERE kind <> 'zone' ORDER BY code";
    private static final String PARENTS = "SELECT code, parent FROM service_category WHERE parent IS NOT NULL";
    private static final String DAYS = """
        SELECT y.year, y.source, y.published_on, d.day, d.kind, d.name
        FROM calendar_year y JOIN calendar_day d ON d.year = y.year
        ORDER BY d.day\
        """;

    static Reference of(Connection connection) throws SQLException {
        return new Reference(
                pairs(connection, DIVISIONS),
                pairs(connection, PARENTS),
                calendar(connection),
                Diagnostics.load(connection));
    }

    private static Map<String, String> pairs(Connection connection, String sql) throws SQLException {
        var pairs = new TreeMap<String, String>();
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            while (rows.next()) pairs.put(rows.getString(1), rows.getString(2));
        }
        return pairs;
    }

    private static WorkCalendar calendar(Connection connection) throws SQLException {
        var years = new TreeMap<Integer, CalendarYear>();
        try (var statement = connection.prepareStatement(DAYS);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                int number = rows.getInt("year");
                if (!years.containsKey(number)) {
                    var published = rows.getObject("published_on", LocalDate.class);
                    years.put(
                            number,
                            new CalendarYear(number, rows.getString("source"), published, 1, new ArrayList<>()));
                }
                var kind =
                        rows.getString("kind").equals("workday") ? CalendarDay.Kind.WORKDAY : CalendarDay.Kind.HOLIDAY;
                var day = new CalendarDay(rows.getObject("day", LocalDate.class), kind, rows.getString("name"));
                years.get(number).days().add(day);
            }
        }
        return new WorkCalendar(years.values());
    }
}
