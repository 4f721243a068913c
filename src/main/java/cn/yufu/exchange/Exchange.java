package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.http.Api;
import cn.yufu.http.Input;
import cn.yufu.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Spreadsheets in and out: the routes, and the background work behind them. */
public final class Exchange implements Routes {
    public final Imports imports;
    public final Exports exports;
    private final ImportRoutes importRoutes;
    private final ExportRoutes exportRoutes;

    /** @param lists the lists of other features that can be exported, by name */
    public Exchange(Db db, List<Sheet> sheets, Map<String, ExportList> lists) {
        var byKind = new TreeMap<String, Sheet>();
        for (var sheet : sheets) byKind.put(sheet.kind(), sheet);
        var all = new TreeMap<>(lists);
        all.put("import-problems", new ExportList(ImportRoutes.IMPORTERS, ImportProblems::rows));
        this.imports = new Imports(db, byKind);
        this.exports = new Exports(db, all);
        this.importRoutes = new ImportRoutes(db, byKind);
        this.exportRoutes = new ExportRoutes(db, all);
    }

    /** @param rule the rules of the registration form for one row; what it becomes is written by its JSON names */
    public static Sheet enterprises(Function<Input, ?> rule) {
        return new EnterpriseSheet(rule);
    }

    /** @param rule the rules of the form of a service for one row */
    public static Sheet listings(Function<Input, ?> rule) {
        return new ListingSheet(rule);
    }

    /**
     * @param rule the rules of one travel time
     * @param entry what enters the rows of an import
     */
    public static Sheet travelTimes(Function<Input, ?> rule, RowEntry entry) {
        return new TravelSheet(rule, entry);
    }

    @Override
    public void mount(Api api) {
        importRoutes.mount(api);
        exportRoutes.mount(api);
    }
}
