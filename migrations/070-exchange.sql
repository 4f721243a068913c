--liquibase formatted sql

--changeset yufu:070-exchange
--comment Imports and exports run in the background; state and result are kept here, so that any node can show and finish them
CREATE TABLE job (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CONSTRAINT job_kind CHECK (kind IN ('import', 'export')),
  -- import: enterprises or listings; export: the name of the list
  subject text NOT NULL,
  -- the file's name
  name text NOT NULL,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  -- as whom the account asked: when that has changed, the job neither goes on nor is its file handed out
  role text NOT NULL,
  organisation_id uuid REFERENCES organisation (id) ON DELETE RESTRICT,
  division_code text REFERENCES division (code) ON DELETE RESTRICT,
  language text NOT NULL CONSTRAINT job_language CHECK (language IN ('zh-CN', 'en')),
  state text NOT NULL CONSTRAINT job_state CHECK
    (state IN ('checking', 'checked', 'applying', 'applied', 'running', 'done', 'failed')),
  -- export: filters and columns
  request jsonb NOT NULL DEFAULT '{}',
  -- null while nobody has counted them
  rows int,
  done int NOT NULL DEFAULT 0,
  valid int NOT NULL DEFAULT 0,
  problem_count int NOT NULL DEFAULT 0,
  -- the first 200: [{row, column, code, values}]
  problems jsonb NOT NULL DEFAULT '[]',
  -- bytes of the file
  size bigint NOT NULL DEFAULT 0,
  -- who works on it now, and until when that is believed
  lease uuid,
  lease_until timestamptz,
  attempts int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT job_kind_state CHECK (state = 'failed'
    OR (kind = 'import') = (state IN ('checking', 'checked', 'applying', 'applied')))
);
CREATE INDEX job_by_account ON job (account_id, kind, id DESC);
CREATE INDEX job_open ON job (id) WHERE state IN ('checking', 'applying', 'running');

--comment The file of a job in pieces, so that neither side ever holds all of it; a workbook is compressed already
CREATE TABLE job_part (
  job_id uuid NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  part int NOT NULL CONSTRAINT job_part_position CHECK (part >= 0),
  content bytea NOT NULL CONSTRAINT job_part_size CHECK (length(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (job_id, part)
);
ALTER TABLE job_part ALTER COLUMN content SET STORAGE EXTERNAL;
