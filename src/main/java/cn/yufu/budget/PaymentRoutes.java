package cn.yufu.budget;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The batches that finance has paid; the features make them. */
public final class PaymentRoutes implements Routes {
    public static final Who READERS = Who.only(Role.FINANCE, Role.CITY_ADMIN, Role.AUDITOR);

    private final Db db;

    public PaymentRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/payments", READERS, this::list);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(batches(ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, payment -> List.of(payment.id().toString()))));
    }

    private static Rows<Payment> batches(Page.Ask ask) {
        return new Rows<>(Payment.LIST, Tuple.of(Page.id(ask.key(0)), ask.rows()), Payment::from);
    }

    /** The rows of the list, for an export; everybody who may read it reads all of it. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return batches(ask);
    }
}
