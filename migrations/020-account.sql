--liquibase formatted sql

--changeset yufu:020-organisation
CREATE SEQUENCE organisation_number;

--comment An enterprise or a provider. Life: unconfirmed → pending → active | rejected; active ⇄ suspended (OrganisationStep)
CREATE TABLE organisation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number text NOT NULL DEFAULT 'JG-' || lpad(nextval('organisation_number')::text, 6, '0')
    CONSTRAINT organisation_number_unique UNIQUE,
  kind text NOT NULL CONSTRAINT organisation_kind CHECK (kind IN ('enterprise', 'provider')),
  name text NOT NULL CONSTRAINT organisation_name_length CHECK (length(name) BETWEEN 2 AND 120),
  credit_code text NOT NULL CONSTRAINT organisation_credit_code_shape CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  -- reason why a code whose check digit fails (early pilot codes, GB 32100) was accepted by hand
  credit_code_override text,
  division_code text NOT NULL REFERENCES division (code) ON DELETE RESTRICT,
  industry_code text REFERENCES industry (code) ON DELETE RESTRICT,
  tier text CONSTRAINT organisation_tier CHECK (tier IN ('innovative', 'specialised', 'little-giant')),
  address text,
  website text,
  profile text,
  staff_count int CONSTRAINT organisation_staff CHECK (staff_count >= 0),
  revenue_fen bigint CONSTRAINT organisation_revenue CHECK (revenue_fen >= 0),
  contact_name text NOT NULL,
  contact_email text NOT NULL,
  contact_phone text NOT NULL,
  qualifications jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT 'unconfirmed'
    CONSTRAINT organisation_state CHECK (state IN ('unconfirmed', 'pending', 'active', 'rejected', 'suspended')),
  created_at timestamptz NOT NULL DEFAULT now(),
  submitted_at timestamptz,
  due_at timestamptz,
  decided_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  search tsvector GENERATED ALWAYS AS (
    search_vector(name, 'A') || search_vector(credit_code, 'B') || search_vector(COALESCE(profile, ''), 'C')) STORED
);
-- a credit code belongs to whoever first confirms an e-mail address for it: a registration that nobody confirms must
-- not keep the real organisation out, and a rejected one may be tried again
CREATE UNIQUE INDEX organisation_credit_code_unique ON organisation (credit_code)
  WHERE state NOT IN ('unconfirmed', 'rejected');
CREATE INDEX organisation_search ON organisation USING gin (search);
CREATE INDEX organisation_by_division ON organisation (division_code, kind, state);
CREATE INDEX organisation_waiting ON organisation (due_at, id) WHERE state = 'pending';

--changeset yufu:020-account
CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  username text NOT NULL CONSTRAINT account_username_shape CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  password_hash text,
  name text NOT NULL,
  email text NOT NULL,
  email_confirmed_at timestamptz,
  phone text,
  role text NOT NULL CONSTRAINT account_role CHECK
    (role IN ('enterprise', 'provider', 'expert', 'district-admin', 'city-admin', 'finance', 'auditor')),
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  division_code text REFERENCES division (code) ON DELETE RESTRICT,
  locale text NOT NULL DEFAULT 'zh-CN' CONSTRAINT account_locale CHECK (locale IN ('zh-CN', 'en')),
  mail_notices boolean NOT NULL DEFAULT true,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT account_username_unique UNIQUE (username),
  CONSTRAINT account_belongs CHECK (
    (role IN ('enterprise', 'provider')) = (organisation_id IS NOT NULL)
    AND (role <> 'district-admin' OR division_code IS NOT NULL))
);
CREATE INDEX account_by_organisation ON account (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX account_by_role ON account (role, division_code) WHERE organisation_id IS NULL;
CREATE INDEX account_by_email ON account (lower(email));

--comment A signed-in device. The refresh token is kept as a hash; the one before it stays valid for a moment, for two tabs that refresh at once
CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CONSTRAINT session_token_unique UNIQUE,
  previous_hash bytea,
  rotated_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  ended_at timestamptz
);
CREATE INDEX session_by_account ON session (account_id) WHERE ended_at IS NULL;
CREATE INDEX session_by_previous ON session (previous_hash) WHERE ended_at IS NULL;

--comment What a mailed link stands for; only the hash of its secret is kept, and it works once
CREATE TABLE mailed_link (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CONSTRAINT mailed_link_purpose CHECK (purpose IN ('confirm-email', 'reset-password', 'invitation')),
  account_id uuid REFERENCES account (id) ON DELETE CASCADE,
  invitation_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  email text NOT NULL,
  name text NOT NULL,
  invited_by uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX invitation_by_organisation ON invitation (organisation_id);
ALTER TABLE mailed_link ADD CONSTRAINT mailed_link_invitation
  FOREIGN KEY (invitation_id) REFERENCES invitation (id) ON DELETE CASCADE;

CREATE TABLE sign_in (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  username text NOT NULL,
  account_id uuid REFERENCES account (id) ON DELETE SET NULL,
  outcome text NOT NULL CONSTRAINT sign_in_outcome CHECK (outcome IN ('ok', 'wrong', 'locked', 'disabled', 'signed-out')),
  address text NOT NULL,
  user_agent text NOT NULL
);
CREATE INDEX sign_in_by_time ON sign_in (at DESC, id DESC);
CREATE INDEX sign_in_by_account ON sign_in (account_id, at DESC);

--comment Failed attempts since the last success, per account (account:<id>), per unknown name (name:<text>, so that it locks as a known one does) and per address (address:<ip>)
CREATE TABLE sign_in_guard (
  key text PRIMARY KEY,
  failures int NOT NULL,
  last_at timestamptz NOT NULL DEFAULT now(),
  locked_until timestamptz
);

--comment Requests of one kind by one subject in the current window: registrations, mails on demand. Losing it in a crash only forgives
CREATE UNLOGGED TABLE rate_limit (
  key text PRIMARY KEY,
  used int NOT NULL,
  until timestamptz NOT NULL
);

--changeset yufu:020-sign-in-pause splitStatements:false
--comment How long signing in pauses after so many failures, doubling from a minute: an account from the 5th on, an address, which many may share, from the 50th on; null: no pause
CREATE FUNCTION sign_in_pause(key text, failures int) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN key LIKE 'address:%' AND failures >= 50
      THEN LEAST(interval '15 minutes', interval '1 minute' * 2 ^ LEAST((failures - 50) / 10, 10))
    WHEN key NOT LIKE 'address:%' AND failures >= 5
      THEN LEAST(interval '1 hour', interval '1 minute' * 2 ^ LEAST(failures - 5, 10))
  END
$$;

--changeset yufu:020-idempotency

--comment Answers of writes by Idempotency-Key, kept 72 hours (draft-ietf-httpapi-idempotency-key-header)
CREATE TABLE idempotency (
  principal uuid NOT NULL,
  key text NOT NULL CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 200),
  request_hash bytea NOT NULL,
  status int,
  headers jsonb,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_unique PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
