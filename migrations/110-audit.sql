--liquibase formatted sql

--changeset yufu:110-canonical splitStatements:false
--comment The same text as before, a third of the time: sealing and checking spend most of theirs here
CREATE OR REPLACE FUNCTION event_canonical(e event) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT '36:' || e.id || ',27:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    || COALESCE(',36:' || e.actor_id, ',-')
    || COALESCE(',' || length(e.actor_name) || ':' || e.actor_name, ',-')
    || COALESCE(',' || length(e.actor_role) || ':' || e.actor_role, ',-')
    || COALESCE(',' || length(e.actor_organisation) || ':' || e.actor_organisation, ',-')
    || ',' || length(e.subject_kind) || ':' || e.subject_kind || ',36:' || e.subject_id
    || COALESCE(',' || length(e.subject_number) || ':' || e.subject_number, ',-')
    || ',' || length(e.action) || ':' || e.action
    || COALESCE(',' || length(e.from_state) || ':' || e.from_state, ',-')
    || COALESCE(',' || length(e.to_state) || ':' || e.to_state, ',-')
    || COALESCE(',' || length(e.reason) || ':' || e.reason, ',-')
    || ',' || length(e.detail::text) || ':' || e.detail::text
    || COALESCE(',36:' || e.enterprise_id, ',-') || COALESCE(',36:' || e.provider_id, ',-')
    || COALESCE(',' || length(e.division_code) || ':' || e.division_code, ',-')
$$;

--changeset yufu:110-seal-columns
--comment When a seal was made is not part of what it seals, so it could be altered unseen; the event's own time is sealed
ALTER TABLE event_seal DROP COLUMN sealed_at;

--changeset yufu:110-anchor
--comment Once a day, where the chain had got to: also mailed to the auditors, because a chain that was cut off at its end still verifies
CREATE TABLE audit_anchor (
  day date PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  position bigint NOT NULL,
  hash bytea NOT NULL
);
CREATE TRIGGER audit_anchor_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_anchor
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON audit_anchor TO yufu_app;

--changeset yufu:110-daily-check
--comment A nightly check and what it found; the row is also the claim by which one node of many does it. Without a finding an hour later, another may
CREATE TABLE daily_check (
  day date NOT NULL,
  kind text NOT NULL CONSTRAINT daily_check_kind CHECK (kind IN ('reconciliation', 'verification')),
  at timestamptz NOT NULL DEFAULT now(),
  finding jsonb,
  PRIMARY KEY (day, kind)
);
GRANT SELECT, INSERT, UPDATE ON daily_check TO yufu_app;

--changeset yufu:110-notice-rules
--comment The anchor's mail is a letter of its own, which no mail setting turns off
UPDATE notice_rule SET mail = false WHERE subject_kind = 'audit' AND action = 'anchor';
INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES
  ('audit', 'break', 'auditor', true), ('audit', 'break', 'city', true),
  ('budget', 'discrepancy', 'city', true);
