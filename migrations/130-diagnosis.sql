--liquibase formatted sql

--changeset yufu:130-problem-area
--comment What may trouble an enterprise (policy items 9, 20–23): what it says hurts, and what an expert is accredited for
CREATE TABLE problem_area (
  code text PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL,
  hint text NOT NULL,
  hint_en text NOT NULL,
  -- categories of services that may help, for recommendations
  categories text[] NOT NULL DEFAULT '{}',
  position int NOT NULL
);

--comment A kind of visit: how long it takes, how many experts come, and which areas it covers
CREATE TABLE diagnosis_type (
  code text PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL,
  summary text NOT NULL,
  summary_en text NOT NULL,
  minutes int NOT NULL CONSTRAINT diagnosis_type_minutes CHECK (minutes BETWEEN 30 AND 480),
  experts int NOT NULL DEFAULT 1 CONSTRAINT diagnosis_type_experts CHECK (experts BETWEEN 1 AND 3),
  areas text[] NOT NULL,
  position int NOT NULL
);

--comment Questions of one kind of visit, before it (intake) or on site (findings); a new version is a new row, and a visit keeps the one it was asked with
CREATE TABLE questionnaire (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  purpose text NOT NULL CONSTRAINT questionnaire_purpose CHECK (purpose IN ('intake', 'findings')),
  -- null: asked before the kind of visit is known
  type_code text REFERENCES diagnosis_type (code) ON DELETE RESTRICT,
  version int NOT NULL,
  valid_from date NOT NULL,
  -- [{key, area, text, textEn, kind: scale | choice | yes-no | text, options: [{value, text, textEn, points}]}]
  questions jsonb NOT NULL
);
CREATE UNIQUE INDEX questionnaire_version ON questionnaire (purpose, COALESCE(type_code, ''), version);

--changeset yufu:130-travel
--comment One row: what estimated travel times rest on. Straight line between the seats × road factor at a mean speed, and a fixed time for parking and walking
CREATE TABLE travel_assumption (
  one boolean PRIMARY KEY DEFAULT true CONSTRAINT travel_assumption_one CHECK (one),
  road_factor numeric(4, 2) NOT NULL,
  km_per_hour int NOT NULL,
  fixed_minutes int NOT NULL,
  within_division_minutes int NOT NULL
);
INSERT INTO travel_assumption (road_factor, km_per_hour, fixed_minutes, within_division_minutes) VALUES (1.35, 60, 10, 30);

--comment Minutes from one division's seat to another's; an entered time replaces the estimate
CREATE TABLE travel_time (
  from_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  to_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  minutes int NOT NULL CONSTRAINT travel_time_minutes CHECK (minutes BETWEEN 0 AND 1440),
  source text NOT NULL CONSTRAINT travel_time_source CHECK (source IN ('estimate', 'entered')),
  note text NOT NULL DEFAULT '',
  updated_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (from_code, to_code)
);
INSERT INTO travel_time (from_code, to_code, minutes, source)
SELECT a.code, b.code,
  CASE WHEN a.code = b.code THEN t.within_division_minutes
    -- great circle on a sphere of 6371 km (haversine), rounded up to five minutes
    ELSE (5 * ceil((t.fixed_minutes + 60 * t.road_factor / t.km_per_hour * 2 * 6371 * asin(sqrt(
      power(sin(radians(b.latitude - a.latitude) / 2), 2)
      + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2))))
      / 5))::int END,
  'estimate'
FROM division a CROSS JOIN division b CROSS JOIN travel_assumption t
WHERE a.latitude IS NOT NULL AND b.latitude IS NOT NULL;

--changeset yufu:130-expert
--comment Somebody who visits enterprises. Bookable as a resource; where the day begins and ends decides what can be reached
CREATE TABLE expert (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL CONSTRAINT expert_account UNIQUE REFERENCES account (id) ON DELETE RESTRICT,
  resource_id uuid NOT NULL CONSTRAINT expert_resource UNIQUE REFERENCES resource (id) ON DELETE RESTRICT,
  title text NOT NULL DEFAULT '',
  bio text NOT NULL DEFAULT '',
  employer text NOT NULL DEFAULT '',
  -- a provider that would profit from what the expert recommends
  employer_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  base_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  start_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  end_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  -- whose turn comes more often: visits are shared out in proportion
  weight int NOT NULL DEFAULT 5 CONSTRAINT expert_weight CHECK (weight BETWEEN 1 AND 10),
  suspended_at timestamptz,
  version bigint NOT NULL DEFAULT 1
);

