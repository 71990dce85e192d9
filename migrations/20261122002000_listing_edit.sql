-- +goose Up
-- What makers want changed: kept as drafts, looked at by the province's office,
-- applied once. The catalogue itself holds approved content only.

ALTER TABLE product ADD COLUMN confirmed_on date;
COMMENT ON COLUMN product.confirmed_on IS 'The day the producer last said that the listing is still correct; null where it never did.';

ALTER TABLE producer
	ADD COLUMN contact_name  text NOT NULL DEFAULT '',
	ADD COLUMN contact_phone text NOT NULL DEFAULT '';
COMMENT ON COLUMN producer.contact_name IS 'A person to ask for; public only under a consent in person_consent.';
COMMENT ON COLUMN producer.contact_phone IS 'That person''s own number; likewise.';

CREATE TABLE person_consent (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	producer_id  bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	field        text NOT NULL CHECK (field IN ('contact_name', 'contact_phone', 'phone', 'email')),
	wording      text NOT NULL CHECK (wording <> ''),
	given_at     timestamptz NOT NULL DEFAULT now(),
	given_by     bigint NOT NULL,
	withdrawn_at timestamptz,
	withdrawn_by bigint,
	CHECK (withdrawn_at >= given_at),
	CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX person_consent_in_force ON person_consent (producer_id, field) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE person_consent IS 'Consent to publish one field of a person, given and withdrawn by itself (Law 91/2025/QH15); lines stay as proof.';
COMMENT ON COLUMN person_consent.wording IS 'The sentence that was agreed to, as shown.';
COMMENT ON COLUMN person_consent.given_by IS 'The account; no foreign key, because the proof outlives the account.';

ALTER TABLE product_certificate
	ADD COLUMN file        text CHECK (file ~ '^[0-9a-f]{32}$'),
	ADD COLUMN file_public boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN product_certificate.file IS 'A scan, in paper_file; null where none was given.';
COMMENT ON COLUMN product_certificate.file_public IS 'The producer lets anybody open the scan.';

CREATE TABLE paper_file (
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	hash        text NOT NULL CHECK (hash ~ '^[0-9a-f]{32}$'),
	type        text NOT NULL CHECK (type IN ('pdf', 'jpeg', 'png', 'webp', 'heic')),
	bytes       integer NOT NULL CHECK (bytes > 0),
	added_at    timestamptz NOT NULL DEFAULT now(),
	added_by    bigint NOT NULL,
	PRIMARY KEY (producer_id, hash)
);
CREATE INDEX paper_file_hash ON paper_file (hash);
COMMENT ON TABLE paper_file IS 'Scans of certificates; the files lie in the store of package media under paper/<hash> and are private unless product_certificate.file_public.';

CREATE TABLE picture_upload (
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	hash        text NOT NULL CHECK (hash ~ '^[0-9a-f]{32}$'),
	width       integer NOT NULL CHECK (width > 0),
	height      integer NOT NULL CHECK (height > 0),
	thumbhash   bytea,
	preview     bytea,
	widths      integer[] NOT NULL DEFAULT '{}',
	added_at    timestamptz NOT NULL DEFAULT now(),
	added_by    bigint NOT NULL,
	PRIMARY KEY (producer_id, hash)
);
CREATE INDEX picture_upload_hash ON picture_upload (hash);
COMMENT ON TABLE picture_upload IS 'Pictures a producer has sent, shown on a product once an edit that names them is approved.';

CREATE TABLE listing_edit (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	subject_kind   text NOT NULL CHECK (subject_kind IN ('product', 'producer')),
	subject_id     bigint,
	producer_id    bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	province_code  text NOT NULL REFERENCES province,
	patch          jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(patch) = 'object'),
	base           jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(base) = 'object'),
	touched        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(touched) = 'object'),
	state          text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'waiting', 'returned', 'approved', 'withdrawn')),
	version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
	author_id      bigint NOT NULL,
	helper_id      bigint,
	helper_done_at timestamptz,
	undo_of        bigint REFERENCES listing_edit,
	created_at     timestamptz NOT NULL DEFAULT now(),
	updated_at     timestamptz NOT NULL DEFAULT now(),
	submitted_at   timestamptz,
	taken_by       bigint,
	taken_at       timestamptz,
	decided_by     bigint,
	decided_at     timestamptz,
	reason         text NOT NULL DEFAULT '',
	at_once        boolean NOT NULL DEFAULT false,
	checked_by     bigint,
	checked_at     timestamptz,
	CHECK (subject_kind = 'product' OR subject_id IS NOT NULL),
	CHECK (state <> 'waiting' OR submitted_at IS NOT NULL),
	CHECK (state <> 'approved' OR decided_at IS NOT NULL AND subject_id IS NOT NULL),
	CHECK (state <> 'returned' OR decided_at IS NOT NULL AND reason <> ''),
	CHECK (state = 'waiting' OR taken_by IS NULL),
	CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
	CHECK ((checked_by IS NULL) = (checked_at IS NULL))
);
CREATE UNIQUE INDEX listing_edit_open ON listing_edit (subject_kind, subject_id)
	WHERE subject_id IS NOT NULL AND state IN ('draft', 'waiting', 'returned');
