--liquibase formatted sql

--changeset yufu:120-resource
--comment Whatever can be booked: a person, a room, one of several like instruments. The engine never asks which
CREATE TABLE resource (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL CONSTRAINT resource_name CHECK (length(name) BETWEEN 1 AND 120),
  units int NOT NULL DEFAULT 1 CONSTRAINT resource_units CHECK (units BETWEEN 1 AND 200),
  -- working-days: open as the State Council's schedule has it, a make-up workday as a Monday; holidays-closed: its own
  -- week, closed on statutory holidays; every-day: its own week only
  calendar text NOT NULL DEFAULT 'working-days'
    CONSTRAINT resource_calendar CHECK (calendar IN ('working-days', 'holidays-closed', 'every-day')),
  -- kept free around each booking, inside the protected span
  before_minutes int NOT NULL DEFAULT 0 CONSTRAINT resource_before CHECK (before_minutes BETWEEN 0 AND 1440),
  after_minutes int NOT NULL DEFAULT 0 CONSTRAINT resource_after CHECK (after_minutes BETWEEN 0 AND 1440),
  -- who keeps its calendar: the person it is, the organisation it belongs to, the district it serves
  account_id uuid REFERENCES account (id) ON DELETE RESTRICT,
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  division_code text REFERENCES division (code) ON DELETE RESTRICT,
  -- takes no bookings from here on
  closed_at timestamptz,
  version bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX resource_by_account ON resource (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX resource_by_organisation ON resource (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX resource_by_division ON resource (division_code);

--comment The plain week of a resource, in Shanghai's time; 24:00 is the end of the day
CREATE TABLE opening (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  resource_id uuid NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  weekday int NOT NULL CONSTRAINT opening_weekday CHECK (weekday BETWEEN 1 AND 7),
  opens time NOT NULL,
  closes time NOT NULL,
  valid_from date NOT NULL DEFAULT '2000-01-01',
  valid_to date,
  CONSTRAINT opening_span CHECK (opens < closes),
  CONSTRAINT opening_validity CHECK (valid_from < valid_to)
);
CREATE INDEX opening_by_resource ON opening (resource_id, weekday);

--comment What replaces the week, the holidays and everything else on one day; without hours, closed all day
CREATE TABLE opening_exception (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  resource_id uuid NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  day date NOT NULL,
  opens time,
  closes time,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT opening_exception_hours CHECK ((opens IS NULL) = (closes IS NULL) AND (opens IS NULL OR opens < closes))
);
CREATE INDEX opening_exception_by_resource ON opening_exception (resource_id, day);

--comment A span without bookings: absence, maintenance
CREATE TABLE blackout (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  resource_id uuid NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  during tstzrange NOT NULL CONSTRAINT blackout_during CHECK (NOT isempty(during) AND lower_inc(during)
    AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  reason text NOT NULL CONSTRAINT blackout_reason CHECK (length(reason) BETWEEN 1 AND 500),
  created_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX blackout_by_resource ON blackout USING gist (resource_id, during);

--changeset yufu:120-booking
--comment Somebody has one or several resources for a span. A booking that is moved ends, and its descendant takes over. Life: BookingState
CREATE TABLE booking (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  state text NOT NULL CONSTRAINT booking_state CHECK
    (state IN ('held', 'confirmed', 'done', 'moved', 'cancelled', 'expired', 'missed')),
  -- whether its resources are taken
  holds boolean NOT NULL GENERATED ALWAYS AS (state IN ('held', 'confirmed', 'done')) STORED,
  -- an empty span, or one without ends, would slip through the exclusion below
  during tstzrange NOT NULL CONSTRAINT booking_during CHECK (NOT isempty(during) AND lower_inc(during)
    AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  -- what counts together against a quota: a programme, an instrument
  quota_id uuid,
  series_id uuid,
  predecessor_id uuid CONSTRAINT booking_one_descendant UNIQUE REFERENCES booking (id) ON DELETE RESTRICT,
  -- a hold that nobody decides on ends then
  expires_at timestamptz,
  -- rules that a member of staff set aside, and why
  bypassed text[] NOT NULL DEFAULT '{}',
  bypass_reason text,
  -- cancelled or moved after the notice period; excused ones have no effect
  late boolean NOT NULL DEFAULT false,
  excused_reason text,
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT booking_held_expires CHECK ((state = 'held') <= (expires_at IS NOT NULL)),
  CONSTRAINT booking_bypass CHECK ((cardinality(bypassed) = 0) OR (length(bypass_reason) >= 2)),
  CONSTRAINT booking_ended CHECK ((ended_at IS NOT NULL) = (state NOT IN ('held', 'confirmed'))),
  CONSTRAINT booking_claimable UNIQUE (id, holds)
);
CREATE INDEX booking_by_quota ON booking (quota_id, organisation_id, lower(during));
CREATE INDEX booking_by_account ON booking (account_id, lower(during));
CREATE INDEX booking_by_organisation ON booking (organisation_id, lower(during)) WHERE organisation_id IS NOT NULL;
CREATE INDEX booking_expiring ON booking (expires_at) WHERE state = 'held';
CREATE INDEX booking_by_series ON booking (series_id) WHERE series_id IS NOT NULL;

--comment One unit of one resource, taken for the booking's span and the buffers around it. That two never overlap is decided here and nowhere else
CREATE TABLE booking_claim (
  booking_id uuid NOT NULL,
  resource_id uuid NOT NULL REFERENCES resource (id) ON DELETE RESTRICT,
  unit int NOT NULL CONSTRAINT booking_claim_unit CHECK (unit BETWEEN 1 AND 200),
  protected tstzrange NOT NULL CONSTRAINT booking_claim_protected CHECK (NOT isempty(protected) AND lower_inc(protected)
    AND NOT upper_inc(protected) AND NOT lower_inf(protected) AND NOT upper_inf(protected)),
  holds boolean NOT NULL,
  PRIMARY KEY (booking_id, resource_id, unit),
  -- follows the booking's state, so that a claim can neither outlive it nor be forgotten when it comes back
  CONSTRAINT booking_claim_booking FOREIGN KEY (booking_id, holds) REFERENCES booking (id, holds)
    ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT booking_claim_free EXCLUDE USING gist (resource_id WITH =, unit WITH =, protected WITH &&) WHERE (holds)
);

GRANT SELECT, INSERT, UPDATE ON resource, booking, booking_claim TO yufu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON opening, opening_exception, blackout TO yufu_app;
