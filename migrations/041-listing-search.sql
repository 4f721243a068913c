--liquibase formatted sql

--changeset yufu:041-search-marks splitStatements:false
--comment The words of a text once more behind a mark (:t: title, :l: lead), so that one index answers where a word stands; a query for all marked words, in any order
CREATE FUNCTION search_marked(words tsvector, mark text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(array_to_tsvector(array_agg(mark || word)), ''::tsvector) FROM unnest(tsvector_to_array(words)) AS word
$$;

CREATE FUNCTION search_marked(words tsquery, mark text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(replace(words::text, '<->', '&'), '''([^'']+)''', '''' || mark || '\1''', 'g')::tsquery
$$;

--comment One of these codes behind a mark; every sign that no code has becomes one that no mark has. No word begins with a colon, so that no word is ever taken for a mark
CREATE FUNCTION search_any(mark text, codes text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || mark || regexp_replace(code, '[^A-Za-z0-9._-]', '?', 'g') || '''', ' | ')::tsquery
  FROM unnest(codes) AS code
$$;

--changeset yufu:041-listing-search
--comment What the public search reads: one row per published listing of an active provider, kept by triggers
CREATE TABLE listing_search (
  listing_id uuid PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
  provider_id uuid NOT NULL,
  category_code text NOT NULL,
  parent_category text NOT NULL,
  price_model text NOT NULL,
  price_fen bigint,
  -- what has a price on quotation only comes after every price
  price_order bigint NOT NULL GENERATED ALWAYS AS (COALESCE(price_fen, 1000000000000)) STORED,
  divisions text[] NOT NULL,
  published_at timestamptz NOT NULL,
  -- (sum + 5 × 3.8) / (count + 5): one good word does not beat fifty (domain: FixMyStreet#1957)
  rating double precision NOT NULL,
  -- words of the title and all marks: small, stays in the row, so that walking along an order is cheap
  title tsvector NOT NULL,
  -- title A, summary B, provider and category C, description D; besides the words of title and lead behind their marks, and the other marks
  search tsvector NOT NULL
) WITH (toast_tuple_target = 512);
ALTER TABLE listing_search ALTER title SET STORAGE PLAIN, ALTER search SET STORAGE EXTERNAL;
CREATE INDEX listing_search_text ON listing_search USING gin (search) WITH (fastupdate = off);
CREATE INDEX listing_search_rating ON listing_search (rating DESC, listing_id DESC);
CREATE INDEX listing_search_newest ON listing_search (published_at DESC, listing_id DESC);
CREATE INDEX listing_search_price ON listing_search (price_order, listing_id);
CREATE INDEX listing_search_provider ON listing_search (provider_id);

--comment What listing_search must hold; a test compares the two
CREATE VIEW listing_searchable AS
SELECT t.listing_id, t.provider_id, t.category_code, t.parent_category, t.price_model, t.price_fen, t.divisions,
  t.published_at, t.rating, t.title || t.marks AS title,
  t.title || t.lead || t.body || search_marked(t.title, ':t:') || search_marked(t.title || t.lead, ':l:') || t.marks
    AS search
FROM (
  SELECT l.id AS listing_id, l.provider_id, v.category_code, COALESCE(c.parent, c.code) AS parent_category, v.price_model,
    v.price_fen, v.divisions, l.published_at,
    (l.rating_sum + 19.0::double precision) / (l.rating_count + 5) AS rating,
    search_vector(v.title, 'A') AS title,
    search_vector(v.summary, 'B') || search_vector(o.name || ' ' || c.name || ' ' || COALESCE(p.name, ''), 'C') AS lead,
    search_vector(v.description, 'D') AS body,
    -- c: category and its parent · k: category alone · p: provider · m: price model · d: divisions · i: industries
    array_to_tsvector(ARRAY[':all', ':c:' || c.code, ':c:' || COALESCE(c.parent, c.code), ':k:' || c.code,
      ':p:' || l.provider_id, ':m:' || v.price_model]
      || CASE WHEN v.divisions = '{}' THEN ARRAY[':d:any'] ELSE ARRAY(SELECT ':d:' || d FROM unnest(v.divisions) AS d) END
      || CASE WHEN v.industries = '{}' THEN ARRAY[':i:any'] ELSE ARRAY(SELECT ':i:' || i FROM unnest(v.industries) AS i) END
    ) AS marks
  FROM listing l
  JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
  JOIN organisation o ON o.id = l.provider_id
  JOIN service_category c ON c.code = v.category_code
  LEFT JOIN service_category p ON p.code = c.parent
  WHERE l.state = 'published' AND o.state = 'active'
  OFFSET 0
) AS t;

--changeset yufu:041-listing-search-kept splitStatements:false
CREATE FUNCTION listing_search_refresh(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(changed) = 0 THEN RETURN; END IF;
  DELETE FROM listing_search s USING listing l JOIN organisation o ON o.id = l.provider_id
  WHERE s.listing_id = ANY (changed) AND l.id = s.listing_id AND (l.state <> 'published' OR o.state <> 'active');
  INSERT INTO listing_search AS s (listing_id, provider_id, category_code, parent_category, price_model, price_fen,
    divisions, published_at, rating, title, search)
  SELECT listing_id, provider_id, category_code, parent_category, price_model, price_fen, divisions, published_at, rating,
    title, search
  FROM listing_searchable WHERE listing_id = ANY (changed)
  ON CONFLICT (listing_id) DO UPDATE SET
    provider_id = EXCLUDED.provider_id, category_code = EXCLUDED.category_code,
    parent_category = EXCLUDED.parent_category, price_model = EXCLUDED.price_model, price_fen = EXCLUDED.price_fen,
    divisions = EXCLUDED.divisions, published_at = EXCLUDED.published_at, rating = EXCLUDED.rating,
    title = EXCLUDED.title, search = EXCLUDED.search;
END $$;

CREATE FUNCTION listing_search_follow_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM listing_search_refresh(ARRAY(SELECT id FROM after WHERE state = 'published'));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_search_follow_insert AFTER INSERT ON listing
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION listing_search_follow_insert();

CREATE FUNCTION listing_search_follow_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM listing_search_refresh(ARRAY(
    SELECT a.id FROM after a JOIN before b ON b.id = a.id
    WHERE 'published' IN (a.state, b.state)
      AND (a.state, a.live_version, a.provider_id, a.published_at)
          IS DISTINCT FROM (b.state, b.live_version, b.provider_id, b.published_at)));
  UPDATE listing_search s SET rating = (a.rating_sum + 19.0::double precision) / (a.rating_count + 5)
  FROM after a JOIN before b ON b.id = a.id
  WHERE s.listing_id = a.id AND (a.rating_sum, a.rating_count) <> (b.rating_sum, b.rating_count)
    AND s.rating <> (a.rating_sum + 19.0::double precision) / (a.rating_count + 5);
  RETURN NULL;
END $$;
CREATE TRIGGER listing_search_follow_update AFTER UPDATE ON listing
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION listing_search_follow_update();

CREATE FUNCTION listing_search_follow_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM listing_search_refresh(ARRAY(SELECT id FROM listing WHERE provider_id = NEW.id AND state = 'published'));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_search_follow_provider AFTER UPDATE OF state, name ON organisation
  FOR EACH ROW WHEN (NEW.kind = 'provider' AND (OLD.state, OLD.name) IS DISTINCT FROM (NEW.state, NEW.name))
  EXECUTE FUNCTION listing_search_follow_provider();

--changeset yufu:041-listing-search-asked splitStatements:false
--comment What was asked for besides words, as marks; a listing without divisions serves the whole city
CREATE FUNCTION listing_filter(categories text[], own_categories text[], divisions text[], provider text, price_model text,
  industry text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('(' || clause::text || ')', ' & ')::tsquery
  FROM unnest(ARRAY[''':all'''::tsquery,
    search_any(':c:', categories),
    CASE WHEN own_categories = '{}' THEN ''':k:?'''::tsquery ELSE search_any(':k:', own_categories) END,
    search_any(':d:', divisions || CASE WHEN divisions IS NOT NULL THEN 'any' END),
    search_any(':p:', ARRAY[provider]), search_any(':m:', ARRAY[price_model]),
    search_any(':i:', CASE WHEN industry IS NOT NULL THEN ARRAY[industry, 'any'] END)]) AS clause
  WHERE clause IS NOT NULL
$$;

--comment How one tier of a search is found: 1 all words in the title, 2 not so but in the lead, 3 elsewhere, 0 anywhere or no words. inside is for the small vector in the row, outside (null: nothing more) for the whole text, candidates for the index
CREATE FUNCTION listing_search_plan(words text, tier int, filter tsquery)
RETURNS TABLE (inside tsquery, outside tsquery, candidates tsquery)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT
    CASE tier WHEN 1 THEN filter && near WHEN 2 THEN filter && !!near ELSE filter END,
    CASE tier WHEN 1 THEN CASE WHEN exact <> near THEN exact END WHEN 2 THEN exact && lead
      WHEN 3 THEN exact && !!lead ELSE exact END,
    CASE WHEN words IS NULL THEN filter
      ELSE filter && CASE tier WHEN 1 THEN title WHEN 2 THEN lead && !!title WHEN 3 THEN near && !!lead ELSE near END END
  FROM (SELECT e AS exact, search_marked(e, '') AS near, search_marked(e, ':t:') AS title, search_marked(e, ':l:') AS lead
        FROM search_query(words) AS e) AS q
  -- words without a sign to look for find nothing
  WHERE words IS NULL OR exact IS NOT NULL
$$;
