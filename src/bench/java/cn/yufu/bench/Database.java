package cn.yufu.bench;

import cn.yufu.db.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The measured server's own database, seen from beside: as its owner, past the application's role. */
public final class Database {
    private final String url;
    private final String password;
    private final int port;
    private final long pid;
    private @Nullable Connection own;

    private Database(int port, String password, long pid) {
        this.url = "jdbc:postgresql://127.0.0.1:" + port + "/yufu";
        this.password = password;
        this.port = port;
        this.pid = pid;
    }

    /** The one that runs in this directory, started by whomever. */
    static Database in(Path directory) {
        try {
            var lines = Files.readAllLines(directory.resolve("db/postmaster.pid"));
            var password = Files.readString(directory.resolve("password")).strip();
            return new Database(
                    Integer.parseInt(lines.get(3).strip()),
                    password,
                    Long.parseLong(lines.getFirst().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Database of(EmbeddedPostgres postgres) {
        return new Database(postgres.port(), postgres.password(), 0);
    }

    /** Of the postmaster. */
    long pid() {
        return pid;
    }

    /** For the product's own code, which takes user and password in the address. */
    String jdbcUrl() {
        return url + "?user=yufu&password=" + password;
    }

    /** What programs of PostgreSQL connect by: as the product does, in the application's role. */
    Map<String, String> libpq() {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(port),
                "PGUSER", "yufu",
                "PGPASSWORD", password,
                "PGDATABASE", "yufu",
                "PGOPTIONS", "-c role=yufu_app -c search_path=public -c TimeZone=Asia/Shanghai");
    }

    private Connection connection() throws SQLException {
        var properties = new Properties();
        properties.put("user", "yufu");
        properties.put("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** A number of statements without parameters, as one transaction. */
    void script(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One statement; yields the number of rows that it changed. */
    public int update(String sql, Object... values) throws SQLException {
        try (var statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    public long number(String sql, Object... values) throws SQLException {
        return Long.parseLong(texts(sql, values).getFirst());
    }

    /** The first column, as text. */
    public List<String> texts(String sql, Object... values) throws SQLException {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) texts.add(first(rows));
            return texts;
        }
    }

    private static String first(ResultSet rows) throws SQLException {
        var value = rows.getString(1);
        if (value == null) throw new IllegalStateException("null");
        return value;
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        if (own == null) own = connection();
        var statement = own.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
        return statement;
    }
}
