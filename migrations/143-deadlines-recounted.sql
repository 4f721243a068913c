--liquibase formatted sql

--changeset yufu:143-deadlines-recounted splitStatements:false
--comment Counts every open deadline of working days that runs into or out of a year anew from the moment it began to run, and yields those that moved. For when the schedule of the year comes late; the terms are those of the moves, and a test holds the two together
CREATE FUNCTION deadlines_recounted(year int) RETURNS TABLE (subject_kind text, subject_id uuid, subject_number text, state text,
  title text, before timestamptz, due_at timestamptz, enterprise_id uuid, provider_id uuid, division_code text)
LANGUAGE sql VOLATILE AS $$
  WITH term (state, days) AS (
    VALUES ('quoting', 5), ('submitted', 3), ('approved', 5), ('delivered', 10), ('completed', 10), ('disputed', 10)
  ), reach AS (
    -- the holiday of New Year may begin in the last days of the year before
    SELECT make_date(year - 1, 12, 30)::timestamp AT TIME ZONE 'Asia/Shanghai' AS since, end_of_day(make_date(year, 12, 31)) AS until
  ), orders AS (
    SELECT o.id, o.due_at AS before, working_days_after(began.at, term.days) AS due_at
    FROM purchase_order o
    JOIN term ON term.state = o.state
    CROSS JOIN LATERAL (
      SELECT max(e.at) AS at FROM event e
      WHERE e.subject_id = o.id AND e.to_state = o.state AND e.from_state IS DISTINCT FROM e.to_state) AS began
    CROSS JOIN reach
    WHERE o.closed_at IS NULL AND began.at < reach.until AND o.due_at >= reach.since AND o.due_at <> working_days_after(began.at, term.days)
    ORDER BY o.id FOR UPDATE OF o
  ), order_moved AS (
    UPDATE purchase_order o SET due_at = n.due_at, version = o.version + 1 FROM orders n WHERE o.id = n.id
    RETURNING 'order', o.id, o.number, o.state, o.title, n.before, o.due_at, o.enterprise_id, o.provider_id, o.division_code
  ), listing_moved AS (
    UPDATE listing l SET due_at = working_days_after(l.submitted_at, 3), version = l.version + 1
    FROM listing b JOIN listing_version v ON v.listing_id = b.id AND v.version = b.work_version CROSS JOIN reach
    WHERE l.id = b.id AND l.work_state = 'submitted' AND l.submitted_at < reach.until AND l.due_at >= reach.since AND l.due_at <> working_days_after(l.submitted_at, 3)
    RETURNING 'listing', l.id, l.number, l.work_state, v.title, b.due_at, l.due_at, NULL::uuid, l.provider_id, l.division_code
  ), organisation_moved AS (
    UPDATE organisation o SET due_at = working_days_after(o.submitted_at, 3), version = o.version + 1
    FROM organisation b CROSS JOIN reach
    WHERE o.id = b.id AND o.state = 'pending' AND o.submitted_at < reach.until AND o.due_at >= reach.since AND o.due_at <> working_days_after(o.submitted_at, 3)
    RETURNING 'organisation', o.id, o.number, o.state, o.name, b.due_at, o.due_at,
      CASE o.kind WHEN 'enterprise' THEN o.id END, CASE o.kind WHEN 'provider' THEN o.id END, o.division_code
  )
  SELECT * FROM order_moved UNION ALL SELECT * FROM listing_moved UNION ALL SELECT * FROM organisation_moved
$$;
