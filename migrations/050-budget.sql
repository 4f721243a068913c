--liquibase formatted sql

--changeset yufu:050-budget
CREATE SEQUENCE budget_number;

--comment Public money of one year for some categories and districts. frozen + spent never exceeds total: the constraint, not the code, says so
CREATE TABLE budget (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'YS-' || lpad(nextval('budget_number')::text, 4, '0')
    CONSTRAINT budget_number_unique UNIQUE,
  year int NOT NULL CONSTRAINT budget_year CHECK (year BETWEEN 2020 AND 2100),
  name text NOT NULL,
  funding_source text NOT NULL,
  -- share of the price that government pays, in basis points: 10000 = all of it
  share_bps int NOT NULL CONSTRAINT budget_share CHECK (share_bps BETWEEN 1 AND 10000),
  categories text[] NOT NULL CONSTRAINT budget_categories CHECK (cardinality(categories) > 0),
  -- empty: the whole city
  divisions text[] NOT NULL DEFAULT '{}',
  -- most that one enterprise may draw from it; null: no cap
  cap_fen bigint CONSTRAINT budget_cap CHECK (cap_fen > 0),
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT budget_state CHECK (state IN ('open', 'closed')),
  total_fen bigint NOT NULL CONSTRAINT budget_total CHECK (total_fen BETWEEN 1 AND 100000000000000),
  frozen_fen bigint NOT NULL DEFAULT 0 CONSTRAINT budget_frozen CHECK (frozen_fen >= 0),
  spent_fen bigint NOT NULL DEFAULT 0 CONSTRAINT budget_spent CHECK (spent_fen >= 0),
  created_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT budget_never_overspent CHECK (frozen_fen + spent_fen <= total_fen),
  CONSTRAINT budget_validity CHECK (valid_from <= valid_to),
  CONSTRAINT budget_name_unique UNIQUE (year, name)
);

--comment What one enterprise drew from one budget (a budget is of one year, so this is per enterprise and year)
CREATE TABLE budget_use (
  budget_id uuid NOT NULL REFERENCES budget (id) ON DELETE RESTRICT,
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  used_fen bigint NOT NULL CONSTRAINT budget_use_positive CHECK (used_fen >= 0),
  -- the budget's cap, copied so that the constraint can decide between two approvals at the same instant
  cap_fen bigint,
  PRIMARY KEY (budget_id, enterprise_id),
  CONSTRAINT budget_use_within_cap CHECK (used_fen <= cap_fen)
);

--comment Append-only: frozen = Σ freeze − Σ release − Σ spend, spent = Σ spend. One freeze, one release, one spend per subject at most
CREATE TABLE ledger (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  budget_id uuid NOT NULL REFERENCES budget (id) ON DELETE RESTRICT,
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ledger_kind CHECK (kind IN ('freeze', 'release', 'spend')),
  amount_fen bigint NOT NULL CONSTRAINT ledger_amount CHECK (amount_fen >= 0),
  actor_id uuid REFERENCES account (id) ON DELETE RESTRICT,
  CONSTRAINT ledger_once UNIQUE (subject_id, kind)
);
CREATE INDEX ledger_by_budget ON ledger (budget_id, at);
CREATE UNIQUE INDEX ledger_settled_once ON ledger (subject_id) WHERE kind IN ('release', 'spend');

--changeset yufu:050-ledger-append-only splitStatements:false
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

--changeset yufu:050-reconciliation
--comment Must return no row; checked nightly and after every story test
CREATE VIEW budget_discrepancy AS
WITH booked AS (
  SELECT budget_id,
         sum(CASE kind WHEN 'freeze' THEN amount_fen ELSE -amount_fen END) AS frozen,
         sum(CASE kind WHEN 'spend' THEN amount_fen ELSE 0 END) AS spent
  FROM ledger GROUP BY budget_id
), used AS (
  SELECT budget_id, enterprise_id,
         sum(CASE kind WHEN 'freeze' THEN amount_fen WHEN 'release' THEN -amount_fen ELSE 0 END) AS used
  FROM ledger GROUP BY budget_id, enterprise_id
)
SELECT b.id AS budget_id, NULL::uuid AS enterprise_id, b.frozen_fen, b.spent_fen,
       COALESCE(k.frozen, 0) AS ledger_frozen, COALESCE(k.spent, 0) AS ledger_spent
FROM budget b LEFT JOIN booked k ON k.budget_id = b.id
WHERE b.frozen_fen <> COALESCE(k.frozen, 0) OR b.spent_fen <> COALESCE(k.spent, 0)
UNION ALL
SELECT COALESCE(u.budget_id, d.budget_id), COALESCE(u.enterprise_id, d.enterprise_id), COALESCE(u.used_fen, 0), 0,
       COALESCE(d.used, 0), 0
FROM budget_use u FULL JOIN used d ON d.budget_id = u.budget_id AND d.enterprise_id = u.enterprise_id
WHERE COALESCE(u.used_fen, 0) <> COALESCE(d.used, 0);
