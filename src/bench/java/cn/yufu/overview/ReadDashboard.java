package cn.yufu.overview;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import cn.yufu.procurement.OrderSql;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures on an administrator's home page, over the 2,700 orders of a district or the 100,000 of the city. */
public final class ReadDashboard implements Operation {
    private final boolean city;

    private ReadDashboard(boolean city) {
        this.city = city;
    }

    public static ReadDashboard ofDistrict() {
        return new ReadDashboard(false);
    }

    public static ReadDashboard ofCity() {
        return new ReadDashboard(true);
    }

    @Override
    public String name() {
        return city ? "f4 dashboard of the city" : "f3 dashboard of a district";
    }

    @Override
    public Goals goals() {
        return Goals.NONE;
    }

    @Override
    public List<Asker> askers(City where, int connections, int atMost) throws SQLException {
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++)
            askers.add(new Official(where.token(city ? "shiji1" : "district-" + (1 + i % City.DISTRICTS))));
        return askers;
    }

    @Override
    public Script script(City where, int connections, int atMost) throws SQLException {
        var script = new Script(1);
        var hidden = script.let("hidden", "{quoting,draft}");
        if (city)
            return script.run(OrderSql.COUNTS_OF_CITY, "NULL", "NULL", "NULL", hidden)
                    .run(OverviewStore.DECISIONS, "NULL")
                    .run(OverviewStore.TROUBLES);
        var division = script.let("division", where.districts().getFirst());
        return script.run(OrderSql.COUNTS_OF_DISTRICT, "NULL", "NULL", division, hidden)
                .run(OverviewStore.DECISIONS, division);
    }

    private record Official(String token) implements Asker {
        @Override
        public @Nullable Buffer next() {
            return Requests.get("/api/dashboard", token);
        }
    }
}
