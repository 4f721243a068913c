--liquibase formatted sql

--changeset yufu:172-photo-copy
--comment A photo of a report as documents show it: small, upright, without what the camera wrote into it. Null where the file is no picture that can be read
CREATE TABLE photo_copy (
  attachment_id uuid PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  jpeg bytea,
  made_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON photo_copy TO yufu_app;
