-- +goose Up
-- Who takes part in an event, whom they meet there and what comes of it.

ALTER TABLE event
	ADD draft boolean NOT NULL DEFAULT false,
	ADD office_code text REFERENCES province;
UPDATE event SET office_code = province_code WHERE level IN ('commune', 'province');
COMMENT ON COLUMN event.draft IS 'Not shown yet; its office is still writing it.';
COMMENT ON COLUMN event.office_code IS 'The province whose office keeps it; null where the national office does.';

ALTER TABLE event_participant ADD lapsed_on date,
	ADD CHECK (lapsed_on IS NULL OR state IN ('applied', 'accepted'));
COMMENT ON COLUMN event_participant.lapsed_on IS 'Since then a product shown no longer has the star the event demands, and the office must decide.';
ALTER TABLE participant_product ADD lapsed_on date;
COMMENT ON COLUMN participant_product.lapsed_on IS 'The day on which its people were told that its star had lapsed; null while it is in force.';

-- Two makers who take the last place at once wait for each other at the event.
-- +goose StatementBegin
CREATE FUNCTION event_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE places integer;
BEGIN
	SELECT booths INTO places FROM event WHERE id = NEW.event_id FOR NO KEY UPDATE;
	IF places > 0 AND (SELECT count(*) FROM event_participant
		WHERE event_id = NEW.event_id AND producer_id <> NEW.producer_id AND state IN ('applied', 'accepted')) >= places THEN
		RAISE EXCEPTION 'event % is full', NEW.event_id USING ERRCODE = 'check_violation', CONSTRAINT = 'event_places';
	END IF;
	RETURN NEW;
END $$;
CREATE FUNCTION event_places_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.booths > 0 AND NEW.booths < (SELECT count(*) FROM event_participant WHERE event_id = NEW.id AND state IN ('applied', 'accepted')) THEN
		RAISE EXCEPTION 'event % has more participants than places', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'event_places';
	END IF;
	RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER places BEFORE INSERT OR UPDATE OF state ON event_participant
	FOR EACH ROW WHEN (NEW.state IN ('applied', 'accepted')) EXECUTE FUNCTION event_places();
CREATE TRIGGER places BEFORE UPDATE OF booths ON event FOR EACH ROW EXECUTE FUNCTION event_places_left();

CREATE VIEW fair_exhibitor AS
SELECT t.id, t.event_id, t.producer_id, t.state, coalesce(t.booth, '') AS booth, t.note, t.reason, t.applied_at, t.lapsed_on,
	e.slug AS event_slug, e.kind AS event_kind, e.level AS event_level, e.name AS event_name, e.name_en AS event_name_en,
	coalesce(e.province_code, '') AS event_province, e.country, e.venue, e.venue_en, e.starts_on, e.ends_on, e.cancelled_on,
	e.organiser, e.organiser_en, e.document, e.least_stars, coalesce(e.office_code, '') AS office_code, e.draft, e.sample,
	r.slug AS producer_slug, r.name AS producer_name, r.province_code AS producer_province,
	r.taken_down_at IS NULL AND r.merged_into IS NULL AS public
FROM event_participant t JOIN event e ON e.id = t.event_id JOIN producer r ON r.id = t.producer_id;
COMMENT ON VIEW fair_exhibitor IS 'What package fair knows of an event and of a maker who takes part.';

CREATE TABLE fair_slot (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	participant_id bigint NOT NULL REFERENCES event_participant ON DELETE CASCADE,
	begins_at      timestamptz NOT NULL,
	ends_at        timestamptz NOT NULL,
	CHECK (ends_at - begins_at BETWEEN '10 minutes' AND '4 hours'),
	CONSTRAINT fair_slot_apart EXCLUDE USING gist (int8range(participant_id, participant_id, '[]') WITH &&, tstzrange(begins_at, ends_at) WITH &&)
);
COMMENT ON TABLE fair_slot IS 'A time at which an exhibitor can be met; those of one exhibitor do not overlap.';

