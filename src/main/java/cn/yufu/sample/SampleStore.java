package cn.yufu.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes the sample city to the database: one statement per table with every constraint on, then what follows from it. */
final class SampleStore {
    // the triggers saw the listings before their versions
    private static final String SEARCH =
            "SELECT listing_search_refresh(ARRAY(SELECT id FROM listing WHERE state = 'published'))";

    // as the notice rules would have told it, for what happened of late; ids keep the order of the events
    private static final String NOTIFICATIONS = """
        INSERT INTO notification (id, account_id, event_id, at, kind, subject_kind, subject_id, data, read_at)
        SELECT DISTINCT ON (a.id, e.id)
          (left(e.id::text, 19) || 'a' || substr(md5(e.id::text || a.id), 1, 3) || '-'
            || substr(md5(a.id::text || e.id), 1, 12))::uuid,
          a.id, e.id, e.at, e.subject_kind || '.' || e.action, e.subject_kind, e.subject_id,
          e.detail || jsonb_build_object('number', e.subject_number, 'reason', e.reason, 'audience', n.audience),
          CASE WHEN e.at < ?::timestamptz THEN e.at + interval '3 hours' END
        FROM event e
        JOIN notice_rule n ON n.subject_kind = e.subject_kind AND n.action = e.action
        JOIN account a ON a.id IS DISTINCT FROM e.actor_id AND CASE n.audience
          WHEN 'enterprise' THEN a.organisation_id = e.enterprise_id
          WHEN 'provider' THEN a.organisation_id = e.provider_id
          WHEN 'district' THEN a.role = 'district-admin' AND (a.division_code = e.division_code
            OR e.division_code IS NULL
              AND (e.detail -> 'divisions' = '[]' OR e.detail -> 'divisions' @> to_jsonb(a.division_code)))
          WHEN 'city' THEN a.role = 'city-admin'
          WHEN 'finance' THEN a.role = 'finance' AND e.detail ->> 'governmentFen' IS NOT NULL
          WHEN 'involved' THEN jsonb_exists(e.detail -> 'involved', a.id::text)
          ELSE a.role = 'auditor' END
        WHERE e.at > ?::timestamptz - interval '28 days'
        ORDER BY a.id, e.id, n.audience\
        """;

    private static final String SEQUENCES = """
        SELECT setval('organisation_number', (SELECT count(*) FROM organisation)),
          setval('listing_number', (SELECT count(*) FROM listing)),
          setval('budget_number', (SELECT count(*) FROM budget)),
          setval('order_number', (SELECT count(*) FROM purchase_order)),
          setval('payment_number', (SELECT count(*) FROM payment)),
          setval('visit_number', (SELECT count(*) FROM visit))\
        """;

    private final Connection connection;

    SampleStore(Connection connection) {
        this.connection = connection;
    }

    void write(Founded founded, String passwordHash) throws SQLException {
        var city = founded.city();
        FirmRows.write(connection, city, passwordHash);
        ListingRows.write(connection, city);
        OrderRows.write(connection, city);
        PracticeRows.write(connection, city, founded.practice(), founded.known());
        events(city.chronicle());
        try (var search = connection.prepareStatement(SEARCH);
                var notifications = connection.prepareStatement(NOTIFICATIONS);
                var sequences = connection.prepareStatement(SEQUENCES)) {
            search.execute();
            notifications.setString(1, city.hours().readUntil().toString());
            notifications.setString(2, city.hours().now().toString());
            notifications.executeUpdate();
            sequences.execute();
        }
    }

    private void events(Chronicle chronicle) throws SQLException {
        var rows = new Rows("""
            event (id, at, actor_id, actor_name, actor_role, actor_organisation, subject_kind, subject_id,
              subject_number, action, from_state, to_state, reason, detail, enterprise_id, provider_id, division_code)\
            """);
        for (var entry : chronicle.entries()) {
            var actor = entry.actor();
            var subject = entry.subject();
            rows.row(
                    entry.id(),
                    entry.at(),
                    actor == null ? null : actor.id(),
                    actor == null ? null : actor.name(),
                    actor == null ? null : actor.role(),
                    actor == null ? null : actor.organisation(),
                    subject.kind(),
                    subject.id(),
                    subject.number(),
                    entry.action(),
                    entry.from(),
                    entry.to(),
                    entry.reason(),
                    new Rows.Json(subject.detail()),
                    subject.enterprise(),
                    subject.provider(),
                    subject.division());
        }
        rows.into(connection);
    }
}
