package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts that the sign-in page of sample mode offers; never mounted in production. */
public final class SampleAccounts implements Routes {
    private static final int PER_ROLE = 6;

    // qiye1, qiye2 … as the sample city names them, the first of each role
    private static final String LIST = """
        SELECT username, name, role, organisation
        FROM (
          SELECT a.username, a.name, a.role, o.name AS organisation,
            row_number() OVER (PARTITION BY a.role ORDER BY length(a.username), a.username) AS n
          FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
          WHERE a.username ~ '^(qiye|jigou|zhuanjia|quxian|shiji|caiwu|shenji)[1-9][0-9]{0,3}$'
            AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL
        ) AS numbered
        WHERE n <= $1
        ORDER BY array_position(ARRAY['enterprise', 'provider', 'district-admin', 'city-admin', 'finance', 'auditor',
          'expert'], role), n\
        """;

    private final Db db;
    private final String password;

    public SampleAccounts(Db db, String password) {
        this.db = db;
        this.password = password;
    }

    private record Sample(
            String username,
            String name,
            String role,
            @Nullable String organisation) {
        static Sample from(Row row) {
            return new Sample(
                    row.getString("username"),
                    row.getString("name"),
                    row.getString("role"),
                    row.getString("organisation"));
        }
    }

    private record Samples(List<Sample> items, String password) {}

    @Override
    public void mount(Api api) {
        api.get("/sample-accounts", Who.anyone(), this::list);
    }

    private Future<Answer> list(Request r) {
        return db.read()
                .list(LIST, Tuple.of(PER_ROLE), Sample::from)
                .map(items -> Answer.ok(new Samples(items, password)));
    }
}
