package cn.yufu.bench;

import cn.yufu.sample.SampleCity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The running city as operations use it: its made ids, its people's tokens, its database. */
public final class City {
    public static final int LISTINGS = 100_000;
    /** Enterprises that order during the run; each has its district, whose administrator decides. */
    public static final int BUYERS = 24;

    public static final int DISTRICTS = 37;

    private static final String CODES = "SELECT code FROM division_current WHERE kind <> 'zone' ORDER BY code";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FRESH = Duration.ofMinutes(8);

    private final Database database;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Signed> tokens = new HashMap<>();
    private List<String> districts = List.of();
    private long drafts;

    private record Signed(String token, Instant at) {}

    City(Database database, int port) {
        this.database = database;
        this.port = port;
    }

    public Database database() {
        return database;
    }

    public static String listing(long n) {
        return id(0, n);
    }

    public static String enterprise(long n) {
        return id(4, n);
    }

    public static String enterpriseAccount(long n) {
        return id(6, n);
    }

    public static String districtAccount(long n) {
        return id(7, n);
    }

    public static String draft(long n) {
        return id(2, n);
    }

    /** Whose draft it is: a number for {@link #enterprise} and {@link #enterpriseAccount}. */
    public static long buyer(long draft) {
        return 1 + draft % BUYERS;
    }

    /** The district of an enterprise: a number for {@link #districtAccount}. */
    public static long district(long enterprise) {
        return 1 + enterprise % DISTRICTS;
    }

    /** As the SQL of the founding makes ids. */
    static String id(int kind, long n) {
        return "b%d000000-0000-7000-8000-%012d".formatted(kind, n);
    }

    /** The same for pgbench: an id from a number that is an expression of its. */
    public static String idOf(int kind, String number) {
        return "('b" + kind + "000000-0000-7000-8000-' || lpad((" + number + ")::text, 12, '0'))::uuid";
    }

    /** The codes of all districts, of which the n-th administrator has the n-th. */
    public List<String> districts() throws SQLException {
        if (districts.isEmpty()) districts = database.texts(CODES);
        return districts;
    }

    /** One of them for pgbench, by the number that an expression of its yields. */
    public String districtOf(String number) throws SQLException {
        var codes = districts().stream().map(code -> "'" + code + "'").collect(Collectors.joining(","));
        return "(ARRAY[" + codes + "])[" + number + "]";
    }

    /** Lays in that many drafts that nobody has used; yields the number of the first. */
    public long drafts(int count) throws SQLException {
        long first = drafts;
        drafts += count;
        database.update(Founding.sql("drafts"), first, drafts - 1);
        return first;
    }

    /** An access token, good for some minutes more. */
    public String token(String username) {
        var known = tokens.get(username);
        if (known != null && known.at().isAfter(Instant.now().minus(FRESH))) return known.token();
        var body = JSON.createObjectNode().put("username", username).put("password", SampleCity.PASSWORD);
        var token = parsed(send("/api/sessions", null, body.toString()).body())
                .path("accessToken")
                .textValue();
        tokens.put(username, new Signed(token, Instant.now()));
        return token;
    }

    public JsonNode get(String path, @Nullable String token) {
        return parsed(send(path, token, null).body());
    }

    private HttpResponse<String> send(String path, @Nullable String token, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (body != null)
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2)
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
