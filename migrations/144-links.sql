--liquibase formatted sql

-- What a feature reads of another, one view per link, named reader_read: the reader's SQL names nothing else that is not
-- its own, and whoever changes a table finds here who counts on it. LinksTest holds it for the readers below.

--changeset yufu:144-listing-links
CREATE VIEW listing_provider AS
SELECT id, name, state, division_code FROM organisation WHERE kind = 'provider';

CREATE VIEW listing_category AS
SELECT code, parent, name FROM service_category;

CREATE VIEW listing_industry AS
SELECT code FROM industry;

--comment Budgets that pay today
CREATE VIEW listing_budget AS
SELECT share_bps, categories FROM budget
WHERE state = 'open' AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN valid_from AND valid_to;

CREATE VIEW listing_order AS
SELECT listing_id, approved_at FROM purchase_order WHERE approved_at IS NOT NULL;

--comment Who rated stays masked from here on
CREATE VIEW listing_rating AS
SELECT r.listing_id, r.order_id, r.score, r.comment, r.at, masked_name(e.name) AS enterprise
FROM rating r JOIN purchase_order o ON o.id = r.order_id JOIN organisation e ON e.id = o.enterprise_id;

CREATE VIEW listing_decider AS
SELECT id, name FROM account;

CREATE VIEW listing_evidence AS
SELECT id, name, size, type, organisation_id FROM attachment;

GRANT SELECT ON listing_provider, listing_category, listing_industry, listing_budget, listing_order, listing_rating,
  listing_decider, listing_evidence TO yufu_app;

--changeset yufu:144-overview-links
--comment Public figures of the whole city; one row
CREATE VIEW overview_stats AS
SELECT
  (SELECT count(*) FROM organisation WHERE kind = 'provider' AND state = 'active') AS providers,
  (SELECT count(*) FROM listing WHERE state = 'published') AS listings,
  (SELECT count(*) FROM organisation WHERE kind = 'enterprise' AND state = 'active') AS enterprises,
  (SELECT COALESCE(sum(total_fen - frozen_fen - spent_fen), 0)::bigint FROM budget
   WHERE state = 'open' AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN valid_from AND valid_to) AS available_fen,
  (SELECT count(*) FROM purchase_order WHERE completed_at IS NOT NULL) AS completed_orders;

--comment What waits for a decision besides orders
CREATE VIEW overview_waiting AS
SELECT 'listing' AS kind, division_code FROM listing WHERE work_state = 'submitted'
UNION ALL
SELECT 'organisation', division_code FROM organisation WHERE state = 'pending';

CREATE VIEW overview_listing AS
SELECT provider_id, work_state FROM listing;

--comment Mails that were given up, and books that did not agree in the night's check: summing up a ledger of years takes a second; one row
CREATE VIEW overview_trouble AS
SELECT (SELECT count(*) FROM notification WHERE mail_state = 'given-up')
     + (SELECT count(*) FROM letter WHERE mail_state = 'given-up') AS mails,
  COALESCE((SELECT (finding ->> 'budgets')::bigint FROM daily_check
    WHERE kind = 'reconciliation' AND finding IS NOT NULL ORDER BY day DESC LIMIT 1), 0) AS discrepancies;

GRANT SELECT ON overview_stats, overview_waiting, overview_listing, overview_trouble TO yufu_app;
