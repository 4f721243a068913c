-- Five years of 100,000 orders on the sample city's 12 budgets, with their money, payments, history and messages.
CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('b' || kind || '000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.dice(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (abs(hashint8extended(n, salt) % sides))::int $$;

UPDATE budget SET total_fen = 50000000000000, cap_fen = 1000000000000;
UPDATE budget_use SET cap_fen = 1000000000000;

CREATE TEMP TABLE purse AS SELECT id, share_bps, row_number() OVER (ORDER BY number) AS k FROM budget;
CREATE TEMP TABLE priced AS
  SELECT v.listing_id, v.title, v.category_code, v.price_fen, l.provider_id, row_number() OVER (ORDER BY v.listing_id) AS k,
    count(*) OVER ()::int AS priced
  FROM listing_version v JOIN listing l ON l.id = v.listing_id WHERE l.number LIKE 'FW-B-%' AND v.price_fen > 0;
-- the newest 3,000 are under way, the rest is paid
CREATE TEMP TABLE deal AS
  SELECT n, pg_temp.made(1, n) AS id, 'DD-B-' || lpad(n::text, 6, '0') AS number, l.listing_id, l.title, l.category_code,
    l.provider_id, e.id AS enterprise_id, e.division_code, pg_temp.made(6, e.k) AS customer,
    pg_temp.made(7, 1 + e.k % 37) AS decider, b.id AS budget_id, l.price_fen AS total_fen,
    l.price_fen * b.share_bps / 10000 AS government_fen,
    CASE WHEN n <= 97000 THEN 'paid' WHEN n % 3 = 0 THEN 'approved' WHEN n % 3 = 1 THEN 'in-progress' ELSE 'completed' END AS state,
    now() - interval '5 years' * (100001 - n) / 100000 - interval '20 days' AS at
  FROM generate_series(1, 100000) AS n
  CROSS JOIN (SELECT priced FROM priced LIMIT 1) AS all_priced
  JOIN priced l ON l.k = 1 + pg_temp.dice(n, 11, all_priced.priced)
  JOIN purse b ON b.k = 1 + pg_temp.dice(n, 12, 12)
  JOIN (SELECT id, division_code, right(number, 6)::int AS k FROM organisation WHERE number LIKE 'JG-Be%') AS e
    ON e.k = 1 + pg_temp.dice(n, 13, 10000);

INSERT INTO payment (id, number, subject_kind, reference, total_fen, subject_count, paid_by, paid_at)
SELECT pg_temp.made(8, (n - 1) / 100), 'ZF-B-' || lpad(((n - 1) / 100)::text, 6, '0'), 'order', '测评', sum(government_fen), count(*),
  (SELECT id FROM account WHERE username = 'caiwu1'), max(at) + interval '20 days'
FROM deal WHERE state = 'paid' GROUP BY (n - 1) / 100;

INSERT INTO purchase_order (id, number, listing_id, listing_version, title, category_code, provider_id, enterprise_id,
  division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, need, state, due_at, created_by,
  submitted_by, decided_by, paid_by, payment_id, created_at, submitted_at, approved_at, accepted_at, completed_at,
  paid_at, closed_at)
SELECT id, number, listing_id, 1, title, category_code, provider_id, enterprise_id, division_code, budget_id, 1, total_fen,
  total_fen, government_fen, '', state, CASE WHEN state <> 'paid' THEN now() + interval '60 days' END, customer, customer,
  decider, CASE WHEN state = 'paid' THEN (SELECT id FROM account WHERE username = 'caiwu1') END,
  CASE WHEN state = 'paid' THEN pg_temp.made(8, (n - 1) / 100) END, at, at, at + interval '1 day',
  CASE WHEN state <> 'approved' THEN at + interval '2 days' END,
  CASE WHEN state IN ('completed', 'paid') THEN at + interval '12 days' END,
  CASE WHEN state = 'paid' THEN at + interval '20 days' END, CASE WHEN state = 'paid' THEN at + interval '20 days' END
FROM deal ORDER BY n;

INSERT INTO ledger (id, at, budget_id, enterprise_id, subject_kind, subject_id, kind, amount_fen, actor_id)
SELECT uuidv7(booked - now()), booked, budget_id, enterprise_id, 'order', id, kind, government_fen, decider
FROM (SELECT *, 'freeze' AS kind, at + interval '1 day' AS booked FROM deal
      UNION ALL SELECT *, 'spend', at + interval '20 days' FROM deal WHERE state = 'paid') AS m
ORDER BY m.booked;
INSERT INTO budget_use AS u (budget_id, enterprise_id, used_fen, cap_fen)
SELECT budget_id, enterprise_id, sum(government_fen), 1000000000000 FROM deal GROUP BY budget_id, enterprise_id;
UPDATE budget b SET frozen_fen = frozen_fen + d.frozen, spent_fen = spent_fen + d.spent
FROM (SELECT budget_id, COALESCE(sum(government_fen) FILTER (WHERE state <> 'paid'), 0) AS frozen,
        COALESCE(sum(government_fen) FILTER (WHERE state = 'paid'), 0) AS spent FROM deal GROUP BY budget_id) AS d
WHERE d.budget_id = b.id;

INSERT INTO event (id, at, actor_id, actor_name, actor_role, subject_kind, subject_id, subject_number, action, from_state,
  to_state, detail, enterprise_id, provider_id, division_code)
SELECT uuidv7(d.at + m.after - now()), d.at + m.after, CASE m.n WHEN 2 THEN d.decider ELSE d.customer END, '测评', m.role,
  'order', d.id, d.number, m.action, m.was, m.became,
  jsonb_build_object('title', d.title, 'enterprise', e.name, 'provider', p.name, 'totalFen', d.total_fen,
    'governmentFen', d.government_fen),
  d.enterprise_id, d.provider_id, d.division_code
FROM deal d
JOIN organisation e ON e.id = d.enterprise_id
JOIN organisation p ON p.id = d.provider_id
JOIN (VALUES (1, 'submission', 'enterprise', 'draft', 'submitted', interval '0'),
    (2, 'approval', 'district-admin', 'submitted', 'approved', interval '1 day'),
    (3, 'completion', 'enterprise', 'delivered', 'completed', interval '12 days'),
    (4, 'payment', 'finance', 'completed', 'paid', interval '20 days')) AS m (n, action, role, was, became, after)
  ON m.n <= CASE d.state WHEN 'paid' THEN 4 WHEN 'completed' THEN 3 ELSE 2 END
ORDER BY d.at + m.after;

-- messages of two years
INSERT INTO notification (id, account_id, event_id, at, kind, subject_kind, subject_id, data, read_at)
SELECT uuidv7(e.at - now()), a.id, e.id, e.at, 'order.' || e.action, 'order', e.subject_id,
  e.detail || jsonb_build_object('number', e.subject_number, 'reason', e.reason, 'audience', n.audience),
  CASE WHEN e.at < now() - interval '4 days' THEN e.at + interval '3 hours' END
FROM event e
JOIN notice_rule n ON n.subject_kind = e.subject_kind AND n.action = e.action
CROSS JOIN LATERAL (
  SELECT id FROM account WHERE organisation_id = e.enterprise_id AND n.audience = 'enterprise'
  UNION ALL SELECT id FROM account WHERE organisation_id = e.provider_id AND n.audience = 'provider'
  UNION ALL SELECT id FROM account WHERE organisation_id IS NULL AND role = 'district-admin'
    AND division_code = e.division_code AND n.audience = 'district'
  UNION ALL SELECT id FROM account WHERE organisation_id IS NULL AND role = 'finance' AND n.audience = 'finance') AS a
WHERE e.subject_number LIKE 'DD-B-%' AND e.at > now() - interval '2 years' AND a.id IS DISTINCT FROM e.actor_id
ORDER BY e.at;

-- the chain as the sealer would have made it; the verification after the run looks at every link
DO $$
DECLARE
  e record;
  place bigint := 0;
  link bytea := decode(repeat('00', 32), 'hex');
BEGIN
  FOR e IN SELECT id, event_canonical(event) AS canonical FROM event ORDER BY at, id LOOP
    place := place + 1;
    link := sha256(link || convert_to(e.canonical, 'UTF8'));
    INSERT INTO event_seal (position, event_id, hash) VALUES (place, e.id, link);
  END LOOP;
END $$;
