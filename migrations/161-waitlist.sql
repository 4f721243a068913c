--liquibase formatted sql

--changeset yufu:161-waitlist
--comment Somebody waits for a time that is not free. The oldest whose wish fits is offered it, held until an answer is due. Life: WaitingStep, drawn in ARCHITECTURE.md
CREATE TABLE waiting (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- which feature looks for a time and books it, and what exactly is waited for
  kind text NOT NULL,
  subject text NOT NULL,
  title text NOT NULL,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  division_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  -- days that would suit, the last included; no weekdays: any of them
  first_day date NOT NULL,
  last_day date NOT NULL,
  weekdays int[] NOT NULL DEFAULT '{}',
  part text NOT NULL DEFAULT 'any' CONSTRAINT waiting_part CHECK (part IN ('any', 'morning', 'afternoon')),
  -- how many are needed at once: all of them or none
  units int NOT NULL DEFAULT 1 CONSTRAINT waiting_units CHECK (units BETWEEN 1 AND 200),
  -- what else the feature must know to book it
  wish jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CONSTRAINT waiting_state CHECK
    (state IN ('waiting', 'offered', 'taken', 'declined', 'left', 'lapsed', 'over')),
  booking_id uuid CONSTRAINT waiting_booking UNIQUE REFERENCES booking (id) ON DELETE RESTRICT,
  offer jsonb,
  offer_until timestamptz,
  -- beginnings of times that were declined and are not offered again
  refused timestamptz[] NOT NULL DEFAULT '{}',
  -- what was booked in the end
  result_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT waiting_days CHECK (first_day <= last_day),
  CONSTRAINT waiting_offer CHECK ((state = 'offered') <= (booking_id IS NOT NULL AND offer_until IS NOT NULL)),
  CONSTRAINT waiting_ended CHECK ((ended_at IS NOT NULL) = (state NOT IN ('waiting', 'offered')))
);
CREATE INDEX waiting_queue ON waiting (created_at, id) WHERE state = 'waiting';
CREATE INDEX waiting_offers ON waiting (offer_until) WHERE state = 'offered';
CREATE INDEX waiting_by_organisation ON waiting (organisation_id, id DESC);
CREATE INDEX waiting_by_division ON waiting (division_code, id DESC);
--comment Waiting twice for the same would be a way to stand in two places
CREATE UNIQUE INDEX waiting_once ON waiting (kind, organisation_id, subject) WHERE state IN ('waiting', 'offered');
GRANT SELECT, INSERT, UPDATE ON waiting TO yufu_app;

INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES
  ('waiting', 'offer', 'enterprise', true), ('waiting', 'lapse', 'enterprise', true), ('waiting', 'ending', 'enterprise', true);
