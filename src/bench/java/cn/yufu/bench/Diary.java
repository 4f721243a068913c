package cn.yufu.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The times at which a visit is possible, each of them for one certain expert; and who asks for them: enterprises of the
 * centre, whom every expert there can reach. What a run has booked is taken back before the next one.
 */
public final class Diary {
    /** Enterprises that ask, each with an account. */
    public static final int GUESTS = 500;

    public static final String PROGRAMME = City.id(15, 1);

    private static final int CENTRE = 6;
    private static final String SLOTS = "SELECT type_code || ' ' || to_char(from_at AT TIME ZONE 'Asia/Shanghai', "
            + "'YYYY-MM-DD\"T\"HH24:MI:SS') || '+08:00' FROM bench_slot WHERE n %s 0 ORDER BY abs(n)";
    private static final String OURS = "programme_id = '" + PROGRAMME + "' AND number NOT LIKE 'WZ-B-%'";
    // history stays, as it always does
    private static final String TAKE_BACK = """
        WITH gone AS (DELETE FROM visit WHERE %s RETURNING booking_id),
          freed AS (DELETE FROM booking_claim c USING gone g WHERE c.booking_id = g.booking_id RETURNING c.booking_id)
        DELETE FROM booking b USING freed f WHERE b.id = f.booking_id\
        """.formatted(OURS);

    private final Database database;
    private final long begun = System.currentTimeMillis();
    private int runs;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> scarce = new ArrayList<>();

    /** @param from the instant as a request has it */
    public record Slot(String type, String from) {
        /** The request of the n-th guest. */
        public String request(long guest) {
            return """
                {"type":"%s","from":"%s","programmeId":"%s","address":"测评园区 %d 号","contactName":"测评",\
                "contactPhone":"023-49000000","need":"订单集中，想看看怎么办"}\
                """.formatted(type, from, PROGRAMME, guest);
        }
    }

    Diary(Database database) {
        this.database = database;
    }

    /** The slots, none of them taken; the n-th row of bench_slot is the n-th of them. */
    public List<Slot> slots() throws SQLException {
        open();
        return slots;
    }

    /** Slots with one place each, which stand below zero in bench_slot. */
    public List<Slot> scarce() throws SQLException {
        open();
        return scarce;
    }

    private void open() throws SQLException {
        database.update(TAKE_BACK);
        if (!slots.isEmpty()) return;
        database.script(Founding.sql("slots"));
        read(SLOTS.formatted(">="), slots);
        read(SLOTS.formatted("<"), scarce);
    }

    private void read(String sql, List<Slot> into) throws SQLException {
        for (var line : database.texts(sql)) {
            int space = line.indexOf(' ');
            into.add(new Slot(line.substring(0, space), line.substring(space + 1)));
        }
    }

    /** Visits that were booked since the slots were given out. */
    public long booked() throws SQLException {
        return database.number("SELECT count(*) FROM visit WHERE " + OURS);
    }

    /** What the keys of a run begin with, and no others. */
    public String run() {
        return begun + "-" + ++runs;
    }

    /** The enterprise of a guest from 0: a number for {@link City#enterprise}. */
    public static long enterprise(long guest) {
        return City.DISTRICTS * (guest / CENTRE) + 2 + guest % CENTRE;
    }

    /** The same for pgbench. */
    public static String enterpriseOf(String guest) {
        return City.DISTRICTS + " * (" + guest + " / " + CENTRE + ") + 2 + " + guest + " % " + CENTRE;
    }
}
