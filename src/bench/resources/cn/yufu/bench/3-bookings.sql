-- The last million bookings of 300 experts with three visits a day, who were booked up to 85 of 100 times in the past and
-- are ever less so in the coming month. What is still to come has its visit; nobody measured looks for those of the past.
CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('b' || to_hex(kind) || '000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.resource(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('bb' || lpad(to_hex(n * 50000), 6, '0') || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.dice(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (abs(hashint8extended(n, salt) % sides))::int $$;

-- as uuidv7() would have made it then
CREATE FUNCTION pg_temp.id(at timestamptz, n bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (overlay(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7000-8000-'
    || lpad(n::text, 12, '0'))::uuid
$$;

CREATE TEMP TABLE slot AS
  SELECT s.day - t.today AS ahead, e, (s.day + time '09:40' + third * interval '155 minutes') AT TIME ZONE 'Asia/Shanghai' AS at,
    e + 1000 * (third + 3 * (s.day - date '2000-01-01'))::bigint AS seed
  FROM (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today) AS t
  CROSS JOIN LATERAL (SELECT d::date AS day FROM generate_series(t.today - 2000, t.today + 30, interval '1 day') AS d) AS s
  LEFT JOIN calendar_day c ON c.day = s.day
  CROSS JOIN generate_series(0, 2) AS third CROSS JOIN generate_series(1, 300) AS e
  WHERE s.day <> t.today AND extract(isodow FROM s.day) < 6 AND c.kind IS DISTINCT FROM 'holiday';
-- whoever is visited soon is so near that the expert can come; of the first half of all enterprises nobody is ever missed
CREATE TEMP TABLE stay AS
  SELECT *, pg_temp.id(made_at, row_number() OVER (ORDER BY at, e)) AS id, at + interval '90 minutes' AS ends,
    CASE WHEN ahead > 0 THEN 'confirmed' WHEN fate < 2 AND firm > 5000 THEN 'missed' WHEN fate < 6 THEN 'cancelled'
      ELSE 'done' END AS state
  FROM (
    SELECT ahead, e, at, pg_temp.dice(seed, 24, 100) AS fate,
      LEAST(at - (5 + pg_temp.dice(seed, 25, 16)) * interval '1 day', now() - interval '1 day') AS made_at,
      CASE WHEN ahead < 0 THEN 1 + pg_temp.dice(seed, 22, 10000)
        ELSE 37 * (1 + pg_temp.dice(seed, 23, 269)) + (SELECT k FROM bench_expert x WHERE x.e = s.e) - 1 END AS firm
    FROM slot s
    WHERE pg_temp.dice(seed, 26, 100) < CASE WHEN ahead < 0 THEN 85 ELSE 31 - ahead END
    ORDER BY at DESC LIMIT 1000000) AS s;

INSERT INTO booking (id, state, during, account_id, organisation_id, quota_id, late, ended_at, created_at)
SELECT id, state, tstzrange(at, ends), pg_temp.made(6, firm), pg_temp.made(4, firm), pg_temp.made(15, 1),
  state = 'cancelled' AND fate % 2 = 0 AND firm > 5000,
  CASE state WHEN 'confirmed' THEN NULL WHEN 'cancelled' THEN at - interval '1 day' ELSE ends END, made_at
FROM stay;
INSERT INTO booking_claim (booking_id, resource_id, unit, protected, holds)
SELECT id, pg_temp.resource(e), 1, tstzrange(at, ends), state IN ('confirmed', 'done') FROM stay;
INSERT INTO visit (number, booking_id, programme_id, type_code, enterprise_id, division_code, address, contact_name,
  contact_phone, areas, intake_id, expert_id, assignment, state, created_by, created_at, confirmed_at)
SELECT 'WZ-B-' || right(s.id::text, 7), s.id, pg_temp.made(15, 1), x.type_code, o.id, o.division_code, o.address,
  o.contact_name, '023-49000000', x.areas, q.id, pg_temp.made(10, e),
  '{"mode": "automatic", "considered": 1, "open": 1, "free": 1, "reachable": 1, "candidates": []}', 'confirmed',
  pg_temp.made(6, firm), made_at, made_at + interval '1 hour'
FROM stay s
JOIN bench_expert x USING (e)
JOIN organisation o ON o.id = pg_temp.made(4, firm)
CROSS JOIN (SELECT id FROM questionnaire WHERE purpose = 'intake' ORDER BY version DESC LIMIT 1) AS q
WHERE ahead > 0;

-- as the migrations define them
SET LOCAL maintenance_work_mem = '256MB';
DO $$
DECLARE
  made text;
BEGIN
  FOR made IN SELECT definition FROM bench_booking LOOP EXECUTE made; END LOOP;
END $$;
DROP TABLE bench_booking, bench_expert;
