--liquibase formatted sql

--changeset yufu:040-attachment
--comment Files of any feature; state lives in PostgreSQL only, so their bytes do too (at most 10 MB each)
CREATE TABLE attachment (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL,
  type text NOT NULL,
  size int NOT NULL CONSTRAINT attachment_size CHECK (size BETWEEN 1 AND 10485760),
  sha256 bytea NOT NULL,
  content bytea NOT NULL,
  uploaded_by uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now()
);

--changeset yufu:040-listing
CREATE SEQUENCE listing_number;

--comment What a provider offers. live_version is what the public sees and orders buy; work_version is the draft or change under way
CREATE TABLE listing (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'FW-' || to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
    || lpad(nextval('listing_number')::text, 6, '0') CONSTRAINT listing_number_unique UNIQUE,
  provider_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  -- the provider's district, which decides on it; copied because it never moves while a decision is open
  division_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  state text NOT NULL DEFAULT 'draft'
    CONSTRAINT listing_state CHECK (state IN ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
  live_version int,
  work_version int,
  work_state text CONSTRAINT listing_work_state CHECK (work_state IN ('draft', 'submitted', 'returned')),
  work_reason text,
  submitted_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  submitted_at timestamptz,
  due_at timestamptz,
  published_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- figures kept with the row so that a page of search needs no aggregation
  rating_sum int NOT NULL DEFAULT 0,
  rating_count int NOT NULL DEFAULT 0,
  order_count int NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT listing_work CHECK ((work_version IS NULL) = (work_state IS NULL)),
  CONSTRAINT listing_live CHECK (state <> 'published' OR live_version IS NOT NULL),
  CONSTRAINT listing_rating CHECK (rating_sum BETWEEN rating_count AND 5 * rating_count)
);
CREATE INDEX listing_by_provider ON listing (provider_id, id DESC);
CREATE INDEX listing_waiting ON listing (due_at, id) WHERE work_state = 'submitted';

--comment Every version of a listing is kept: an order points at the one that was bought. Only the work version may change
CREATE TABLE listing_version (
  listing_id uuid NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  version int NOT NULL CONSTRAINT listing_version_positive CHECK (version > 0),
  title text NOT NULL,
  summary text NOT NULL,
  description text NOT NULL,
  category_code text NOT NULL REFERENCES service_category (code) ON DELETE RESTRICT,
  price_model text NOT NULL CONSTRAINT listing_version_price_model CHECK (price_model IN ('fixed', 'per-day', 'quotation')),
  price_fen bigint CONSTRAINT listing_version_price CHECK (price_fen BETWEEN 0 AND 100000000000),
  delivery_days int NOT NULL CONSTRAINT listing_version_delivery CHECK (delivery_days BETWEEN 1 AND 730),
  -- empty: the whole city
  divisions text[] NOT NULL DEFAULT '{}',
  industries text[] NOT NULL DEFAULT '{}',
  capacity_per_month int NOT NULL CONSTRAINT listing_version_capacity CHECK (capacity_per_month BETWEEN 1 AND 10000),
  evidence uuid[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  approved_at timestamptz,
  approved_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  PRIMARY KEY (listing_id, version),
  CONSTRAINT listing_version_priced CHECK (price_model = 'quotation' OR price_fen IS NOT NULL),
  CONSTRAINT listing_version_four_eyes CHECK (approved_by IS DISTINCT FROM created_by OR approved_by IS NULL)
);
ALTER TABLE listing ADD CONSTRAINT listing_live_version
  FOREIGN KEY (id, live_version) REFERENCES listing_version (listing_id, version) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE listing ADD CONSTRAINT listing_work_version
  FOREIGN KEY (id, work_version) REFERENCES listing_version (listing_id, version) DEFERRABLE INITIALLY DEFERRED;
