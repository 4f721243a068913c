package cn.yufu.diagnosis;

import cn.yufu.booking.Seeker;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Input;
import cn.yufu.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On-site diagnosis as the program mounts it: all its routes, and the work that time brings. */
public final class Diagnosis implements Routes {
    /** Whom a booking of ours concerns, for the engine that reminds them. */
    public static final String REMINDED = VisitReminders.CONCERNED;

    public final VisitDeadlines deadlines;
    public final VisitCalendar calendar;
    /** Finds visits for those who wait. */
    public final Seeker seeker;

    private final Catalogue.Source catalogue;
    private final Db db;
    private final List<Routes> parts;

    /**
     * @param publicUrl where the links in calendars lead
     * @param pdfFont of printed reports; null for the best that is installed
     */
    public Diagnosis(Vertx vertx, Db db, String publicUrl, @Nullable Path pdfFont) {
        this.db = db;
        this.catalogue = new Catalogue.Source(db);
        this.deadlines = new VisitDeadlines(db);
        this.calendar = new VisitCalendar(db, publicUrl);
        this.seeker = new VisitSeeker(catalogue);
        var photos = new PhotoCopies(vertx, db);
        this.parts = List.of(
                new CatalogueRoutes(catalogue),
                new ProgrammeRoutes(db, catalogue),
                new WayRoutes(db),
                new SlotRoutes(db, catalogue),
                new WaitingRoutes(db, catalogue),
                new VisitSeries(catalogue),
                new VisitRoutes(db, catalogue),
                new VisitPayments(db),
                new ReportRoutes(db, catalogue, photos),
                new ReportPrinter(vertx, db, catalogue, photos, pdfFont),
                calendar,
                new ActionRoutes(db),
                new PlanRoutes(db),
                new ExpertRoutes(db, catalogue),
                new TravelRoutes(db),
                new CoverageRoutes(db));
    }

    /** How many visits wait for an act of this caller. */
    public Future<Long> waiting(Caller caller) {
        return VisitLists.counts(db.read(), caller).map(VisitLists.Counts::waiting);
    }

    /** Reads it again when it is needed next, after a change by hand. */
    public void forgetCatalogue() {
        catalogue.forget();
    }

    /** The rules of one travel time, for whoever reads many from somewhere else than the API. */
    public static Object travelTime(Input in) {
        var given = TravelRoutes.Given.read(in);
        in.done();
        return given;
    }

    /** Enters travel times, as {@link #travelTime} has read them, with their history. */
    public static Future<Integer> enterTravelTimes(Sql sql, String rows, UUID account) {
        return TravelRoutes.enter(sql, rows, account);
    }

    @Override
    public void mount(Api api) {
        for (var part : parts) part.mount(api);
    }
}
