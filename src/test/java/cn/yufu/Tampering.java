package cn.yufu;

import java.util.List;
import java.util.Random;

/** The ways in which somebody with all rights at the database might alter a sealed history. */
final class Tampering {
    private static final List<String> TEXTS = List.of(
            "actor_name",
            "actor_role",
            "actor_organisation",
            "subject_kind",
            "subject_number",
            "action",
            "from_state",
            "to_state",
            "reason",
            "division_code");
    private static final List<String> IDS = List.of("actor_id", "subject_id", "enterprise_id", "provider_id");

    private static final List<String> NULLABLE = TEXTS.stream()
            .filter(name -> !List.of("subject_kind", "action").contains(name))
            .toList();

    /** What somebody would run who knows how the chain is made. */
    private static final String RESEAL = """
        DO $$
        DECLARE
          s record;
          previous bytea := decode(repeat('00', 32), 'hex');
        BEGIN
          FOR s IN SELECT k.position, event_canonical(e) AS canonical
              FROM event_seal k JOIN event e ON e.id = k.event_id ORDER BY k.position LOOP
            previous := sha256(previous || convert_to(s.canonical, 'UTF8'));
            UPDATE event_seal SET hash = previous WHERE position = s.position;
          END LOOP;
        END $$\
        """;

    private Tampering() {}

    /** Alters the history in one of the ways in which somebody with all rights at the database might; says how. */
    static String of(Random random, int events) {
        int at = 1 + random.nextInt(events);
        int other = 1 + (at + random.nextInt(events - 1)) % events;
        var text = TEXTS.get(random.nextInt(TEXTS.size()));
        int bit = random.nextInt(256);
        var statements = switch (random.nextInt(14)) {
            case 0 -> alter(at, text, "COALESCE(%s, '') || '。'");
            case 1 -> alter(at, NULLABLE.get(random.nextInt(NULLABLE.size())), "CASE WHEN %s IS NULL THEN '' END");
            case 2 -> alter(at, IDS.get(random.nextInt(IDS.size())), "gen_random_uuid()");
            case 3 -> alter(at, "at", "%s + interval '1 microsecond'");
            case 4 -> alter(at, "detail", "%s || '{\"t\": \"吉\"}'");
            case 5 ->
                "UPDATE event_seal SET hash = set_bit(hash, #B, 1 - get_bit(hash, #B)) WHERE position = #AT"
                        .replace("#B", Integer.toString(bit));
            case 6 -> """
                UPDATE event_seal SET event_id = gen_random_uuid() WHERE position IN (#AT, #OTHER);
                UPDATE event_seal s SET event_id = k.event_id FROM seal_kept k
                WHERE (s.position, k.position) IN ((#AT, #OTHER), (#OTHER, #AT))\
                """;
            case 7 -> """
                UPDATE event_seal s SET hash = k.hash FROM seal_kept k
                WHERE (s.position, k.position) IN ((#AT, #OTHER), (#OTHER, #AT))\
                """;
            case 8 -> "DELETE FROM event" + ofSeal("= #AT");
            case 9 -> "DELETE FROM event_seal WHERE position = #AT";
            // and the gap closed
            case 10 -> "DELETE FROM event" + ofSeal("= #AT") + """
                ;
                DELETE FROM event_seal WHERE position = #AT;
                UPDATE event_seal SET position = -position WHERE position > #AT;
                UPDATE event_seal SET position = -position - 1 WHERE position < 0\
                """;
            // a forged event between two others, its own link right
            case 11 -> """
                UPDATE event_seal SET position = -position WHERE position >= #AT;
                UPDATE event_seal SET position = -position + 1 WHERE position < 0;
                INSERT INTO event (subject_kind, subject_id, action) VALUES ('order', uuidv7(), 'forged');
                INSERT INTO event_seal (position, event_id, hash)
                SELECT #AT, e.id, sha256(COALESCE((SELECT hash FROM event_seal WHERE position = #AT - 1),
                  decode(repeat('00', 32), 'hex')) || convert_to(event_canonical(e), 'UTF8'))
                FROM event e WHERE action = 'forged'\
                """;
            // only the anchor shows these two
            case 12 -> "DELETE FROM event" + ofSeal(">= #AT") + "; DELETE FROM event_seal WHERE position >= #AT";
            case 13 -> alter(at, text, "COALESCE(%s, '') || '。'") + "; " + RESEAL;
            default -> throw new IllegalStateException();
        };
        return statements.replace("#OTHER", Integer.toString(other)).replace("#AT", Integer.toString(at));
    }

    static String ofSeal(String position) {
        return " WHERE id IN (SELECT event_id FROM event_seal WHERE position " + position + ")";
    }

    private static String alter(int at, String column, String value) {
        return "UPDATE event SET " + column + " = " + value.formatted(column) + ofSeal("= " + at);
    }
}
