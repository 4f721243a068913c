package cn.yufu.budget;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One batch of transfers by finance: of orders or of visits, all of them or none.
 *
 * @param kind of what it pays: order or visit
 * @param totalFen what government pays for them
 */
public record Payment(
        UUID id,
        String number,
        String kind,
        String reference,
        long totalFen,
        int count,
        OffsetDateTime paidAt,
        String payer) {
    private static final int MOST = 200;

    private static final String COLUMNS =
            "SELECT p.id, p.number, p.subject_kind, p.reference, p.total_fen, p.subject_count, p.paid_at, a.name AS"
                    + " payer ";

    static final String LIST = COLUMNS + """
        FROM payment p JOIN account a ON a.id = p.paid_by
        WHERE ($1::uuid IS NULL OR p.id < $1) ORDER BY p.id DESC LIMIT $2\
        """;

    // 1 what is paid, 2 reference, 3 payer
    private static final String MADE = """
        , payment_made AS (
          INSERT INTO payment (subject_kind, reference, total_fen, subject_count, paid_by)
          SELECT '{kind}', $2, sum(amount_fen), count(*), $3 FROM before HAVING count(*) = cardinality($1::uuid[])
          RETURNING id, number, subject_kind, reference, total_fen, subject_count, paid_at
        )
        """;

    /** The end of a statement that pays, which reads as {@link #from}. */
    public static final String RESULT = COLUMNS + "FROM payment_made p JOIN account a ON a.id = $3";

    /** What finance asks for: several at once, with the reference of the transfer. */
    public record Wanted(List<UUID> ids, String reference) {
        /** @param name of the ids in the body */
        public static Wanted read(Input body, String name) {
            var wanted = new Wanted(body.ids(name, MOST), body.text("reference", 2, 200));
            if (wanted.ids.isEmpty()) body.wrong(name, "required");
            body.done();
            return wanted;
        }
    }

    private record Unpayable(UUID id, Optional<String> state) {}

    /**
     * The part of a statement that makes a batch: it follows the CTE {@code before (amount_fen)} of those that can be paid,
     * and makes none unless that is everything in the parameter 1; 2 is the reference, 3 the payer. What follows may read
     * {@code payment_made (id, number, paid_at)}.
     */
    public static String made(String kind) {
        return MADE.replace("{kind}", kind);
    }

    public static Payment from(Row row) {
        return new Payment(
                row.getUUID("id"),
                row.getString("number"),
                row.getString("subject_kind"),
                row.getString("reference"),
                row.getLong("total_fen"),
                row.getInteger("subject_count"),
                row.getOffsetDateTime("paid_at"),
                row.getString("payer"));
    }

    /**
     * Why nothing was paid.
     *
     * @param unpayable yields {@code id, state} of those among the parameter 1 that cannot be paid; no state: not there
     * @param name under which the answer lists them
     */
    public static <T> Future<T> refused(Sql sql, String unpayable, UUID[] ids, String name) {
        return sql.list(
                        unpayable,
                        Tuple.of((Object) ids),
                        row -> new Unpayable(row.getUUID("id"), Optional.ofNullable(row.getString("state"))))
                .map(all -> {
                    if (all.stream().anyMatch(one -> one.state().isEmpty())) throw Failure.notFound();
                    var state =
                            all.isEmpty() ? "completed" : all.getFirst().state().orElse("");
                    List<UUID> those = all.stream().map(Unpayable::id).toList();
                    throw Failure.conflict("state-conflict", Map.of("state", state, name, those));
                });
    }
}
