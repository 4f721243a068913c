package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many people at the same instant: the database decides, and the books agree afterwards. */
class BudgetRaceTest {
    private static final long PRICE = 10_000;

    @AfterEach
    void every_fen_is_accounted_for() {
        assertEquals(List.of(), Sql.column("SELECT budget_id FROM budget_discrepancy"));
    }

    @Test
    void of_200_approvals_on_a_budget_for_50_exactly_50_freeze() {
        var budget = Stories.budget(50 * PRICE, 10_000, null);
        var orders = submitted(200, Stories.enterprise(BEIBEI), budget);
        var deciders = IntStream.range(0, 8)
                .mapToObj(i -> Stories.districtAdmin(BEIBEI))
                .toList();
        var statuses = atOnce(IntStream.range(0, orders.size())
                .mapToObj(i -> approval(deciders.get(i % 8), orders.get(i)))
                .toList());
        assertEquals(Map.of("200", 50L, "budget-exhausted", 150L), statuses);
        assertEquals(50 * PRICE, frozen(budget));
        assertEquals(
                50L, Sql.<Long>value("SELECT count(*) FROM ledger WHERE budget_id = ? AND kind = 'freeze'", budget));
        assertEquals(
                50L,
                Sql.<Long>value(
                        "SELECT count(*) FROM purchase_order WHERE budget_id = ? AND state = 'approved'", budget));
        assertEquals(50L, Sql.<Long>value("""
            SELECT count(*) FROM event e JOIN purchase_order o ON o.id = e.subject_id
            WHERE o.budget_id = ? AND e.action = 'approval'\
            """, budget));
    }

    @Test
    void one_enterprises_cap_holds_under_concurrent_approvals() {
        var budget = Stories.budget(1_000 * PRICE, 10_000, 5 * PRICE);
        var orders = submitted(40, Stories.enterprise(BEIBEI), budget);
        var decider = Stories.districtAdmin(BEIBEI);
        var statuses =
                atOnce(orders.stream().map(order -> approval(decider, order)).toList());
        assertEquals(Map.of("200", 5L, "cap-exceeded", 35L), statuses);
        assertEquals(5 * PRICE, frozen(budget));
    }

    @Test
    void two_administrators_deciding_at_the_same_instant_make_one_decision() {
        var budget = Stories.budget(1_000 * PRICE, 10_000, null);
        var buyer = Stories.enterprise(BEIBEI);
        for (int round = 0; round < 10; round++) {
            var order = submitted(1, buyer, budget).getFirst();
            var statuses = atOnce(List.of(
                    approval(Stories.districtAdmin(BEIBEI), order),
                    approval(Stories.districtAdmin(BEIBEI), order),
                    () -> status(Stories.districtAdmin(BEIBEI)
                            .post("/api/orders/" + order + "/rejection", Map.of("reason", "不在目录内")))));
            assertEquals(Map.of("200", 1L, "state-conflict", 2L), statuses);
        }
    }

    @Test
    void one_key_sent_sixteen_times_at_once_makes_one_order() {
        var budget = Stories.budget(1_000 * PRICE, 10_000, null);
        var buyer = Stories.enterprise(BEIBEI);
        var body = Map.of(
                "listingId", Stories.listing(Stories.provider(BEIBEI), PRICE), "budgetId", budget, "quantity", 1);
        var ids = new ArrayList<Object>();
        for (int round = 0; round < 5; round++) {
            var key = UUID.randomUUID().toString();
            var sends = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> buyer.client()
                            .post("/api/orders", body, key)
                            .expect(201)
                            .text("id"))
                    .toList();
            var made = atOnce(sends);
            assertEquals(1, made.size());
            ids.addAll(made.keySet());
        }
        assertEquals(5, ids.size());
        assertEquals(
                5L,
                Sql.<Long>value("SELECT count(*) FROM purchase_order WHERE enterprise_id = ?", buyer.organisationId()));
    }

    private static List<UUID> submitted(int count, Stories.Member buyer, UUID budget) {
        var listing = Stories.listing(Stories.provider(BEIBEI), PRICE);
        var made = Sql.column("""
            INSERT INTO purchase_order (listing_id, listing_version, title, category_code, provider_id, enterprise_id,
              division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, state, submitted_at)
            SELECT l.id, 1, v.title, v.category_code, l.provider_id, ?, '500109', ?, 1, v.price_fen, v.price_fen,
              v.price_fen, 'submitted', now()
            FROM listing l JOIN listing_version v ON v.listing_id = l.id CROSS JOIN generate_series(1, ?)
            WHERE l.id = ? RETURNING id\
            """, buyer.organisationId(), budget, count, listing);
        return made.stream().map(UUID.class::cast).toList();
    }

    private static Callable<String> approval(Client decider, UUID order) {
        return () -> insisting(decider, "/api/orders/" + order + "/approval");
    }

    /** As a client does that is told to come back: the same request with the same key. */
    private static String insisting(Client client, String path) throws InterruptedException {
        var key = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            var reply = client.post(path, Map.of(), key);
            if (reply.header("Retry-After").isEmpty() || attempt == 20) return status(reply);
            Thread.sleep(200);
        }
    }

    /** 200, or the code of the problem. */
    private static String status(Client.Reply reply) {
        return reply.status() == 200 ? "200" : reply.text("type").replace("/problems/", "");
    }

    /** Everything at once; how often each answer came. */
    private static Map<String, Long> atOnce(List<Callable<String>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(acts).stream()
                    .map(BudgetRaceTest::result)
                    .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long frozen(UUID budget) {
        return Sql.<Long>value("SELECT frozen_fen FROM budget WHERE id = ?", budget);
    }
}
