package cn.yufu.reference;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The dictionary of service categories: read as a tree, added to, changed and ended, never deleted. */
final class CategoryStore {
    /** A department that was reorganised is shown under its successor. */
    private static final String COLUMNS = """
        c.code, c.parent, c.name, c.name_en, c.description, c.description_en, c.icon, c.policy_item,
        d.code AS department_code, d.name AS department_name, d.name_en AS department_name_en,
        c.valid_from, c.valid_to, c.version\
        """;

    private static final String DEPARTMENT = """
        JOIN department named ON named.code = c.department
        JOIN department d ON d.code = COALESCE(named.successor, named.code)
        """;

    private static final String TREE = "SELECT " + COLUMNS + """
        , CASE WHEN $1 THEN ARRAY(SELECT n.name FROM service_category_name n WHERE n.code = c.code ORDER BY n.valid_from)
          END AS names,
          CASE WHEN $1 THEN ARRAY(SELECT n.name_en FROM service_category_name n WHERE n.code = c.code
            ORDER BY n.valid_from) END AS names_en,
          CASE WHEN $1 THEN ARRAY(SELECT n.valid_from FROM service_category_name n WHERE n.code = c.code
            ORDER BY n.valid_from) END AS names_from
        FROM service_category c
        """ + DEPARTMENT + """
        WHERE $1 OR daterange(c.valid_from, c.valid_to) @> CURRENT_DATE
        ORDER BY c.parent IS NOT NULL, c.position, c.code\
        """;

    private static final String ONE =
            "SELECT " + COLUMNS + " FROM service_category c " + DEPARTMENT + "WHERE c.code = $1";

    private static final String ADD = """
        WITH moved AS (
          INSERT INTO service_category (code, parent, name, name_en, description, description_en, icon, policy_item,
            department, valid_from, valid_to, position)
          SELECT $2, $3, $4, $5, $6, $7, $8, $9,
            -- the stand-in, which no item names alone, lets the foreign key report an item that does not exist
            COALESCE($10, (SELECT department FROM policy_item_department WHERE item = $9 AND position = 1), 'none'),
            $11, $12,
            (SELECT COALESCE(max(position), 0) + 1 FROM service_category WHERE parent IS NOT DISTINCT FROM $3)
          RETURNING code, parent, name, name_en, description, description_en, icon, policy_item, department,
            valid_from, valid_to, version
        ), named AS (
          INSERT INTO service_category_name (code, valid_from, name, name_en)
          SELECT code, valid_from, name, name_en FROM moved
        ), change AS (
          SELECT $1::uuid AS actor_id, 'category' AS subject_kind, key_id('category', code) AS subject_id,
            code AS subject_number, 'creation' AS action, NULL::text AS from_state, NULL::text AS to_state,
            NULL::text AS reason, jsonb_build_object('after', to_jsonb(moved)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT " + COLUMNS + " FROM moved c " + DEPARTMENT;

    private static final String CHANGE = """
        WITH before AS (
          SELECT code, parent, name, name_en, description, description_en, icon, policy_item, department,
            valid_from, valid_to, version
          FROM service_category WHERE code = $2 AND version = $3 FOR UPDATE
        ), moved AS (
          UPDATE service_category c SET
            name = COALESCE($4, b.name), name_en = COALESCE($5, b.name_en),
            description = COALESCE($6, b.description), description_en = COALESCE($7, b.description_en),
            icon = COALESCE($8, b.icon), policy_item = COALESCE($9, b.policy_item),
            -- another item may not name the department that was there: then the first that it does name
            department = COALESCE($10,
              (SELECT r.department FROM policy_item_department r WHERE r.item = COALESCE($9, b.policy_item)
               ORDER BY r.department <> b.department, r.position LIMIT 1), b.department),
            valid_to = CASE WHEN $11 THEN $12 ELSE b.valid_to END,
            version = c.version + 1
          FROM before b WHERE c.code = b.code
          RETURNING c.code, c.parent, c.name, c.name_en, c.description, c.description_en, c.icon, c.policy_item,
            c.department, c.valid_from, c.valid_to, c.version
        ), corrected AS (
          -- not a new name: the one that it bears was misspelt
          UPDATE service_category_name n SET name = m.name, name_en = m.name_en FROM moved m
          WHERE n.code = m.code AND COALESCE($4::text, $5) IS NOT NULL AND n.valid_from = (
            SELECT max(valid_from) FROM service_category_name
            WHERE code = m.code AND valid_from <= GREATEST(CURRENT_DATE, m.valid_from))
        ), change AS (
          SELECT $1::uuid AS actor_id, 'category' AS subject_kind, key_id('category', moved.code) AS subject_id,
            moved.code AS subject_number,
            CASE WHEN moved.valid_to IS NOT DISTINCT FROM before.valid_to THEN 'edit'
              WHEN moved.valid_to IS NULL THEN 'reopening' ELSE 'ending' END AS action,
            NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('before', to_jsonb(before), 'after', to_jsonb(moved)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved JOIN before ON before.code = moved.code
        )
        """ + Events.RECORD + "SELECT " + COLUMNS + " FROM moved c " + DEPARTMENT;

    private final Db db;

    CategoryStore(Db db) {
        this.db = db;
    }

    /** @param all those that have ended, or not begun, too */
    Future<List<Category>> tree(boolean all) {
        return db.read().list(TREE, Tuple.of(all), Category::from).map(Category::tree);
    }

    Future<Optional<Category>> one(Sql sql, String code) {
        return sql.first(ONE, Tuple.of(code), Category::from);
    }

    Future<Category> add(Sql sql, UUID actor, CategoryDraft draft) {
        return sql.one(
                ADD,
                Tuple.from(java.util.Arrays.asList(
                        actor,
                        draft.code(),
                        draft.parent(),
                        draft.name(),
                        draft.nameEn(),
                        draft.description(),
                        draft.descriptionEn(),
                        draft.icon(),
                        draft.policyItem(),
                        draft.department(),
                        draft.validFrom(),
                        draft.validTo())),
                Category::from);
    }

    /** Empty when there is no such category, or not in this version any more. */
    Future<Optional<Category>> change(Sql sql, UUID actor, String code, long version, CategoryDraft draft) {
        return sql.first(
                CHANGE,
                Tuple.from(java.util.Arrays.asList(
                        actor,
                        code,
                        version,
                        draft.name(),
                        draft.nameEn(),
                        draft.description(),
                        draft.descriptionEn(),
                        draft.icon(),
                        draft.policyItem(),
                        draft.department(),
                        draft.validToGiven(),
                        draft.validTo())),
                Category::from);
    }
}
