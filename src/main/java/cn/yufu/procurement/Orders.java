package cn.yufu.procurement;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of orders around the single statements: what to answer when the database refused a move. */
final class Orders {
    private final Db db;

    Orders(Db db) {
        this.db = db;
    }

    Future<UUID> create(Sql sql, Caller caller, OrderDraft draft) {
        return draft.create(sql, caller)
                .compose(made -> made.map(Future::succeededFuture)
                        .orElseGet(() -> draft.objection(db.read(), caller).compose(Future::failedFuture)));
    }

    Future<Void> revise(Sql sql, Caller caller, UUID id, long version, OrderDraft.Revision revision) {
        return OrderDraft.revise(sql, caller, id, version, revision).compose(done -> {
            if (done.made()) return Future.succeededFuture();
            if (done.found()) throw Failure.invalid("/budgetId", "budget-not-usable");
            return OrderStore.find(db.read(), caller, id).map(found -> {
                var order = found.orElseThrow(Failure::notFound);
                throw order.version() == version
                        ? Failure.stateConflict(order.state())
                        : Failure.stale(order.version());
            });
        });
    }

    /** Makes a move, or explains why it was not possible: not there, another state, or no money. */
    Future<Void> advance(Sql sql, Caller caller, UUID id, OrderStep step, @Nullable String reason, Object... own) {
        return OrderStore.move(sql, caller, id, step, reason, own)
                .recover(cause -> missing(caller, id, cause))
                .compose(moved -> moved ? Future.succeededFuture() : refused(caller, id, step));
    }

    private Future<Void> refused(Caller caller, UUID id, OrderStep step) {
        return OrderStore.find(db.read(), caller, id).map(found -> {
            var order = found.orElseThrow(Failure::notFound);
            if (!step.from.contains(order.state())) throw Failure.stateConflict(order.state());
            if (step == OrderStep.ESCALATE) throw Failure.stateConflict("escalated");
            throw Failure.conflict(
                    "budget-not-usable", Map.of("budgetId", order.budget().id()));
        });
    }

    /** Names the amount that is missing when a constraint refused the money. */
    private Future<Boolean> missing(Caller caller, UUID id, Throwable cause) {
        var failure = cn.yufu.http.Constraints.failure(cause);
        if (failure == null
                || !(failure.code().equals("budget-exhausted") || failure.code().equals("cap-exceeded")))
            return Future.failedFuture(cause);
        return OrderStore.open(db.read(), caller, id).map(found -> {
            var effect = found.map(Order::effect).orElse(null);
            if (effect == null) throw failure;
            var cap = effect.capFen();
            long over = failure.code().equals("cap-exceeded") && cap != null
                    ? effect.afterUsedFen() - cap
                    : -effect.afterFen();
            throw Failure.conflict(failure.code(), Map.of("missingFen", Math.max(0, over)));
        });
    }
}
