-- +goose Up
-- Where a visitor and a maker meet: what was asked, with whose consent, and what
-- came of it. Whom it concerns is forgotten in time; the figures stay.

CREATE TABLE inquiry (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	key           text NOT NULL UNIQUE CHECK (key <> ''),
	kind          text NOT NULL CHECK (kind IN ('product', 'producer', 'basket', 'stay', 'trade', 'operator')),
	lang          text NOT NULL CHECK (lang IN ('vi', 'en')),
	topic         text NOT NULL DEFAULT '' CHECK (topic IN ('', 'question', 'feedback', 'complaint')),
	name          text NOT NULL,
	phone         text NOT NULL DEFAULT '',
	email         text NOT NULL DEFAULT '',
	province_code text REFERENCES province,
	quantity      numeric(12, 2) CHECK (quantity > 0),
	unit          text NOT NULL DEFAULT '',
	needed_by     date,
	message       text NOT NULL,
	sample        boolean NOT NULL DEFAULT false,
	invoice       boolean NOT NULL DEFAULT false,
	details       jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(details) = 'array'),
	warnings      text[] NOT NULL DEFAULT '{}',
	gentle        boolean NOT NULL DEFAULT false,
	network       bytea,
	contacts      bytea[] NOT NULL DEFAULT '{}',
	fingerprint   bytea NOT NULL,
	received_at   timestamptz NOT NULL,
	confirmed_at  timestamptz,
	active_at     timestamptz NOT NULL,
	forgotten_at  timestamptz,
	CHECK (forgotten_at IS NOT NULL OR (name <> '' AND message <> '' AND (phone <> '' OR email <> ''))),
	CHECK (forgotten_at IS NULL OR (name = '' AND phone = '' AND email = '' AND message = '' AND contacts = '{}'))
);
CREATE INDEX inquiry_network ON inquiry (network, received_at) WHERE network IS NOT NULL;
CREATE INDEX inquiry_fingerprint ON inquiry (fingerprint, received_at);
CREATE INDEX inquiry_email ON inquiry (lower(email), received_at) WHERE email <> '';
CREATE INDEX inquiry_active ON inquiry (active_at) WHERE forgotten_at IS NULL;
CREATE INDEX inquiry_contacts ON inquiry USING gin (contacts);
COMMENT ON TABLE inquiry IS 'What somebody asked, once however often the button was pressed. Forgotten ones keep neither name, contact nor words.';
COMMENT ON COLUMN inquiry.key IS 'The form''s own number: the same form sent twice is one inquiry.';
COMMENT ON COLUMN inquiry.details IS 'What only some kinds ask: [{"name": …, "text": …}], name being a key of the words.';
COMMENT ON COLUMN inquiry.warnings IS 'Known patterns of fraud in it, shown to the maker; nothing is held back for them.';
COMMENT ON COLUMN inquiry.gentle IS 'Not shown to be a person''s: the maker hears of it only after the writer has confirmed by mail or phone.';
COMMENT ON COLUMN inquiry.network IS 'Keyed hash of the network address, to limit floods; taken away after a day.';
COMMENT ON COLUMN inquiry.contacts IS 'Keyed hashes of phone and e-mail, by which blocked writers are known.';
COMMENT ON COLUMN inquiry.fingerprint IS 'Keyed hash of who asked whom what: a repetition within a day is folded into the first.';
COMMENT ON COLUMN inquiry.active_at IS 'Last word of either side; the time to forget counts from here.';

CREATE TABLE inquiry_consent (
	inquiry_id bigint NOT NULL REFERENCES inquiry ON DELETE CASCADE,
	purpose    text NOT NULL CHECK (purpose IN ('answer', 'follow', 'publish')),
	version    text NOT NULL CHECK (version <> ''),
	given_at   timestamptz NOT NULL,
	PRIMARY KEY (inquiry_id, purpose)
);
COMMENT ON TABLE inquiry_consent IS 'Each box that was ticked, with the version of its text and the time (Law 91/2025/QH15).';

