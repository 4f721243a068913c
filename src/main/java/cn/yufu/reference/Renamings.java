package cn.yufu.reference;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;

/**
 * New names of categories from a day on. A name is written down when it is decided and comes into force with its day;
 * every reader finds the one in force where it always was.
 */
public final class Renamings {
    private static final String RENAME = """
        WITH before AS (
          SELECT code, name, name_en, valid_from FROM service_category
          WHERE code = $2 AND daterange(valid_from, valid_to) @> $3::date FOR UPDATE
        ), named AS (
          INSERT INTO service_category_name (code, valid_from, name, name_en) SELECT code, $3, $4, $5 FROM before
          ON CONFLICT (code, valid_from) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en
        ), moved AS (
          UPDATE service_category c SET version = c.version + 1,
            name = CASE WHEN $3 <= GREATEST(CURRENT_DATE, b.valid_from) THEN $4 ELSE c.name END,
            name_en = CASE WHEN $3 <= GREATEST(CURRENT_DATE, b.valid_from) THEN $5 ELSE c.name_en END
          FROM before b WHERE c.code = b.code RETURNING c.code
        ), change AS (
          SELECT $1::uuid AS actor_id, 'category' AS subject_kind, key_id('category', code) AS subject_id,
            code AS subject_number, 'renaming' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason, jsonb_build_object('from', $3::date,
              'before', jsonb_build_object('name', name, 'name_en', name_en),
              'after', jsonb_build_object('name', $4::text, 'name_en', $5::text)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM before
        )
        """ + Events.RECORD + "SELECT code FROM moved";

    // a name that a neighbour still bears waits for it: one row must not keep all the others from their new names
    private static final String APPLY = """
        WITH due AS (
          SELECT DISTINCT ON (code) code, name, name_en FROM service_category_name
          WHERE valid_from <= CURRENT_DATE ORDER BY code, valid_from DESC
        ), before AS (
          SELECT c.code, c.name, c.name_en, due.name AS to_name, due.name_en AS to_name_en
          FROM service_category c JOIN due ON due.code = c.code
          WHERE (c.name, c.name_en) IS DISTINCT FROM (due.name, due.name_en)
            AND NOT EXISTS (SELECT FROM service_category other
              WHERE other.code <> c.code AND other.parent IS NOT DISTINCT FROM c.parent
                AND other.name = due.name AND other.valid_to IS NULL)
          FOR UPDATE OF c
        ), moved AS (
          UPDATE service_category c SET name = b.to_name, name_en = b.to_name_en, version = c.version + 1
          FROM before b WHERE c.code = b.code RETURNING c.code
        ), change AS (
          SELECT NULL::uuid AS actor_id, 'category' AS subject_kind, key_id('category', code) AS subject_id,
            code AS subject_number, 'edit' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason, jsonb_build_object('before', jsonb_build_object('name', name, 'name_en', name_en),
              'after', jsonb_build_object('name', to_name, 'name_en', to_name_en)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM before
        )
        """ + Events.RECORD + "SELECT code FROM moved";

    private final Db db;

    public Renamings(Db db) {
        this.db = db;
    }

    /** False when there is no such category, or it is not in force on that day. */
    static Future<Boolean> rename(Sql sql, UUID actor, String code, LocalDate from, String name, String nameEn) {
        return sql.first(RENAME, Tuple.of(actor, code, from, name, nameEn), row -> true)
                .map(java.util.Optional::isPresent);
    }

    /** Brings into force what is due; again at once finds nothing. */
    public Future<Boolean> round() {
        return db.write()
                .list(APPLY, Tuple.tuple(), row -> row.getString("code"))
                .map(codes -> false);
    }
}
