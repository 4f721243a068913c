--liquibase formatted sql

--changeset yufu:030-event
--comment Append-only history: every move of everything. The audience columns say whom it concerns
CREATE TABLE event (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  -- null: the system itself, for example a deadline
  actor_id uuid,
  actor_name text,
  actor_role text,
  actor_organisation text,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_number text,
  action text NOT NULL,
  from_state text,
  to_state text,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  enterprise_id uuid,
  provider_id uuid,
  division_code text
);
CREATE INDEX event_by_subject ON event (subject_id, at);
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_by_actor ON event (actor_id, at);

--comment The hash chain over events, written in order by one sealer at a time: hash = sha256(previous hash ‖ canonical event)
CREATE TABLE event_seal (
  position bigint PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT event_seal_once UNIQUE REFERENCES event (id) ON DELETE RESTRICT,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);

--changeset yufu:030-event-canonical splitStatements:false
--comment The text that is hashed: fixed field order, UTC microseconds; each field behind its length, so that no two events share a text
CREATE FUNCTION event_canonical(e event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(CASE WHEN f IS NULL THEN '-' ELSE length(f) || ':' || f END, ',' ORDER BY n)
  FROM unnest(ARRAY[
    e.id::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor_id::text, e.actor_name, e.actor_role, e.actor_organisation,
    e.subject_kind, e.subject_id::text, e.subject_number, e.action, e.from_state, e.to_state,
    e.reason, e.detail::text, e.enterprise_id::text, e.provider_id::text, e.division_code]) WITH ORDINALITY AS t(f, n)
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

--changeset yufu:030-notification
--comment Who is told of which event: one row per audience; mail = also by mail when the account wants it
CREATE TABLE notice_rule (
  subject_kind text NOT NULL,
  action text NOT NULL,
  audience text NOT NULL CONSTRAINT notice_rule_audience CHECK
    (audience IN ('enterprise', 'provider', 'district', 'city', 'finance', 'auditor')),
  mail boolean NOT NULL,
  PRIMARY KEY (subject_kind, action, audience)
);

--comment One row is the message in the page and, while mail_state is due, the mail that leaves
CREATE TABLE notification (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  event_id uuid REFERENCES event (id) ON DELETE RESTRICT,
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  read_at timestamptz,
  mail_state text NOT NULL DEFAULT 'none'
    CONSTRAINT notification_mail_state CHECK (mail_state IN ('none', 'due', 'sent', 'given-up')),
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz,
  last_error text,
  sent_at timestamptz
);
CREATE INDEX notification_inbox ON notification (account_id, id DESC);
CREATE INDEX notification_unread ON notification (account_id) WHERE read_at IS NULL;
CREATE INDEX notification_mail_due ON notification (next_attempt_at) WHERE mail_state = 'due';
CREATE INDEX notification_given_up ON notification (id) WHERE mail_state = 'given-up';

--comment Mail that is not a notice: links for confirming an address, resetting a password, joining an organisation. The secret in a link lives here only until it is sent
CREATE TABLE letter (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL,
  recipient text NOT NULL,
  locale text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  mail_state text NOT NULL DEFAULT 'due' CONSTRAINT letter_mail_state CHECK (mail_state IN ('due', 'sent', 'given-up')),
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz,
  last_error text,
  sent_at timestamptz
);
CREATE INDEX letter_due ON letter (next_attempt_at) WHERE mail_state = 'due';

--changeset yufu:030-notice-rules
INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES
  ('organisation', 'confirmation', 'district', true),
  ('organisation', 'approval', 'enterprise', true), ('organisation', 'approval', 'provider', true),
  ('organisation', 'rejection', 'enterprise', true), ('organisation', 'rejection', 'provider', true),
  ('organisation', 'suspension', 'enterprise', true), ('organisation', 'suspension', 'provider', true),
  ('organisation', 'reinstatement', 'enterprise', true), ('organisation', 'reinstatement', 'provider', true),
  ('listing', 'submission', 'district', false),
  ('listing', 'approval', 'provider', true),
  ('listing', 'rejection', 'provider', true),
  ('order', 'quotation-request', 'provider', true),
  ('order', 'quotation', 'enterprise', true),
  ('order', 'submission', 'district', false),
  ('order', 'approval', 'enterprise', true), ('order', 'approval', 'provider', true),
  ('order', 'return', 'enterprise', true),
  ('order', 'rejection', 'enterprise', true),
  ('order', 'acceptance-of-work', 'enterprise', false),
  ('order', 'delivery', 'enterprise', true),
  ('order', 'rework', 'provider', true),
  ('order', 'completion', 'provider', true), ('order', 'completion', 'finance', false),
  ('order', 'payment', 'provider', true), ('order', 'payment', 'enterprise', false),
  ('order', 'cancellation', 'provider', true), ('order', 'cancellation', 'enterprise', true),
  ('order', 'dispute', 'provider', true), ('order', 'dispute', 'enterprise', true), ('order', 'dispute', 'district', true),
  ('order', 'ruling', 'provider', true), ('order', 'ruling', 'enterprise', true),
  ('order', 'rating', 'provider', false),
  ('order', 'reminder', 'district', true),
  ('order', 'escalation', 'city', true), ('order', 'escalation', 'enterprise', false),
  ('order', 'lapse', 'enterprise', true), ('order', 'lapse', 'provider', true), ('order', 'lapse', 'district', false),
  ('budget', 'creation', 'district', false),
  ('calendar', 'missing-year', 'city', true),
  ('audit', 'anchor', 'auditor', true);
