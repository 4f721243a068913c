package cn.yufu.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory of public answers, asked over real connections; what it reads comes when the test says so. */
class PublishedTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
    private final Published published = new Published();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private HttpServer serving(Supplier<Future<?>> load) {
        var router = Router.router(vertx);
        router.get("/:key").handler(context -> {
            var request = new Request(context, null);
            published
                    .answer(request, request.path("key"), load)
                    .onSuccess(
                            answer -> context.end(Buffer.buffer(answer.bytes().getBytes())));
            asked.incrementAndGet();
        });
        return vertx.createHttpServer().requestHandler(router).listen(0).await();
    }

    private Future<String> get(HttpServer server, String key) {
        return client.request(HttpMethod.GET, server.actualPort(), "localhost", "/" + key)
                .compose(request -> {
                    // listening before it leaves: whoever begins when the answer is there already may miss its body
                    var body = request.response().compose(HttpClientResponse::body);
                    return request.end().compose(sent -> body);
                })
                .map(Buffer::toString);
    }

    private void awaitAsked(int count) {
        while (asked.get() < count) Thread.onSpinWait();
    }

    @Test
    void sixty_four_that_miss_at_once_are_one_question() {
        var loads = new AtomicInteger();
        var answer = Promise.<Object>promise();
        var server = serving(() -> {
            loads.incrementAndGet();
            return answer.future();
        });
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) waiting.add(get(server, "same"));
        awaitAsked(64);
        answer.complete(Map.of("answer", 42));
        for (var one : waiting) assertEquals("{\"answer\":42}", one.await());
        assertEquals(1, loads.get());
        get(server, "same").await();
        assertEquals(1, loads.get());
    }

    @Test
    void who_asks_after_a_change_is_not_given_what_was_read_before() {
        List<Promise<Object>> reads = new ArrayList<>();
        var server = serving(() -> {
            var read = Promise.<Object>promise();
            reads.add(read);
            return read.future();
        });
        var before = get(server, "key");
        awaitAsked(1);
        published.forget();
        var after = get(server, "key");
        awaitAsked(2);
        reads.get(0).complete(Map.of("answer", "old"));
        assertEquals("{\"answer\":\"old\"}", before.await());
        reads.get(1).complete(Map.of("answer", "new"));
        assertEquals("{\"answer\":\"new\"}", after.await());
        assertEquals("{\"answer\":\"new\"}", get(server, "key").await());
        assertEquals(2, reads.size());
    }

    @Test
    void a_failed_read_is_not_remembered() {
        var reads = new AtomicInteger();
        var server = serving(() -> {
            if (reads.incrementAndGet() == 1) throw new IllegalStateException("for a moment");
            return Future.succeededFuture(List.of());
        });
        get(server, "key");
        awaitAsked(1);
        assertEquals("[]", get(server, "key").await());
    }

    @Test
    void however_much_is_asked_it_keeps_no_more_than_its_bytes() {
        var text = "字".repeat(300_000);
        var server = serving(() -> Future.succeededFuture(Map.of("text", text)));
        for (int i = 0; i < 20; i++) get(server, "key" + i).await();
        assertTrue(published.bytes() > 0);
        assertTrue(published.bytes() <= Published.MOST_BYTES, () -> published.bytes() + " bytes");
    }
}
