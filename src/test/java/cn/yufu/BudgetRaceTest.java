package cn.yufu;

import static cn.yufu.Crowd.answer;
import static cn.yufu.Crowd.atOnce;
import static cn.yufu.Crowd.insisting;
import static cn.yufu.Stories.BEIBEI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
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
            var path = "/api/orders/" + order;
            var answers = atOnce(List.of(
                    () -> decision(Stories.districtAdmin(BEIBEI).post(path + "/approval")),
                    () -> decision(Stories.districtAdmin(BEIBEI).post(path + "/approval")),
                    () -> decision(
                            Stories.districtAdmin(BEIBEI).post(path + "/rejection", Map.of("reason", "不在目录内")))));
            var state = Sql.<String>value("SELECT state FROM purchase_order WHERE id = ?", order);
            assertEquals(Map.of("200", 1L, "409 state-conflict, it is " + state, 2L), answers);
        }
    }

    /** 200, or what the one who came too late is told. */
    private static String decision(Client.Reply reply) {
        return reply.status() == 200 ? "200" : reply.status() + " " + answer(reply) + ", it is " + reply.text("state");
    }

    @Test
    void a_hundred_keys_sent_sixteen_times_each_at_once_make_a_hundred_orders() {
        var budget = Stories.budget(1_000 * PRICE, 10_000, null);
        var buyer = Stories.enterprise(BEIBEI);
        var body = Map.of(
                "listingId", Stories.listing(Stories.provider(BEIBEI), PRICE), "budgetId", budget, "quantity", 1);
        for (int round = 0; round < 10; round++) {
            var keys = IntStream.range(0, 10)
                    .mapToObj(i -> UUID.randomUUID().toString())
                    .toList();
            var sends = IntStream.range(0, 160)
                    .<Callable<String>>mapToObj(i -> () -> {
                        var reply = insisting(buyer.client(), "/api/orders", body, keys.get(i % 10));
                        return new String(reply.expect(201).response().body(), StandardCharsets.UTF_8);
                    })
                    .toList();
            var made = atOnce(sends);
            assertEquals(10, made.size(), "answers that differ by a byte");
            assertEquals(Set.of(16L), Set.copyOf(made.values()));
        }
        assertEquals(
                100L,
                Sql.<Long>value("SELECT count(*) FROM purchase_order WHERE enterprise_id = ?", buyer.organisationId()));
        assertEquals(100L, Sql.<Long>value("""
            SELECT count(*) FROM event e JOIN purchase_order o ON o.id = e.subject_id WHERE o.enterprise_id = ?\
            """, buyer.organisationId()));
    }

    /** Everybody adds one to what they have read, and nobody's one is lost. */
    @Test
    void of_many_who_edit_at_once_nobody_undoes_the_others_work() {
        var budget = Stories.budget(1_000, 10_000, null);
        var path = "/api/budgets/" + budget;
        var people = IntStream.range(0, 4)
                .<Callable<String>>mapToObj(i -> () -> {
                    var person = Stories.cityAdmin();
                    for (int added = 0; added < 5; ) {
                        var seen = person.get(path).expect(200);
                        long next = seen.body().path("totalFen").asLong() + 1;
                        var reply = person.patch(path, Map.of("totalFen", next), seen.header("ETag"));
                        if (reply.status() == 200) added++;
                        else if (reply.header("Retry-After").isEmpty()) reply.expect(412, "stale");
                    }
                    return "done";
                })
                .toList();
        assertEquals(Map.of("done", 4L), atOnce(people));
        assertEquals(1_020L, Sql.<Long>value("SELECT total_fen FROM budget WHERE id = ?", budget));
        Stories.cityAdmin().patch(path, Map.of("totalFen", 1), "\"v1\"").expect(412, "stale");
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
        var key = UUID.randomUUID().toString();
        return () -> answer(insisting(decider, "/api/orders/" + order + "/approval", Map.of(), key));
    }

    private static long frozen(UUID budget) {
        return Sql.<Long>value("SELECT frozen_fen FROM budget WHERE id = ?", budget);
    }
}
