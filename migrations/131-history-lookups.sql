--liquibase formatted sql

--changeset yufu:131-event-by-number
--comment The history is asked for by the number that people see
CREATE INDEX event_by_number ON event (subject_number, at) WHERE subject_number IS NOT NULL;

--changeset yufu:131-letter-anchor
--comment Whom a day's anchor was mailed to
CREATE INDEX letter_anchor ON letter ((data ->> 'day')) WHERE kind = 'audit-anchor';
