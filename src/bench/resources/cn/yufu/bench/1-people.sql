-- Beside the sample city: 2,000 providers and 10,000 enterprises with an account each, and an administrator per district.
-- Every id is made from a kind and a number, so that pgbench can make it too. Nothing leaves by mail.
CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('b' || kind || '000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

CREATE TEMP TABLE district AS
  SELECT code, row_number() OVER (ORDER BY code) AS k FROM division_current WHERE kind <> 'zone';
CREATE TEMP TABLE firm AS
  SELECT *, row_number() OVER (PARTITION BY kind ORDER BY number) AS k, count(*) OVER (PARTITION BY kind) AS firms
  FROM organisation WHERE state = 'active';

UPDATE account SET email = replace(email, '@yufu.example', '@bench.example'), mail_notices = false;

INSERT INTO organisation (id, number, kind, name, credit_code, division_code, industry_code, tier, address, profile,
  staff_count, contact_name, contact_email, contact_phone, state, created_at, decided_at)
SELECT pg_temp.made(CASE kind WHEN 'provider' THEN 3 ELSE 4 END, n), 'JG-B' || left(kind, 1) || lpad(n::text, 6, '0'), kind,
  f.name || '第' || n || '分公司', CASE kind WHEN 'provider' THEN '92' ELSE '91' END || d.code || 'MB' || lpad(n::text, 8, '0'),
  d.code, f.industry_code, f.tier, f.address, left(f.profile, 60), f.staff_count, f.contact_name, f.contact_email,
  f.contact_phone, 'active', now() - interval '5 years', now() - interval '5 years'
FROM (SELECT 'provider' AS kind, n FROM generate_series(1, 2000) AS n
      UNION ALL SELECT 'enterprise', n FROM generate_series(1, 10000) AS n) AS wanted
JOIN firm f USING (kind)
JOIN district d ON d.k = 1 + n % 37
WHERE f.k = 1 + n % f.firms;

INSERT INTO account (id, username, password_hash, name, email, email_confirmed_at, role, organisation_id, division_code,
  mail_notices)
SELECT pg_temp.made(kind + 2, n), name || n, p.password_hash, '测评', name || n || '@bench.example', now(), role,
  organisation, division, false
FROM (SELECT 3 AS kind, n, 'agency-' AS name, 'provider' AS role, pg_temp.made(3, n) AS organisation, NULL AS division
      FROM generate_series(1, 2000) AS n
      UNION ALL SELECT 4, n, 'firm-', 'enterprise', pg_temp.made(4, n), NULL FROM generate_series(1, 10000) AS n
      UNION ALL SELECT 5, k, 'district-', 'district-admin', NULL, code FROM district) AS wanted
CROSS JOIN (SELECT password_hash FROM account WHERE username = 'qiye1') AS p;
