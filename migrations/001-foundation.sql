--liquibase formatted sql

--changeset yufu:001-extensions
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

--changeset yufu:001-uuidv7 splitStatements:false
--comment PostgreSQL 18 has uuidv7(); older servers get one with the same layout (RFC 9562 §5.7), millisecond order
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'uuidv7' AND pronamespace = 'pg_catalog'::regnamespace) THEN
    CREATE FUNCTION public.uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $f$
      SELECT encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
          52, 1), 53, 1), 'hex')::uuid
    $f$;
  END IF;
END $$;

--changeset yufu:001-application-role splitStatements:false
--comment The server works as this role: it owns no table, and what it may do is granted in 090-privileges.sql
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'yufu_app') THEN
    CREATE ROLE yufu_app NOLOGIN;
  END IF;
  EXECUTE format('GRANT yufu_app TO %I', current_user);
END $$;

--changeset yufu:001-text-search splitStatements:false
--comment Chinese substring search: overlapping bigrams of the Han runs, lower-cased words and numbers otherwise (ISO9001 as ISO 9001), with positions so that a longer query is a phrase
CREATE FUNCTION search_terms(input text) RETURNS TABLE (term text, place int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH run AS (
    SELECT m[1] AS han, left(m[2], 40) AS latin, ord
    FROM regexp_matches(lower(normalize(left(input, 20000), NFKC)), '([㐀-䶿一-鿿豈-﫿]+)|([a-z]+|[0-9]+)', 'g')
      WITH ORDINALITY AS r(m, ord)
  ), piece AS (
    SELECT substr(han, i, 2) AS term, ord, i
    FROM run CROSS JOIN LATERAL generate_series(1, length(han)) AS i
    WHERE han IS NOT NULL
    UNION ALL
    SELECT latin, ord, 1 FROM run WHERE latin IS NOT NULL
  )
  -- one position more between runs, so that a phrase never spans punctuation
  SELECT term, (row_number() OVER (ORDER BY ord, i) + ord)::int FROM piece
$$;

CREATE FUNCTION search_vector(input text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(setweight(string_agg(term || ':' || LEAST(place, 16383), ' ')::tsvector, weight), ''::tsvector)
  FROM search_terms(input)
$$;

--comment The last sign of a Han run is a single-sign term in the vector; a query uses full bigrams, and a prefix for one sign alone
CREATE FUNCTION search_query(input text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH run AS (
    SELECT m[1] AS han, left(m[2], 40) AS latin, ord
    FROM regexp_matches(lower(normalize(left(input, 200), NFKC)), '([㐀-䶿一-鿿豈-﫿]+)|([a-z]+|[0-9]+)', 'g')
      WITH ORDINALITY AS r(m, ord)
  ), phrase AS (
    SELECT ord, CASE
      WHEN latin IS NOT NULL THEN latin || ':*'
      WHEN length(han) = 1 THEN han || ':*'
      ELSE (SELECT string_agg(substr(han, i, 2), ' <-> ' ORDER BY i) FROM generate_series(1, length(han) - 1) AS i)
    END AS term
    FROM run
  )
  SELECT string_agg('(' || term || ')', ' & ' ORDER BY ord)::tsquery FROM phrase
$$;
