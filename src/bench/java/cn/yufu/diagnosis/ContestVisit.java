package cn.yufu.diagnosis;

import cn.yufu.bench.City;
import cn.yufu.bench.Script;
import java.sql.SQLException;

/** The statements of many requests for few slots: most of them find the time taken, before the transaction or under the locks. */
public final class ContestVisit {
    private ContestVisit() {}

    public static Script script(City city, int connections) throws SQLException {
        int slots = city.diary().scarce().size();
        var visit = new VisitScript(city, connections, "-1 - :request % " + slots);
        visit.prepare().free().script().when("free");
        visit.begin().free().script().when("free");
        visit.book().script().otherwise();
        visit.alternatives().rollback().script().end().otherwise();
        return visit.alternatives().script().end();
    }
}
