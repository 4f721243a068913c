-- 300 experts beside the sample city's, one in six for each kind of visit that takes one expert 90 minutes, half of them in
-- the six districts of the centre; a programme that everybody may use; and one expert alone in an area of its own.
CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('b' || to_hex(kind) || '000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
-- the exclusion of overlapping bookings is a tree that tells ids apart by their beginnings, as those of real ones differ
CREATE FUNCTION pg_temp.resource(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('bb' || lpad(to_hex(n * 50000), 6, '0') || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.dice(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (abs(hashint8extended(n, salt) % sides))::int $$;

INSERT INTO problem_area (code, name, name_en, hint, hint_en, position)
VALUES ('scarce', '测评', 'Benchmark', '测评', 'Benchmark', 100);
INSERT INTO diagnosis_type (code, name, name_en, summary, summary_en, minutes, experts, areas, position)
VALUES ('scarce', '测评问诊', 'Benchmark diagnosis', '测评', 'Benchmark', 90, 1, '{scarce}', 100);
INSERT INTO programme (id, name, valid_from, valid_to, visits_per_year, notice_hours, horizon_days, gap_days)
VALUES (pg_temp.made(15, 1), '测评问诊计划', current_date - 2000, current_date + 400, 1000, 24, 60, 0);

CREATE TABLE bench_expert AS
  SELECT e, t.code AS type_code, t.areas, k, d.code AS base
  FROM (SELECT e, CASE WHEN e / 6 % 2 = 0 THEN 3 + e / 12 % 6 ELSE 1 + e % 37 END AS k FROM generate_series(1, 301) AS e) AS n
  JOIN (SELECT code, areas, CASE code WHEN 'scarce' THEN -1 ELSE row_number() OVER (ORDER BY position) - 1 END AS i
        FROM diagnosis_type WHERE minutes = 90 AND experts = 1) AS t ON t.i = CASE WHEN e <= 300 THEN e % 6 ELSE -1 END
  JOIN (SELECT code, row_number() OVER (ORDER BY code) AS k FROM division_current WHERE kind <> 'zone') AS d USING (k);

INSERT INTO account (id, username, password_hash, name, email, email_confirmed_at, role, division_code, mail_notices)
SELECT pg_temp.made(12, e), 'adviser-' || e, p.password_hash, '测评' || e, 'adviser-' || e || '@bench.example', now(),
  'expert', base, false
FROM bench_expert CROSS JOIN (SELECT password_hash FROM account WHERE username = 'zhuanjia1') AS p;
INSERT INTO resource (id, name, account_id, division_code)
SELECT pg_temp.resource(e), '测评' || e, pg_temp.made(12, e), base FROM bench_expert;
INSERT INTO opening (resource_id, weekday, opens, closes)
SELECT pg_temp.resource(e), weekday, '08:30', '18:00' FROM bench_expert CROSS JOIN generate_series(1, 5) AS weekday;
-- every fifth is employed by a provider with listings on sale
INSERT INTO expert (id, account_id, resource_id, title, employer, employer_id, base_code, start_code, end_code, weight)
SELECT pg_temp.made(10, e), pg_temp.made(12, e), pg_temp.resource(e), '测评', '测评',
  CASE WHEN e % 5 = 0 THEN pg_temp.made(3, e) END, base, base, base, 3 + pg_temp.dice(e, 21, 5)
FROM bench_expert;
INSERT INTO accreditation (expert_id, area_code, valid_from, valid_to, document)
SELECT pg_temp.made(10, e), area, current_date - 2000, current_date + 400, '测评'
FROM bench_expert CROSS JOIN unnest(areas) AS area;

-- making and checking these for a million rows one by one takes longer than all at once: 3-bookings.sql makes them again
CREATE TABLE bench_booking AS
  SELECT indexdef AS definition FROM pg_indexes
  WHERE indexname IN ('booking_by_quota', 'booking_by_account', 'booking_by_organisation')
  UNION ALL SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid IN ('booking'::regclass, 'booking_claim'::regclass) AND contype IN ('f', 'x');
DROP INDEX booking_by_quota, booking_by_account, booking_by_organisation;
ALTER TABLE booking DROP CONSTRAINT booking_account_id_fkey, DROP CONSTRAINT booking_organisation_id_fkey,
  DROP CONSTRAINT booking_predecessor_id_fkey;
ALTER TABLE booking_claim DROP CONSTRAINT booking_claim_booking, DROP CONSTRAINT booking_claim_resource_id_fkey,
  DROP CONSTRAINT booking_claim_free;
