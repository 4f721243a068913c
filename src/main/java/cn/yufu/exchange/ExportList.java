package cn.yufu.exchange;

import cn.yufu.db.Rows;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Who;

/**
 * A list that can be written to a workbook: who may see it, and its rows for one of them. The same rows, read by the
 * same statement, are what the list's page shows.
 */
public record ExportList(Who who, Source source) {
    @FunctionalInterface
    public interface Source {
        Rows<?> rows(Caller caller, Query filters, Page.Ask ask);
    }

    /** The same question as at the list's own address. */
    boolean open(Caller caller) {
        return who.roles().contains(caller.role()) && (caller.active() || who.inactiveToo());
    }
}
