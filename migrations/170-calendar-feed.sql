--liquibase formatted sql

--changeset yufu:170-calendar-feed
--comment One secret address per account under which its calendar can be subscribed to; only the secret's hash is kept. A renewed one takes the row over, so that the old address is gone at once
CREATE TABLE calendar_feed (
  account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CONSTRAINT calendar_feed_token UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  -- how often it was asked for since, at most an hour ago
  asked int NOT NULL DEFAULT 0,
  asked_since timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feed TO yufu_app;

--comment Experts who were to come and no longer are: their calendars are told, with the time that they had
CREATE TABLE visit_former (
  visit_id uuid NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
  expert_id uuid NOT NULL REFERENCES expert (id) ON DELETE RESTRICT,
  during tstzrange NOT NULL,
  left_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (expert_id, visit_id)
);
GRANT SELECT, INSERT, UPDATE ON visit_former TO yufu_app;
