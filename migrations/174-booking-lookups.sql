--liquibase formatted sql

--changeset yufu:174-strikes
--comment Each booking looks for the few that its holder failed to keep among all that the holder ever had
CREATE INDEX booking_strikes_of_organisation ON booking (organisation_id) WHERE late OR state = 'missed';
CREATE INDEX booking_strikes_of_account ON booking (account_id) WHERE late OR state = 'missed';
