--liquibase formatted sql

--changeset yufu:175-quoted-price
--comment What is priced by quotation shows no price, as the contract says; before, that was held by the form alone
UPDATE listing_version SET price_fen = NULL WHERE price_model = 'quotation' AND price_fen IS NOT NULL;
ALTER TABLE listing_version DROP CONSTRAINT listing_version_priced;
ALTER TABLE listing_version
  ADD CONSTRAINT listing_version_priced CHECK ((price_model = 'quotation') = (price_fen IS NULL));