CREATE TABLE inquiry_thread (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	inquiry_id      bigint NOT NULL REFERENCES inquiry ON DELETE CASCADE,
	producer_id     bigint REFERENCES producer ON DELETE SET NULL,
	subject         text NOT NULL DEFAULT '',
	subject_en      text NOT NULL DEFAULT '',
	province_code   text REFERENCES province,
	commune_id      bigint REFERENCES commune,
	group_slug      text REFERENCES product_group,
	received_at     timestamptz NOT NULL,
	told_at         timestamptz,
	answer          text CHECK (answer IN ('available', 'season_over', 'call_me', 'unsuitable', 'fraud', 'written')),
	answered_at     timestamptz,
	helper_at       timestamptz,
	office_at       timestamptz,
	outcome         text CHECK (outcome IN ('business', 'nothing')),
	outcome_at      timestamptz,
	agreed_quantity numeric(12, 2) CHECK (agreed_quantity > 0),
	agreed_unit     text NOT NULL DEFAULT '',
	agreed_price    bigint CHECK (agreed_price > 0),
	CHECK ((answer IS NULL) = (answered_at IS NULL)),
	CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
	UNIQUE (inquiry_id, producer_id)
);
CREATE INDEX inquiry_thread_producer ON inquiry_thread (producer_id, received_at);
CREATE INDEX inquiry_thread_province ON inquiry_thread (province_code, received_at);
CREATE INDEX inquiry_thread_silent ON inquiry_thread (told_at) WHERE answer IS NULL AND told_at IS NOT NULL;
COMMENT ON TABLE inquiry_thread IS 'An inquiry with one maker, or with the site''s operator where there is no producer; it outlives what is forgotten, for the figures.';
COMMENT ON COLUMN inquiry_thread.subject IS 'The products'' names when they were asked about.';
COMMENT ON COLUMN inquiry_thread.told_at IS 'When the maker was told; the 48 and 96 hours count from here.';
COMMENT ON COLUMN inquiry_thread.agreed_price IS 'Vietnamese dong for one agreed_unit; optional, seen by the maker alone.';

CREATE TABLE inquiry_product (
	thread_id  bigint NOT NULL REFERENCES inquiry_thread ON DELETE CASCADE,
	product_id bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	PRIMARY KEY (thread_id, product_id)
);
COMMENT ON TABLE inquiry_product IS 'The products an inquiry is about.';

CREATE TABLE inquiry_message (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	thread_id  bigint NOT NULL REFERENCES inquiry_thread ON DELETE CASCADE,
	author     text NOT NULL CHECK (author IN ('inquirer', 'maker', 'office')),
	body       text NOT NULL CHECK (body <> ''),
	mail_id    text UNIQUE,
	written_at timestamptz NOT NULL
);
CREATE INDEX inquiry_message_thread ON inquiry_message (thread_id, id);
COMMENT ON TABLE inquiry_message IS 'What both sides wrote after the first question.';
COMMENT ON COLUMN inquiry_message.mail_id IS 'Message-ID of the mail it came by, so that a hook called twice adds it once.';

CREATE TABLE inquiry_desk (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	province_code text NOT NULL REFERENCES province,
	commune_id    bigint REFERENCES commune,
	name          text NOT NULL CHECK (name <> ''),
	email         text NOT NULL CHECK (email <> ''),
	UNIQUE NULLS NOT DISTINCT (province_code, commune_id)
);
COMMENT ON TABLE inquiry_desk IS 'Who is told of a maker''s silence: a commune''s helper, or a province''s office where no commune is named.';

CREATE TABLE inquiry_block (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	thread_id   bigint NOT NULL UNIQUE REFERENCES inquiry_thread ON DELETE CASCADE,
	contacts    bytea[] NOT NULL CHECK (cardinality(contacts) > 0),
	state       text NOT NULL DEFAULT 'reported' CHECK (state IN ('reported', 'confirmed', 'dismissed', 'lifted')),
	reported_at timestamptz NOT NULL,
	decided_at  timestamptz,
	decided_by  bigint,
	reason      text NOT NULL DEFAULT '',
	appeal      text NOT NULL DEFAULT '',
	appealed_at timestamptz,
	CHECK ((state = 'reported') = (decided_at IS NULL)),
	CHECK ((appeal = '') = (appealed_at IS NULL))
);
CREATE INDEX inquiry_block_contacts ON inquiry_block USING gin (contacts) WHERE state = 'confirmed';
COMMENT ON TABLE inquiry_block IS 'What makers reported as fraud. Confirmed by an office it stops the contact in all provinces, until an appeal lifts it.';
COMMENT ON COLUMN inquiry_block.contacts IS 'Keyed hashes; nobody can read a phone number back from them.';
COMMENT ON COLUMN inquiry_block.decided_by IS 'Account of the officer.';

CREATE TABLE text_message (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	phone      text NOT NULL CHECK (phone <> ''),
	body       text NOT NULL CHECK (body <> ''),
	state      text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
	attempts   integer NOT NULL DEFAULT 0,
	answer     text NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL,
	sent_at    timestamptz,
	CHECK (state <> 'sent' OR sent_at IS NOT NULL)
);
COMMENT ON TABLE text_message IS 'Short messages (SMS, Zalo) handed to the hook of OCOP_TEXT_HOOK by a job of the same transaction.';

-- +goose StatementBegin
CREATE FUNCTION inquiry_answered() RETURNS trigger LANGUAGE plpgsql AS $$
-- The page of a producer says how soon it usually answers.
BEGIN
	IF NEW.producer_id IS NOT NULL THEN
		PERFORM pg_notify('catalog', 'producer ' || NEW.producer_id);
	END IF;
	RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER answered AFTER UPDATE OF answer ON inquiry_thread FOR EACH ROW EXECUTE FUNCTION inquiry_answered();
