--liquibase formatted sql

--changeset yufu:173-programme-fee
--comment What government pays for one visit, where a budget pays; a programme that named one already gets a usual fee, which a city administrator may change
ALTER TABLE programme ADD fee_fen bigint CONSTRAINT programme_fee CHECK (fee_fen BETWEEN 1 AND 100000000);
UPDATE programme SET fee_fen = 120000 WHERE budget_id IS NOT NULL;
ALTER TABLE programme ADD CONSTRAINT programme_funded CHECK ((budget_id IS NULL) = (fee_fen IS NULL));

--changeset yufu:173-payment-kind
--comment A batch pays orders or visits
ALTER TABLE payment RENAME order_count TO subject_count;
ALTER TABLE payment ADD subject_kind text NOT NULL DEFAULT 'order'
  CONSTRAINT payment_subject_kind CHECK (subject_kind IN ('order', 'visit'));
ALTER TABLE payment ALTER subject_kind DROP DEFAULT;

--changeset yufu:173-visit-money
--comment What was frozen for it when it was requested, whatever becomes of the programme; without a fee for visits before that, and where no budget pays
ALTER TABLE visit
  ADD budget_id uuid REFERENCES budget (id) ON DELETE RESTRICT,
  ADD fee_fen bigint CONSTRAINT visit_fee CHECK (fee_fen > 0),
  ADD paid_at timestamptz,
  ADD paid_by uuid REFERENCES account (id) ON DELETE RESTRICT,
  ADD payment_id uuid REFERENCES payment (id) ON DELETE RESTRICT,
  ADD CONSTRAINT visit_funded CHECK ((budget_id IS NULL) = (fee_fen IS NULL)),
  ADD CONSTRAINT visit_paid CHECK ((paid_at IS NULL) = (payment_id IS NULL) AND (paid_at IS NULL) = (paid_by IS NULL)
    AND (paid_at IS NULL OR state = 'completed' AND fee_fen IS NOT NULL));
CREATE INDEX visit_by_budget ON visit (budget_id, id) WHERE budget_id IS NOT NULL;

INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES
  ('visit', 'report-confirmation', 'finance', false), ('visit', 'automatic-confirmation', 'finance', false),
  ('visit', 'payment', 'involved', true), ('visit', 'payment', 'enterprise', false);

--changeset yufu:173-budget-links
--comment What stands behind a movement of money, as its number (144-links.sql says what such views are)
CREATE VIEW budget_subject AS
SELECT id, number FROM purchase_order
UNION ALL
SELECT id, number FROM visit;
GRANT SELECT ON budget_subject TO yufu_app;