--comment What an expert may be sent for, and how long; valid_to is the last day
CREATE TABLE accreditation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  expert_id uuid NOT NULL REFERENCES expert (id) ON DELETE RESTRICT,
  area_code text NOT NULL REFERENCES problem_area (code) ON DELETE RESTRICT,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  document text NOT NULL CONSTRAINT accreditation_document CHECK (length(document) BETWEEN 2 AND 200),
  granted_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  granted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT accreditation_validity CHECK (valid_from <= valid_to),
  CONSTRAINT accreditation_once EXCLUDE USING gist
    (expert_id WITH =, area_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

--changeset yufu:130-programme
--comment Who may book how many free visits a year, under which rules, paid from which budget; valid_to is its last day
CREATE TABLE programme (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL CONSTRAINT programme_name_unique UNIQUE,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  -- empty: the whole city, every tier, every kind
  divisions text[] NOT NULL DEFAULT '{}',
  tiers text[] NOT NULL DEFAULT '{}',
  types text[] NOT NULL DEFAULT '{}',
  visits_per_year int NOT NULL CONSTRAINT programme_visits CHECK (visits_per_year BETWEEN 1 AND 1000),
  -- which budget pays its experts; enterprises pay nothing
  budget_id uuid REFERENCES budget (id) ON DELETE RESTRICT,
  notice_hours int NOT NULL DEFAULT 24 CONSTRAINT programme_notice CHECK (notice_hours BETWEEN 0 AND 720),
  horizon_days int NOT NULL DEFAULT 60 CONSTRAINT programme_horizon CHECK (horizon_days BETWEEN 1 AND 365),
  cancel_hours int NOT NULL DEFAULT 24 CONSTRAINT programme_cancel CHECK (cancel_hours BETWEEN 0 AND 720),
  reschedule_hours int NOT NULL DEFAULT 48 CONSTRAINT programme_reschedule CHECK (reschedule_hours BETWEEN 0 AND 720),
  gap_days int NOT NULL DEFAULT 7 CONSTRAINT programme_gap CHECK (gap_days BETWEEN 0 AND 365),
  closed_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT programme_validity CHECK (valid_from <= valid_to)
);

--changeset yufu:130-visit
CREATE SEQUENCE visit_number;

--comment An expert comes to an enterprise. The time is its booking's; moved to another time, it keeps its number and gets the booking's descendant. Life: VisitStep, drawn in ARCHITECTURE.md
CREATE TABLE visit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'WZ-' || to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
    || lpad(nextval('visit_number')::text, 6, '0') CONSTRAINT visit_number_unique UNIQUE,
  booking_id uuid NOT NULL CONSTRAINT visit_booking UNIQUE REFERENCES booking (id) ON DELETE RESTRICT,
  -- times it was moved: the SEQUENCE of its calendar entry
  moved int NOT NULL DEFAULT 0,
  -- the other side chose the present time, so the enterprise may give it up at any notice
  moved_by_host boolean NOT NULL DEFAULT false,
  programme_id uuid NOT NULL REFERENCES programme (id) ON DELETE RESTRICT,
  type_code text NOT NULL REFERENCES diagnosis_type (code) ON DELETE RESTRICT,
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  -- where it takes place, which is also whose administrators look after it
  division_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  address text NOT NULL CONSTRAINT visit_address CHECK (length(address) BETWEEN 2 AND 200),
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  need text NOT NULL DEFAULT '',
  areas text[] NOT NULL,
  intake_id uuid REFERENCES questionnaire (id) ON DELETE RESTRICT,
  intake jsonb NOT NULL DEFAULT '{}',
  files uuid[] NOT NULL DEFAULT '{}',
  expert_id uuid NOT NULL REFERENCES expert (id) ON DELETE RESTRICT,
  assistants uuid[] NOT NULL DEFAULT '{}',
  -- why these experts: the first candidates in their order with figures and reasons, as shown to the enterprise and to
  -- inspectors (Assignment)
  assignment jsonb NOT NULL,
  assigned_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  state text NOT NULL CONSTRAINT visit_state CHECK (state IN (
    'requested', 'confirmed', 'in-progress', 'reporting', 'reported', 'completed', 'cancelled', 'expired', 'missed',
    'expert-missed')),
  -- when what the present state waits for must have happened
  due_at timestamptz,
  reminded jsonb NOT NULL DEFAULT '{}',
  follows uuid REFERENCES visit (id) ON DELETE RESTRICT,
  created_by uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  arrived_at timestamptz,
  -- {at, latitude, longitude, accuracy, receivedAt}: what the phone said, and when we heard of it
  check_in jsonb,
  left_at timestamptz,
  reported_at timestamptz,
  completed_at timestamptz,
  closed_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  search tsvector GENERATED ALWAYS AS (search_vector(number, 'A') || search_vector(need, 'B')) STORED,
  CONSTRAINT visit_closed CHECK ((closed_at IS NOT NULL) =
    (state IN ('completed', 'cancelled', 'expired', 'missed', 'expert-missed')))
);
CREATE INDEX visit_by_enterprise ON visit (enterprise_id, id DESC);
CREATE INDEX visit_by_expert ON visit (expert_id, id DESC);
CREATE INDEX visit_by_division ON visit (division_code, state, due_at);
CREATE INDEX visit_waiting ON visit (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX visit_by_assistant ON visit USING gin (assistants);
CREATE INDEX visit_by_file ON visit USING gin (files);
CREATE INDEX visit_follow_up ON visit (follows) WHERE follows IS NOT NULL;
CREATE INDEX visit_search ON visit USING gin (search);

--changeset yufu:130-finding
--comment What the experts saw, answered by the questionnaire of the day; points before, and after a follow-up visit
CREATE TABLE visit_report (
  visit_id uuid PRIMARY KEY REFERENCES visit (id) ON DELETE RESTRICT,
  questionnaire_id uuid REFERENCES questionnaire (id) ON DELETE RESTRICT,
  answers jsonb NOT NULL DEFAULT '{}',
  -- {area: 0–100}
  scores jsonb NOT NULL DEFAULT '{}',
  summary text NOT NULL DEFAULT '',
  photos uuid[] NOT NULL DEFAULT '{}',
  saved_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  saved_at timestamptz NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1
);

CREATE INDEX visit_report_by_photo ON visit_report USING gin (photos);

--comment One finding and what is to be done about it; together an enterprise's actions are its plan (一企一策)
CREATE TABLE action_item (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  visit_id uuid NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  area_code text NOT NULL REFERENCES problem_area (code) ON DELETE RESTRICT,
  finding text NOT NULL CONSTRAINT action_item_finding CHECK (length(finding) BETWEEN 2 AND 2000),
  severity text NOT NULL CONSTRAINT action_item_severity CHECK (severity IN ('low', 'medium', 'high')),
  action text NOT NULL CONSTRAINT action_item_action CHECK (length(action) BETWEEN 2 AND 1000),
  owner text NOT NULL,
  due_on date,
  -- draft until the report is sent
  state text NOT NULL CONSTRAINT action_item_state CHECK (state IN ('draft', 'open', 'done', 'dropped')),
  -- [{listingId, reasons: [code…], conflict: bool}]
  recommended jsonb NOT NULL DEFAULT '[]',
  order_id uuid REFERENCES purchase_order (id) ON DELETE RESTRICT,
  done_at timestamptz,
  note text NOT NULL DEFAULT '',
  position int NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT action_item_done CHECK ((state = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX action_item_by_visit ON action_item (visit_id, position);
CREATE INDEX action_item_by_enterprise ON action_item (enterprise_id, state, due_on);

--comment 服务专员 (policy item 22): who looks after an enterprise, and who stands in
CREATE TABLE specialist_assignment (
  enterprise_id uuid PRIMARY KEY REFERENCES organisation (id) ON DELETE RESTRICT,
  specialist_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  substitute_id uuid REFERENCES account (id) ON DELETE RESTRICT,
  since timestamptz NOT NULL DEFAULT now(),
  reason text NOT NULL DEFAULT '',
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT specialist_two_people CHECK (specialist_id <> substitute_id)
);
CREATE INDEX specialist_load ON specialist_assignment (specialist_id);

--comment What a specialist did for an enterprise
CREATE TABLE contact_log (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  enterprise_id uuid NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  at timestamptz NOT NULL,
  kind text NOT NULL CONSTRAINT contact_log_kind CHECK (kind IN ('visit', 'call', 'message', 'meeting')),
  note text NOT NULL CONSTRAINT contact_log_note CHECK (length(note) BETWEEN 2 AND 2000),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX contact_log_by_enterprise ON contact_log (enterprise_id, at DESC);

GRANT SELECT ON problem_area, diagnosis_type, questionnaire, travel_assumption TO yufu_app;
GRANT SELECT, INSERT, UPDATE ON travel_time, expert, accreditation, programme, visit, visit_report, action_item,
  specialist_assignment, contact_log TO yufu_app;
GRANT DELETE ON action_item TO yufu_app;
GRANT USAGE ON SEQUENCE visit_number TO yufu_app;
