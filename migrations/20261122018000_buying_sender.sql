-- +goose Up
-- Who sends requests to buy and saved searches is limited as who sends inquiries
-- is; what a buyer agreed to is kept, and forgotten when its purpose has ended.

ALTER TABLE buying_request
	ADD COLUMN network bytea,
	ADD COLUMN proven boolean NOT NULL DEFAULT false,
	ADD COLUMN consent_version text NOT NULL DEFAULT '' CHECK (length(consent_version) <= 20),
	ADD COLUMN forgotten_at timestamptz,
	DROP CONSTRAINT buying_request_organisation_check,
	DROP CONSTRAINT buying_request_tax_code_check,
	DROP CONSTRAINT buying_request_contact_name_check,
	DROP CONSTRAINT buying_request_email_check,
	ADD CONSTRAINT buying_request_tax_code_check CHECK (tax_code ~ '^([0-9]{10}(-[0-9]{3})?)?$'),
	ADD CONSTRAINT buying_request_buyer_check CHECK (
		CASE WHEN forgotten_at IS NULL
		THEN length(organisation) BETWEEN 2 AND 200 AND tax_code <> '' AND length(contact_name) BETWEEN 2 AND 100
			AND email LIKE '_%@_%' AND length(email) <= 254
		ELSE organisation = '' AND tax_code = '' AND contact_name = '' AND email = '' AND phone = '' AND place = '' AND note = '' AND network IS NULL
		END);
CREATE INDEX buying_request_network ON buying_request (network, created_at) WHERE network IS NOT NULL;
CREATE INDEX buying_request_email ON buying_request (lower(email));
COMMENT ON COLUMN buying_request.network IS 'Keyed hash of the address it came from, for a day.';
COMMENT ON COLUMN buying_request.proven IS 'It came with its proof of work; others are taken too, but fewer of them.';
COMMENT ON COLUMN buying_request.consent_version IS 'Of the words the buyer agreed to on sending; empty for samples.';
COMMENT ON COLUMN buying_request.forgotten_at IS 'When who the buyer is was deleted: some time after the end, or because the buyer asked for it.';

ALTER TABLE buying_answer
	ADD COLUMN each_quantity numeric CHECK (each_quantity > 0 AND each_quantity < 1e6),
	ADD COLUMN each_unit text CHECK (each_unit ~ '^[a-z]{1,10}$'),
	ADD CHECK ((each_quantity IS NULL) = (each_unit IS NULL));
COMMENT ON COLUMN buying_answer.each_quantity IS 'What one of the answer''s units holds, as its maker said, where the request counts in another.';

ALTER TABLE saved_search ADD COLUMN network bytea;
CREATE INDEX saved_search_network ON saved_search (network, created_at) WHERE network IS NOT NULL;
COMMENT ON COLUMN saved_search.network IS 'Keyed hash of the address it was asked from, for a day.';
