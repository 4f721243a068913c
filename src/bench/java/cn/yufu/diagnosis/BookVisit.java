package cn.yufu.diagnosis;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Diary;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enterprises request visits among a million bookings, each with its key as pages send it: who may come is looked up, 50
 * experts are compared before the transaction and again under their locks, and one of them is booked, with history and
 * messages. Every slot is free for somebody.
 */
public final class BookVisit implements Operation {
    @Override
    public String name() {
        return "c book a slot";
    }

    @Override
    public Goals goals() {
        return new Goals(90, 0.7);
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) throws SQLException {
        var slots = city.diary().slots();
        var tokens = new ArrayList<String>();
        for (int guest = 0; guest < Diary.GUESTS; guest++) tokens.add(city.token("firm-" + Diary.enterprise(guest)));
        var run = city.diary().run();
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++) askers.add(new Guest(slots, tokens, run, connections, i));
        return askers;
    }

    /** A request may be under way on each connection when a run ends. */
    @Override
    public void verify(City city, long requests) throws SQLException {
        long booked = city.diary().booked();
        if (Math.abs(booked - requests) > 64)
            throw new IllegalStateException(requests + " requests booked " + booked + " visits");
    }

    @Override
    public Script script(City city, int connections, int atMost) throws SQLException {
        int slots = city.diary().slots().size();
        return new VisitScript(city, connections, ":request % " + slots)
                .prepare()
                .begin()
                .book()
                .script();
    }

    private static final class Guest implements Asker {
        private final List<Diary.Slot> slots;
        private final List<String> tokens;
        private final String run;
        private final int step;
        private int n;

        Guest(List<Diary.Slot> slots, List<String> tokens, String run, int step, int first) {
            this.slots = slots;
            this.tokens = tokens;
            this.run = run;
            this.step = step;
            this.n = first;
        }

        @Override
        public @Nullable Buffer next() {
            if (n >= slots.size()) return null;
            int guest = n % Diary.GUESTS;
            var request = Requests.post(
                    "/api/visits",
                    tokens.get(guest),
                    run + "-" + n,
                    slots.get(n).request(guest));
            n += step;
            return request;
        }
    }
}
