package cn.yufu.bench;

import cn.yufu.http.Access;
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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The running city as operations use it: its made ids, its people's tokens, its database. */
public final class City {
    public static final int LISTINGS = 100_000;
    /** Enterprises that order during the run; each has its district, whose administrator decides. */
    public static final int BUYERS = 222;

    public static final int DISTRICTS = 37;

    private static final String CODES = "SELECT code FROM division_current WHERE kind <> 'zone' ORDER BY code";
    private static final String NEXT_DRAFT =
            "SELECT COALESCE(max(right(number, 7)::bigint), -1) + 1 FROM purchase_order WHERE number LIKE 'DD-C-%'";
    private static final String SESSION = """
        INSERT INTO session (id, account_id, token_hash, expires_at, address, user_agent)
        SELECT ?, id, sha256(convert_to(?, 'UTF8')), now() + interval '1 hour', '127.0.0.1', 'bench' FROM account WHERE username = ?\
        """;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FRESH = Duration.ofMinutes(8);

    private final Database database;
    private final Diary diary;
    private final int port;
    private final Access access;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Signed> tokens = new HashMap<>();
    private List<String> districts = List.of();
    private long drafts = -1;

    private record Signed(String value, Instant at) {}

    /** @param access signs with the measured server's key */
    City(Database database, int port, Access access) {
        this.access = access;
        this.database = database;
        this.diary = new Diary(database);
        this.port = port;
    }

    public Database database() {
        return database;
    }

    /** What can be booked. */
    public Diary diary() {
        return diary;
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

    /** The calendar of the n-th expert, whose id is told apart from others' by how it begins, as real ones are. */
    public static String resource(long n) {
        return "bb%06x-0000-7000-8000-%012d".formatted(n * 50_000, n);
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
        return "b%x000000-0000-7000-8000-%012d".formatted(kind, n);
    }

    /** The same for pgbench: an id from a number that is an expression of its. */
    public static String idOf(int kind, String number) {
        return "('b" + Integer.toHexString(kind) + "000000-0000-7000-8000-' || lpad((" + number
                + ")::text, 12, '0'))::uuid";
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
        // an earlier run may have left some
        if (drafts < 0) drafts = database.number(NEXT_DRAFT);
        long first = drafts;
        drafts += count;
        database.update(Founding.sql("drafts"), first, drafts - 1);
        return first;
    }

    /** An access token, good for some minutes more: signing in has its own operation. */
    public String token(String username) throws SQLException {
        var known = tokens.get(username);
        if (known != null && known.at().isAfter(Instant.now().minus(FRESH))) return known.value();
        var session = UUID.randomUUID();
        if (database.update(SESSION, session, session.toString(), username) != 1)
            throw new IllegalStateException("nobody is called " + username);
        var token = new Signed(access.issue(session).value(), Instant.now());
        tokens.put(username, token);
        return token.value();
    }

    public JsonNode get(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
        if (token != null) request.header("Authorization", "Bearer " + token);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) return JSON.readTree(answer.body());
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
