--liquibase formatted sql

--changeset yufu:110-attachment-lookups
--comment Who may read a file follows from what refers to it
CREATE INDEX listing_version_evidence ON listing_version USING gin (evidence);
CREATE INDEX order_by_delivery_file ON purchase_order USING gin (delivery_files);
CREATE INDEX attachment_by_age ON attachment (created_at);
