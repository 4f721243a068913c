package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser's side of the event stream: reads messages as they come. */
final class EventStream implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One message; its fields are empty where the stream has none. */
    record Message(String event, String id, JsonNode data) {}

    private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;
    private volatile boolean ended;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static EventStream open(String url, Map<String, String> headers) {
        return opened(url + "/api/events/stream", headers);
    }

    /** Of somebody who looks at a calendar. */
    static EventStream watching(Client client, Object calendar) {
        return opened(TestServer.url() + "/api/events/stream?calendars=" + calendar, bearer(client));
    }

    private static EventStream opened(String address, Map<String, String> headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address));
            headers.forEach(request::header);
            return new EventStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static EventStream of(Client client) {
        return open(TestServer.url(), bearer(client));
    }

    /** As a browser does that lost its connection. */
    static EventStream resume(Client client, String lastEventId) {
        var headers = bearer(client);
        headers.put("Last-Event-ID", lastEventId);
        return open(TestServer.url(), headers);
    }

    static Map<String, String> bearer(Client client) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + TestServer.token(Objects.requireNonNull(client.accountId)));
        return headers;
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (var in = response.body();
                var lines = new java.io.BufferedReader(new java.io.InputStreamReader(in, StandardCharsets.UTF_8))) {
            var fields = new LinkedHashMap<String, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    messages.add(new Message(
                            fields.getOrDefault("event", ""),
                            fields.getOrDefault("id", ""),
                            Client.JSON.readTree(fields.getOrDefault("data", "{}"))));
                    fields.clear();
                } else {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            // cut off: seen as the end
        } finally {
            ended = true;
        }
    }

    /** The next message that is no sign of life; fails when none comes within ten seconds. */
    Message next() throws InterruptedException {
        while (true) {
            var message = messages.poll(10, TimeUnit.SECONDS);
            if (message == null) throw new AssertionError("nothing came");
            if (!message.event().isEmpty() && !message.event().equals("ping")) return message;
        }
    }

    /** What came up to and including the first message about this thing. */
    List<Message> until(Object id) throws InterruptedException {
        var all = new ArrayList<Message>();
        do all.add(next());
        while (!all.getLast().data().path("id").asText().equals(id.toString()));
        return all;
    }

    boolean endsWithin(long millis) throws InterruptedException {
        for (long waited = 0; waited < millis && !ended; waited += 20) Thread.sleep(20);
        return ended;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