CREATE INDEX listing_edit_queue ON listing_edit (submitted_at, id) WHERE state = 'waiting';
CREATE INDEX listing_edit_queue_province ON listing_edit (province_code, submitted_at, id) WHERE state = 'waiting';
CREATE INDEX listing_edit_unchecked ON listing_edit (province_code, decided_at, id) WHERE at_once AND checked_at IS NULL;
CREATE INDEX listing_edit_subject ON listing_edit (subject_kind, subject_id, id);
CREATE INDEX listing_edit_producer ON listing_edit (producer_id, updated_at);
COMMENT ON TABLE listing_edit IS 'A change to one product or one producer on its way from the maker to the catalogue; at most one open change a subject.';
COMMENT ON COLUMN listing_edit.subject_id IS 'Null for a new product until it is approved.';
COMMENT ON COLUMN listing_edit.patch IS 'Field → new value as text, see catalog.Fields; "" empties a field.';
COMMENT ON COLUMN listing_edit.base IS 'Field → value when the change was begun; once approved, the value that was replaced.';
COMMENT ON COLUMN listing_edit.touched IS 'Field → version in which it was last written, to tell two hands apart.';
COMMENT ON COLUMN listing_edit.version IS 'Grows with every write of the maker and every change of state.';
COMMENT ON COLUMN listing_edit.author_id IS 'The account that began it; accounts are not referred to by key because history outlives them.';
COMMENT ON COLUMN listing_edit.helper_id IS 'The helper who entered it for the producer, who confirms it by submitting.';
COMMENT ON COLUMN listing_edit.at_once IS 'A small change of a trusted maker: public at once, checked after.';

CREATE TABLE listing_edit_step (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	edit_id    bigint NOT NULL REFERENCES listing_edit ON DELETE CASCADE,
	account_id bigint NOT NULL,
	key        text NOT NULL CHECK (length(key) BETWEEN 8 AND 64),
	action     text NOT NULL CHECK (action IN ('save', 'hand_over', 'submit', 'withdraw', 'take', 'approve', 'return', 'check')),
	version    integer NOT NULL,
	at         timestamptz NOT NULL DEFAULT now(),
	detail     jsonb NOT NULL DEFAULT '{}',
	UNIQUE (account_id, key)
);
CREATE INDEX listing_edit_step_edit ON listing_edit_step (edit_id, id);
COMMENT ON TABLE listing_edit_step IS 'Who did what to a change, step by step; the key makes a repeated request count once.';
COMMENT ON COLUMN listing_edit_step.key IS 'Made by the page that asked for the step.';

CREATE TABLE small_change_rule (
	province_code text PRIMARY KEY REFERENCES province,
	price         boolean NOT NULL DEFAULT false,
	capacity      boolean NOT NULL DEFAULT false,
	updated_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE small_change_rule IS 'Which small changes of trusted makers a province lets appear at once; none where it has no line.';

CREATE TABLE trusted_producer (
	producer_id bigint PRIMARY KEY REFERENCES producer ON DELETE CASCADE,
	since       timestamptz NOT NULL DEFAULT now(),
	trusted_by  bigint NOT NULL
);
COMMENT ON TABLE trusted_producer IS 'Makers whose small changes appear at once where the province''s rule says so.';

-- A consent given or withdrawn changes the producer's pages at once.
-- +goose StatementBegin
CREATE FUNCTION person_consent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE producer SET updated_at = now() WHERE id IN (SELECT producer_id FROM changed);
	RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER changed_new AFTER INSERT ON person_consent REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION person_consent_changed();
CREATE TRIGGER changed_now AFTER UPDATE ON person_consent REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION person_consent_changed();
