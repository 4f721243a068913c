-- by the function that the triggers call, a half of the listings on each of two connections
SELECT listing_search_refresh(ARRAY(SELECT id FROM listing WHERE number LIKE 'FW-B-%' AND right(number, 1)::int % 2 = {half}))
