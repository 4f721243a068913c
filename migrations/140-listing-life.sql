--liquibase formatted sql

--changeset yufu:140-listing-version-submitted
--comment A version that its provider never submitted is nobody's business but the provider's
ALTER TABLE listing_version ADD submitted_at timestamptz;
UPDATE listing_version v SET submitted_at = COALESCE(v.approved_at, l.submitted_at)
FROM listing l
WHERE l.id = v.listing_id AND (v.approved_at IS NOT NULL OR v.version IS DISTINCT FROM l.work_version OR l.work_state <> 'draft');

--changeset yufu:140-listing-version-immutable
--comment A version that was ever approved is what somebody bought. The application may add versions and rewrite one until it is approved; afterwards no statement of its finds the row to change
ALTER TABLE listing_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY listing_version_read ON listing_version FOR SELECT TO yufu_app USING (true);
CREATE POLICY listing_version_write ON listing_version FOR INSERT TO yufu_app WITH CHECK (true);
CREATE POLICY listing_version_rewrite ON listing_version FOR UPDATE TO yufu_app USING (approved_at IS NULL) WITH CHECK (true);

--changeset yufu:140-listing-due
--comment What waits for a decision has a deadline: the list of those is in its order
ALTER TABLE listing ADD CONSTRAINT listing_due CHECK (work_state IS DISTINCT FROM 'submitted' OR due_at IS NOT NULL);

--changeset yufu:140-masked-name splitStatements:false
--comment The city and the legal form of an organisation's name; what tells one from another is two stars, however long it was
CREATE FUNCTION masked_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN COALESCE(substring(name FROM '^重庆市?'), '') || '**'
  || COALESCE(substring(name FROM '(?:股份有限公司|有限责任公司|有限公司|分公司|合伙企业|事务所|研究院|公司|中心|厂|社|所)$'), '');
