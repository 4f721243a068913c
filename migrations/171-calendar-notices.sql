--liquibase formatted sql

--changeset yufu:171-notice-actor
--comment Where whoever did it is told too: by the mail, which brings what their calendar must know
ALTER TABLE notice_rule ADD COLUMN actor boolean NOT NULL DEFAULT false;

--changeset yufu:171-calendar-notices
--comment Everybody's calendar hears of a visit: colleagues of whoever asked for it, and assistants when it is confirmed
INSERT INTO notice_rule (subject_kind, action, audience, mail, actor) VALUES
  ('visit', 'request', 'enterprise', true, true),
  ('visit', 'confirmation', 'involved', true, true);
UPDATE notice_rule SET actor = true
WHERE subject_kind = 'visit' AND action IN ('reassignment', 'reschedule', 'cancellation')
  AND audience IN ('enterprise', 'involved');
