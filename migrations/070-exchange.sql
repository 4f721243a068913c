--liquibase formatted sql

--changeset yufu:070-exchange
--comment Imports and exports run in the background; state and result are kept here, so that any node can show and finish them
CREATE TABLE job (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CONSTRAINT job_kind CHECK (kind IN ('import', 'export')),
  subject text NOT NULL,
  name text NOT NULL,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  state text NOT NULL CONSTRAINT job_state CHECK
    (state IN ('checking', 'checked', 'applying', 'applied', 'running', 'done', 'failed')),
  request jsonb NOT NULL DEFAULT '{}',
  rows int NOT NULL DEFAULT 0,
  done int NOT NULL DEFAULT 0,
  valid int NOT NULL DEFAULT 0,
  problem_count int NOT NULL DEFAULT 0,
  problems jsonb NOT NULL DEFAULT '[]',
  content bytea,
  failure text,
  lease_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX job_by_account ON job (account_id, id DESC);
CREATE INDEX job_open ON job (id) WHERE state IN ('checking', 'applying', 'running');