CREATE TABLE fair_meeting (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	form_key       text NOT NULL UNIQUE,
	participant_id bigint NOT NULL REFERENCES event_participant ON DELETE CASCADE,
	slot_id        bigint REFERENCES fair_slot ON DELETE SET NULL,
	begins_at      timestamptz NOT NULL,
	ends_at        timestamptz NOT NULL CHECK (ends_at > begins_at),
	state          text NOT NULL DEFAULT 'unconfirmed'
		CHECK (state IN ('unconfirmed', 'asked', 'agreed', 'declined', 'withdrawn', 'vanished', 'unanswered', 'off')),
	organisation   text NOT NULL DEFAULT '',
	contact_name   text NOT NULL,
	email          text NOT NULL,
	phone          text NOT NULL DEFAULT '',
	lang           text NOT NULL CHECK (lang IN ('vi', 'en')),
	about          text NOT NULL DEFAULT '',
	consent        text NOT NULL CHECK (consent <> ''),
	buyer_key      bigint GENERATED ALWAYS AS (hashtextextended(lower(email), 0) >> 1) STORED,
	created_at     timestamptz NOT NULL,
	confirmed_at   timestamptz,
	decided_at     timestamptz,
	sample         boolean NOT NULL DEFAULT false,
	CHECK (slot_id IS NOT NULL OR state NOT IN ('unconfirmed', 'asked', 'agreed')),
	CHECK ((state IN ('asked', 'agreed', 'declined', 'unanswered')) <= (confirmed_at IS NOT NULL)),
	CONSTRAINT fair_meeting_buyer EXCLUDE USING gist (int8range(buyer_key, buyer_key, '[]') WITH &&, tstzrange(begins_at, ends_at) WITH &&)
		WHERE (state IN ('asked', 'agreed'))
);
CREATE UNIQUE INDEX fair_meeting_slot ON fair_meeting (slot_id) WHERE state IN ('unconfirmed', 'asked', 'agreed');
CREATE INDEX fair_meeting_participant ON fair_meeting (participant_id);
COMMENT ON TABLE fair_meeting IS 'A meeting that a buyer asks an exhibitor for. A slot has one at most, and a buyer one at a time.';
COMMENT ON COLUMN fair_meeting.state IS 'unconfirmed: the buyer''s mail is asked for; asked: the maker''s turn; agreed: both want it; vanished: the buyer did not confirm in time; unanswered: the maker did not; off: the event moved or was called off.';
COMMENT ON COLUMN fair_meeting.consent IS 'Version of the words the buyer agreed to.';
COMMENT ON COLUMN fair_meeting.buyer_key IS 'Stands for the address where a range is needed: int8range keeps the rule free of the btree_gist extension.';

CREATE TABLE fair_note (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	participant_id bigint NOT NULL REFERENCES event_participant ON DELETE CASCADE,
	client_id      text NOT NULL CHECK (client_id ~ '^[A-Za-z0-9-]{16,64}$'),
	memorandum     boolean NOT NULL,
	who            text NOT NULL DEFAULT '',
	organisation   text NOT NULL DEFAULT '',
	contact        text NOT NULL DEFAULT '',
	what           text NOT NULL DEFAULT '',
	quantity       numeric(12, 2) CHECK (quantity > 0),
	unit           text NOT NULL DEFAULT '',
	value          bigint CHECK (value > 0),
	consent        text CHECK (consent <> ''),
	taken_at       timestamptz NOT NULL,
	received_at    timestamptz NOT NULL,
	sample         boolean NOT NULL DEFAULT false,
	UNIQUE (participant_id, client_id),
	CHECK (consent IS NOT NULL OR who = '' AND contact = ''),
	CHECK (NOT memorandum OR what <> '')
);
COMMENT ON TABLE fair_note IS 'What an exhibitor noted at the booth: somebody''s contact, or a memorandum with it.';
COMMENT ON COLUMN fair_note.client_id IS 'Made on the phone that took the note, so that one sent twice arrives once.';
COMMENT ON COLUMN fair_note.value IS 'Vietnamese dong that the memorandum speaks of.';
COMMENT ON COLUMN fair_note.consent IS 'Version of the words the person agreed to; null where nothing personal is kept.';

CREATE TABLE fair_outcome (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	note_id     bigint NOT NULL REFERENCES fair_note ON DELETE CASCADE,
	after_days  smallint NOT NULL CHECK (after_days IN (30, 90, 180)),
	asked_at    timestamptz NOT NULL,
	result      text CHECK (result IN ('deal', 'talking', 'nothing')),
	value       bigint CHECK (value > 0),
	answered_at timestamptz,
	UNIQUE (note_id, after_days),
	CHECK ((result IS NULL) = (answered_at IS NULL)),
	CHECK (value IS NULL OR result = 'deal')
);
COMMENT ON TABLE fair_outcome IS 'What had come of a memorandum 30, 90 and 180 days after the event, as its maker says.';
COMMENT ON COLUMN fair_outcome.value IS 'Vietnamese dong bought and sold until then.';

CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON fair_slot FOR EACH STATEMENT EXECUTE FUNCTION event_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON fair_meeting FOR EACH STATEMENT EXECUTE FUNCTION event_changed();

-- A file may hold other things than a list's products.
ALTER TABLE print_order DROP CONSTRAINT print_order_kind_check,
	ADD CONSTRAINT print_order_kind_check CHECK (kind IN ('xlsx', 'pdf', 'press', 'cards', 'badges', 'record')),
	ADD subject_id bigint;
COMMENT ON COLUMN print_order.subject_id IS 'Of booth cards and badges: the event or the exhibitor; of a record: the maker. Null for lists.';
COMMENT ON COLUMN print_order.product_ids IS 'What the file holds, one by one: products; of badges and records those who take part.';
