package cn.yufu.booking;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import cn.yufu.http.Json;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A month of 50 experts' calendars at once, half of it booked up and half of it still to come. */
public final class ReadMonth implements Operation {
    private static final int RESOURCES = 50;
    private static final int DAYS = 15;

    private final Span month;
    private final String resources;

    public ReadMonth() {
        var today = LocalDate.now(Json.ZONE);
        month = Span.ofDays(today.minusDays(DAYS), today.plusDays(DAYS));
        resources = String.join(
                ",",
                LongStream.rangeClosed(1, RESOURCES).mapToObj(City::resource).toList());
    }

    @Override
    public String name() {
        return "f1 month calendar of 50 resources";
    }

    @Override
    public Goals goals() {
        return Goals.NONE;
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        var path = "/api/slots?resources=" + resources + "&from=" + month.from() + "&to=" + month.to();
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++)
            askers.add(new Reader(path, city.token("district-" + (1 + i % City.DISTRICTS))));
        return askers;
    }

    @Override
    public Script script(City city, int connections, int atMost) {
        var script = new Script(1);
        return script.run(
                BookingStore.TIMETABLES,
                script.let("resources", "{" + resources + "}"),
                script.let("from", month.from().toString()),
                script.let("to", month.to().toString()));
    }

    private record Reader(String path, String token) implements Asker {
        @Override
        public @Nullable Buffer next() {
            return Requests.get(path, token);
        }
    }
}
