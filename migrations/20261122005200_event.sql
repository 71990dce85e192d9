-- +goose Up
-- Trade promotion: fairs, weeks, conferences, livestreams, sale points and gift
-- sets, and who takes part.

CREATE TABLE event (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	slug          text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	kind          text NOT NULL CHECK (kind IN ('fair', 'week', 'conference', 'livestream', 'sale_point', 'gift_set')),
	level         text NOT NULL CHECK (level IN ('commune', 'province', 'region', 'national', 'international')),
	name          text NOT NULL CHECK (name <> ''),
	name_en       text NOT NULL DEFAULT '',
	province_code text REFERENCES province,
	country       text NOT NULL DEFAULT 'VN' CHECK (country ~ '^[A-Z]{2}$'),
	venue         text NOT NULL DEFAULT '',
	venue_en      text NOT NULL DEFAULT '',
	starts_on     date,
	ends_on       date,
	hours         text NOT NULL DEFAULT '',
	hours_en      text NOT NULL DEFAULT '',
	apply_by      date,
	organiser     text NOT NULL DEFAULT '',
	organiser_en  text NOT NULL DEFAULT '',
	supporter     text NOT NULL DEFAULT '',
	supporter_en  text NOT NULL DEFAULT '',
	booths        integer NOT NULL DEFAULT 0 CHECK (booths >= 0),
	least_stars   smallint NOT NULL DEFAULT 0 CHECK (least_stars IN (0, 3, 4, 5)),
	cost          text NOT NULL DEFAULT '',
	cost_en       text NOT NULL DEFAULT '',
	document      text NOT NULL DEFAULT '',
	story         text NOT NULL DEFAULT '',
	story_en      text NOT NULL DEFAULT '',
	website       text NOT NULL DEFAULT '' CHECK (website = '' OR website ~ '^https?://'),
	sales         bigint CHECK (sales >= 0),
	memoranda     integer CHECK (memoranda >= 0),
	contracts     integer CHECK (contracts >= 0),
	cancelled_on  date,
	sequence      integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
	sample        boolean NOT NULL DEFAULT false,
	created_at    timestamptz NOT NULL DEFAULT now(),
	updated_at    timestamptz NOT NULL DEFAULT now(),
	CHECK (ends_on >= starts_on),
	CHECK (apply_by <= ends_on),
	CHECK ((starts_on IS NULL) = (ends_on IS NULL)),
	CHECK (starts_on IS NOT NULL OR kind IN ('sale_point', 'gift_set')),
	CHECK (kind <> 'sale_point' OR province_code IS NOT NULL)
);
CREATE INDEX event_days ON event (starts_on, ends_on);
COMMENT ON TABLE event IS 'What promotes trade: the record of an event, a permanent sale point or a gift set (Decision 950/QĐ-BCT for sale points).';
COMMENT ON COLUMN event.province_code IS 'Null where it is held abroad or on the internet.';
COMMENT ON COLUMN event.ends_on IS 'Its last day; null, with starts_on, for what is permanent.';
COMMENT ON COLUMN event.least_stars IS 'Only products with this many stars in force may be shown; 0 where none are demanded.';
COMMENT ON COLUMN event.document IS 'Number of the plan or letter it rests on.';
COMMENT ON COLUMN event.sales IS 'Vietnamese dong sold there, as the organiser reported; null before that.';
COMMENT ON COLUMN event.sequence IS 'Grows when day, place or state change, so that calendars take the new one (RFC 5545).';
COMMENT ON COLUMN event.sample IS 'Made up for the demonstration; the page says so.';

CREATE TABLE event_participant (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	event_id    bigint NOT NULL REFERENCES event ON DELETE CASCADE,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	state       text NOT NULL DEFAULT 'applied' CHECK (state IN ('applied', 'accepted', 'refused', 'withdrawn')),
	booth       text CHECK (booth <> ''),
	note        text NOT NULL DEFAULT '',
	reason      text NOT NULL DEFAULT '',
	applied_at  timestamptz NOT NULL DEFAULT now(),
	decided_at  timestamptz,
	UNIQUE (event_id, producer_id),
	UNIQUE (event_id, booth),
	CHECK ((state IN ('accepted', 'refused')) <= (decided_at IS NOT NULL)),
	CHECK (booth IS NULL OR state = 'accepted')
);
CREATE INDEX event_participant_producer ON event_participant (producer_id);
COMMENT ON TABLE event_participant IS 'Who applied to an event and who was accepted: a maker''s own record for criterion B 4.3.';
COMMENT ON COLUMN event_participant.booth IS 'Number of the booth; no two share one.';
COMMENT ON COLUMN event_participant.reason IS 'Why it was refused, for the maker to read.';

CREATE TABLE participant_product (
	participant_id bigint NOT NULL REFERENCES event_participant ON DELETE CASCADE,
	product_id     bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	position       smallint NOT NULL DEFAULT 0,
	amount         text NOT NULL DEFAULT '',
	PRIMARY KEY (participant_id, product_id)
);
CREATE INDEX participant_product_product ON participant_product (product_id);
COMMENT ON TABLE participant_product IS 'What a maker shows at an event, or gives into a gift set.';
COMMENT ON COLUMN participant_product.amount IS 'How much of it is in one gift set; empty elsewhere.';

-- +goose StatementBegin
CREATE FUNCTION event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('catalog', 'event 0');
	RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON event_participant FOR EACH STATEMENT EXECUTE FUNCTION event_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON participant_product FOR EACH STATEMENT EXECUTE FUNCTION event_changed();
