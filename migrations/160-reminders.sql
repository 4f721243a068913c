--liquibase formatted sql

--changeset yufu:160-reminders
--comment That somebody was reminded of a booking, once for each time before it: what two nodes cannot both write
CREATE TABLE booking_reminder (
  booking_id uuid NOT NULL REFERENCES booking (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  stage text NOT NULL CONSTRAINT booking_reminder_stage CHECK (stage IN ('3d', '1d', '2h')),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (booking_id, account_id, stage)
);
CREATE INDEX booking_soon ON booking (lower(during)) WHERE state = 'confirmed';
GRANT SELECT, INSERT ON booking_reminder TO yufu_app;

--comment One message for all that a person has booked, instead of one for each visit
DELETE FROM notice_rule WHERE subject_kind = 'visit' AND action = 'reminder';
INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES ('reminder', 'digest', 'involved', true);
