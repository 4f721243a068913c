--liquibase formatted sql

--changeset yufu:130-category-name
--comment The names that a category had, has and will have, each from its first day on; service_category.name is the one in force
CREATE TABLE service_category_name (
  code text NOT NULL CONSTRAINT service_category_name_code REFERENCES service_category (code) ON DELETE RESTRICT,
  valid_from date NOT NULL,
  name text NOT NULL CONSTRAINT service_category_name_form CHECK (length(name) BETWEEN 2 AND 40),
  name_en text NOT NULL CONSTRAINT service_category_name_form_en CHECK (length(name_en) BETWEEN 2 AND 80),
  PRIMARY KEY (code, valid_from)
);
INSERT INTO service_category_name (code, valid_from, name, name_en)
SELECT code, valid_from, name, name_en FROM service_category;
GRANT SELECT, INSERT, UPDATE ON service_category_name TO yufu_app;
