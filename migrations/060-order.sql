--liquibase formatted sql

--changeset yufu:060-order
CREATE SEQUENCE order_number;
CREATE SEQUENCE payment_number;

--comment A batch of transfers by finance
CREATE TABLE payment (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'ZF-' || to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
    || lpad(nextval('payment_number')::text, 6, '0') CONSTRAINT payment_number_unique UNIQUE,
  reference text NOT NULL,
  total_fen bigint NOT NULL CONSTRAINT payment_total CHECK (total_fen >= 0),
  order_count int NOT NULL CONSTRAINT payment_count CHECK (order_count > 0),
  paid_by uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  paid_at timestamptz NOT NULL DEFAULT now()
);

--comment A call-off: one version of a listing, bought by an enterprise on a budget. Life: OrderStep, drawn in ARCHITECTURE.md
CREATE TABLE purchase_order (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'DD-' || to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
    || lpad(nextval('order_number')::text, 6, '0') CONSTRAINT order_number_unique UNIQUE,
  listing_id uuid NOT NULL,
  listing_version int NOT NULL,
  title text NOT NULL,
  category_code text NOT NULL REFERENCES service_category (code) ON DELETE RESTRICT,
  provider_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  -- the enterprise's district, which decides
  division_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  budget_id uuid NOT NULL REFERENCES budget (id) ON DELETE RESTRICT,
  quantity int NOT NULL CONSTRAINT order_quantity CHECK (quantity BETWEEN 1 AND 1000),
  -- null while a quotation is awaited
  unit_price_fen bigint CONSTRAINT order_unit_price CHECK (unit_price_fen BETWEEN 0 AND 100000000000),
  total_fen bigint CONSTRAINT order_total CHECK (total_fen = unit_price_fen * quantity),
  government_fen bigint CONSTRAINT order_government CHECK (government_fen BETWEEN 0 AND total_fen),
  need text NOT NULL DEFAULT '',
  wanted_by date,
  state text NOT NULL CONSTRAINT order_state CHECK (state IN (
    'quoting', 'draft', 'submitted', 'returned', 'approved', 'in-progress', 'delivered', 'completed', 'paid',
    'disputed', 'rejected', 'cancelled', 'lapsed')),
  -- the state a dispute interrupted
  disputed_from text,
  -- when what the present state waits for must have happened; null: no deadline
  due_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz,
  created_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  submitted_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  decided_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  paid_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  payment_id uuid REFERENCES payment (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  submitted_at timestamptz,
  approved_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  completed_at timestamptz,
  paid_at timestamptz,
  closed_at timestamptz,
  delivery_note text,
  delivery_files uuid[] NOT NULL DEFAULT '{}',
  version bigint NOT NULL DEFAULT 1,
  search tsvector GENERATED ALWAYS AS (search_vector(number, 'A') || search_vector(title, 'B')) STORED,
  CONSTRAINT order_listing FOREIGN KEY (listing_id, listing_version)
    REFERENCES listing_version (listing_id, version) ON DELETE RESTRICT,
  CONSTRAINT order_priced CHECK (state IN ('quoting', 'cancelled') OR (total_fen IS NOT NULL AND government_fen IS NOT NULL)),
  CONSTRAINT order_four_eyes CHECK (decided_by <> submitted_by AND decided_by <> created_by),
  CONSTRAINT order_payer_not_approver CHECK (paid_by <> decided_by),
  CONSTRAINT order_paid CHECK ((state = 'paid') = (paid_at IS NOT NULL) AND (paid_at IS NULL OR payment_id IS NOT NULL)),
  CONSTRAINT order_closed CHECK ((closed_at IS NOT NULL) = (state IN ('paid', 'rejected', 'cancelled', 'lapsed')))
);
CREATE INDEX order_by_enterprise ON purchase_order (enterprise_id, id DESC);
CREATE INDEX order_by_provider ON purchase_order (provider_id, id DESC);
CREATE INDEX order_by_division ON purchase_order (division_code, state, due_at);
CREATE INDEX order_by_budget ON purchase_order (budget_id, state);
CREATE INDEX order_by_listing ON purchase_order (listing_id);
CREATE INDEX order_waiting ON purchase_order (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX order_search ON purchase_order USING gin (search);

CREATE TABLE rating (
  order_id uuid PRIMARY KEY REFERENCES purchase_order (id) ON DELETE RESTRICT,
  listing_id uuid NOT NULL REFERENCES listing (id) ON DELETE RESTRICT,
  score int NOT NULL CONSTRAINT rating_score CHECK (score BETWEEN 1 AND 5),
  comment text NOT NULL DEFAULT '',
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rating_by_listing ON rating (listing_id, at DESC);
