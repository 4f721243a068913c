-- Visits that can be booked now: whatever is free of the experts in the centre who are reachable from there to there between
-- any two of the three times of a day, in no order; and below zero the first 50 of the one expert in an area of its own.
DROP TABLE IF EXISTS bench_field, bench_slot;
CREATE TABLE bench_field AS
  SELECT t.code AS type_code, t.areas,
    ARRAY(SELECT DISTINCT unnest(a.categories) FROM problem_area a WHERE a.code = ANY (t.areas)) AS categories,
    ARRAY(SELECT e.resource_id FROM expert e
      WHERE EXISTS (SELECT FROM accreditation c WHERE c.expert_id = e.id AND c.area_code = ANY (t.areas)) ORDER BY 1) AS resources
  FROM diagnosis_type t WHERE t.minutes = 90 AND t.experts = 1;
CREATE TABLE bench_slot (n bigint PRIMARY KEY, type_code text, expert_id uuid, resource_id uuid, from_at timestamptz);
INSERT INTO bench_slot
WITH today AS (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS day), centre AS (
  SELECT code FROM (SELECT code, row_number() OVER (ORDER BY code) AS k FROM division_current WHERE kind <> 'zone') AS d
  WHERE k BETWEEN 3 AND 8
), free AS (
  SELECT f.type_code, e.id, e.resource_id,
    (d::date + time '09:40' + third * interval '155 minutes') AT TIME ZONE 'Asia/Shanghai' AS from_at
  FROM today CROSS JOIN generate_series(today.day + 2, today.day + 59, interval '1 day') AS d
  LEFT JOIN calendar_day c ON c.day = d::date
  CROSS JOIN generate_series(0, 2) AS third
  CROSS JOIN expert e JOIN bench_field f ON e.resource_id = ANY (f.resources)
  WHERE extract(isodow FROM d) < 6 AND c.kind IS DISTINCT FROM 'holiday' AND e.base_code IN (SELECT code FROM centre)
    AND e.id::text LIKE 'ba000000-%'
)
SELECT CASE type_code WHEN 'scarce' THEN -row_number() OVER (PARTITION BY type_code ORDER BY from_at)
    ELSE row_number() OVER (PARTITION BY type_code = 'scarce' ORDER BY hashtextextended(id::text || from_at, 1)) - 1 END,
  type_code, id, resource_id, from_at
FROM free f
WHERE NOT EXISTS (SELECT FROM booking_claim b
  WHERE b.resource_id = f.resource_id AND b.holds AND b.protected && tstzrange(f.from_at, f.from_at + interval '90 minutes'));
DELETE FROM bench_slot WHERE n < -50;
ANALYZE bench_field, bench_slot;
GRANT SELECT ON bench_field, bench_slot TO yufu_app
