--liquibase formatted sql

--changeset yufu:142-search-operands splitStatements:false
--comment What is looked for in a text, one by one, in the spelling of a query: every pair of Han signs, every Latin word by its beginning
CREATE FUNCTION search_operands(input text) RETURNS TABLE (operand text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT o.operand
  FROM regexp_matches(lower(normalize(left(input, 200), NFKC)), '([㐀-䶿一-鿿豈-﫿]+)|([a-z]+|[0-9]+)', 'g') AS r(m)
  CROSS JOIN LATERAL (
    SELECT left(m[2], 40) || ':*' AS operand WHERE m[2] IS NOT NULL
    UNION ALL SELECT m[1] || ':*' WHERE length(m[1]) = 1
    UNION ALL SELECT substr(m[1], i, 2) FROM generate_series(1, length(m[1]) - 1) AS i
  ) AS o
$$;

--comment At least so many of the operands. The rarest first: whoever has k of n has one of the n - k + 1 rarest, and the index need only walk through these
CREATE FUNCTION search_at_least(operands text[], wanted int) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF wanted > cardinality(operands) THEN RETURN NULL; END IF;
  IF wanted = 1 THEN RETURN array_to_string(operands, ' | ')::tsquery; END IF;
  IF wanted = cardinality(operands) THEN RETURN array_to_string(operands, ' & ')::tsquery; END IF;
  RETURN (operands[1]::tsquery && search_at_least(operands[2:], wanted - 1)) || search_at_least(operands[2:], wanted);
END $$;

--changeset yufu:142-listing-similar splitStatements:false
--comment What of a search's words occurs in any listing, the eight rarest, rarest first: with more, the ways to have some of them are too many to write down
CREATE FUNCTION listing_search_known(words text) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(operand ORDER BY n, operand), '{}')
  FROM (
    SELECT o.operand, c.n
    FROM search_operands(words) AS o
    CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM (SELECT FROM listing_search s WHERE s.search @@ o.operand::tsquery LIMIT 5000) AS few
    ) AS c
    WHERE c.n > 0 ORDER BY c.n, o.operand LIMIT 8
  ) AS rarest
$$;

--comment As listing_search_plan, for listings that have at least so many of the known words, or exactly so many
CREATE FUNCTION listing_search_similar(known text[], wanted int, exactly boolean, filter tsquery)
RETURNS TABLE (inside tsquery, outside tsquery, candidates tsquery)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT filter, likeness, filter && likeness
  FROM (SELECT CASE WHEN exactly AND wanted < cardinality(known)
      THEN search_at_least(known, wanted) && !!search_at_least(known, wanted + 1) ELSE search_at_least(known, wanted) END AS likeness) AS l
$$;
