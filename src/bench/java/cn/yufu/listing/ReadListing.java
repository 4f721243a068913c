package cn.yufu.listing;

import cn.yufu.bench.Asker;
import cn.yufu.bench.City;
import cn.yufu.bench.Goals;
import cn.yufu.bench.Operation;
import cn.yufu.bench.Requests;
import cn.yufu.bench.Script;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A visitor opens a listing: one of those that everybody opens, or any of 100,000. */
public final class ReadListing implements Operation {
    private final String name;
    private final Goals goals;
    private final int among;

    private ReadListing(String name, Goals goals, int among) {
        this.name = name;
        this.goals = goals;
        this.among = among;
    }

    public static ReadListing cached() {
        return new ReadListing("a1 a listing, from the cache", new Goals(50, 1.0), 200);
    }

    public static ReadListing uncached() {
        return new ReadListing("a2 a listing, any", new Goals(50, null), City.LISTINGS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Goals goals() {
        return goals;
    }

    @Override
    public List<Asker> askers(City city, int connections, int atMost) {
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < connections; i++) askers.add(new Visitor(new SplittableRandom(i), among));
        return askers;
    }

    @Override
    public Script script(City city, int connections, int atMost) {
        var script = new Script(1).set("n", "random(1, " + among + ")");
        var not = script.let("not", "false");
        return script.run(ListingReads.ONE, City.idOf(0, ":n"), not, "NULL", "NULL", not);
    }

    private record Visitor(SplittableRandom random, int among) implements Asker {
        @Override
        public @Nullable Buffer next() {
            return Requests.get("/api/listings/" + City.listing(random.nextLong(1, among + 1L)), null);
        }
    }
}
