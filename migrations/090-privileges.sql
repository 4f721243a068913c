--liquibase formatted sql

--changeset yufu:090-privileges runOnChange:true
--comment The application's role: reads and writes, but history, seals and ledger only grow, and nobody at run time changes a table
GRANT USAGE ON SCHEMA public TO yufu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO yufu_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO yufu_app;
REVOKE UPDATE, DELETE, TRUNCATE ON event, event_seal, ledger FROM yufu_app;
REVOKE DELETE ON purchase_order, budget, organisation, listing, listing_version, rating, payment FROM yufu_app;
REVOKE INSERT, UPDATE, DELETE ON databasechangelog, databasechangeloglock FROM yufu_app;
