package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A stop answers what is under way, and says so to the balancer before it takes nothing new. */
class StopTest {
    @Test
    void a_request_in_flight_is_answered_and_health_says_no_first() throws Exception {
        var own = new OwnServer("stop_test", Map.of("YUFU_DRAIN_SECONDS", "3"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var admin = own.cityAdmin();
            var health = Client.at(own.managementUrl(), null);
            health.get("/health/ready").expect(200);
            var category = Map.of(
                    "code",
                    "at-the-last",
                    "name",
                    "最后一项",
                    "nameEn",
                    "Last",
                    "description",
                    "x",
                    "descriptionEn",
                    "x",
                    "parent",
                    "legal-aid",
                    "policyItem",
                    21,
                    "validFrom",
                    "2099-01-01");
            own.database.run("""
                CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(4.5); RETURN NEW; END $$;
                CREATE TRIGGER dawdle BEFORE INSERT ON service_category FOR EACH ROW EXECUTE FUNCTION dawdle()\
                """);
            var under = threads.submit(() ->
                    admin.post("/api/categories", category, UUID.randomUUID().toString()));
            Await.until(StopTest::waiting);
            var stopped = threads.submit(own.server::stop);
            Await.until(() -> health.get("/health/ready").status() == 503);
            health.get("/health/live").expect(200);
            own.visitor().get("/api/categories").expect(200); // until the balancer has seen it
            under.get().expect(201);
            stopped.get();
            assertEquals(
                    1,
                    own.database
                            .run("SELECT 1 FROM service_category WHERE code = 'at-the-last'")
                            .size());
            assertThrows(UncheckedIOException.class, () -> own.visitor().get("/api/categories"));
        } finally {
            own.database.close();
        }
    }

    private static boolean waiting() {
        return !Sql.column("SELECT pid FROM pg_stat_activity WHERE datname = 'stop_test' AND wait_event = 'PgSleep'")
                .isEmpty();
    }
}
