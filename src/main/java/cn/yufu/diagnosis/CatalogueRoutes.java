package cn.yufu.diagnosis;

import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;

/** What can be asked for, and what an enterprise should ask for when it says where it hurts. */
final class CatalogueRoutes implements Routes {
    private final Catalogue.Source catalogue;

    CatalogueRoutes(Catalogue.Source catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.get("/diagnosis/types", Who.signedIn(), r -> catalogue.get().map(Answer::ok));
        api.post("/diagnosis/proposal", Who.only(Role.ENTERPRISE), this::propose);
    }

    private Future<Answer> propose(Request r, Sql sql) {
        return catalogue.get().map(known -> {
            var in = r.body();
            var areas = in.texts("areas", 20, 40);
            if (!known.areaCodes().containsAll(areas)) in.wrong("areas", "no-such");
            var answers = Answers.read(in, "answers", known.intake().questions());
            in.done();
            return Answer.ok(Proposal.of(known, areas, answers));
        });
    }
}
