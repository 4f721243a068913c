-- drafts from one number to another, of the enterprises 1 to 222, on the 12 budgets in turn
INSERT INTO purchase_order (id, number, listing_id, listing_version, title, category_code, provider_id, enterprise_id,
  division_code, budget_id, quantity, unit_price_fen, total_fen, government_fen, state, created_by)
SELECT ('b2000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'DD-C-' || lpad(n::text, 7, '0'), v.listing_id, 1,
  v.title, v.category_code, l.provider_id, e.id, e.division_code, b.id, 1, 2000000, 2000000, 1000000, 'draft',
  ('b6000000-0000-7000-8000-' || lpad((1 + n % 222)::text, 12, '0'))::uuid
FROM generate_series(?::bigint, ?::bigint) AS n
JOIN listing l ON l.id = ('b0000000-0000-7000-8000-' || lpad((1 + n % 1000)::text, 12, '0'))::uuid
JOIN listing_version v ON v.listing_id = l.id AND v.version = 1
JOIN organisation e ON e.id = ('b4000000-0000-7000-8000-' || lpad((1 + n % 222)::text, 12, '0'))::uuid
JOIN (SELECT id, row_number() OVER (ORDER BY number) - 1 AS k FROM budget WHERE number NOT LIKE 'YS-B-%') AS b ON b.k = n % 12
ORDER BY n
