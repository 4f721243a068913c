-- 100,000 listings on sale: the sample city's, over and over, with the name of a district, another description and
-- another price. The search follows afterwards, in one go for many.
CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT ('b' || kind || '000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.dice(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (abs(hashint8extended(n, salt) % sides))::int $$;

CREATE TEMP TABLE model AS
  SELECT v.*, row_number() OVER (ORDER BY l.number) - 1 AS k, count(*) OVER ()::int AS models
  FROM listing l JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
  WHERE l.state = 'published';
CREATE TEMP TABLE made AS
  SELECT n, pg_temp.made(0, n) AS id, 1 + pg_temp.dice(n, 1, 2000) AS provider, m.models,
    pg_temp.dice(n, 2, m.models) AS k, pg_temp.dice(n, 3, 41) AS more, pg_temp.dice(n, 4, 60) AS ratings,
    now() - interval '5 years' * (100001 - n) / 100000 AS at
  FROM generate_series(1, 100000) AS n CROSS JOIN (SELECT models FROM model LIMIT 1) AS m;

ALTER TABLE listing DISABLE TRIGGER USER;
INSERT INTO listing (id, number, provider_id, division_code, state, live_version, submitted_at, published_at, created_at,
  rating_sum, rating_count, order_count)
SELECT m.id, 'FW-B-' || lpad(n::text, 6, '0'), p.id, p.division_code, 'published', 1, at, at, at,
  m.ratings * 3 + pg_temp.dice(n, 5, m.ratings * 2 + 1), m.ratings, m.ratings * 2
FROM made m JOIN organisation p ON p.id = pg_temp.made(3, m.provider);
INSERT INTO listing_version (listing_id, version, title, summary, description, category_code, price_model, price_fen,
  delivery_days, divisions, industries, capacity_per_month, created_at, approved_at)
SELECT m.id, 1, v.title || '（' || d.name || '）', v.summary, other.description, v.category_code, v.price_model,
  v.price_fen * (80 + m.more) / 100 / 10000 * 10000, v.delivery_days, v.divisions, v.industries, v.capacity_per_month, at, at
FROM made m
JOIN model v ON v.k = m.k
JOIN model other ON other.k = (m.k + m.more) % m.models
JOIN organisation p ON p.id = pg_temp.made(3, m.provider)
JOIN division_current d ON d.code = p.division_code;
-- the foreign keys are checked now: a table with checks pending cannot be altered
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE listing ENABLE TRIGGER USER;

-- filling an index row by row takes longer than making it of a full table: 4-indexes.sql makes these again
CREATE TABLE bench_index AS SELECT indexdef FROM pg_indexes WHERE indexname IN ('listing_search_text', 'order_search');
DROP INDEX listing_search_text, order_search;
