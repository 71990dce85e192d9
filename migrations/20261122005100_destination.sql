-- +goose Up
-- Community tourism (set 26): what a visitor asks of a service before coming.

CREATE TABLE destination (
	product_id      bigint PRIMARY KEY REFERENCES product ON DELETE CASCADE,
	kinds           text[] NOT NULL DEFAULT '{}' CHECK (kinds <@ ARRAY['homestay', 'stilt_house', 'bungalow', 'garden_house', 'tent', 'day_visit']),
	houses          smallint NOT NULL DEFAULT 0 CHECK (houses >= 0),
	rooms           smallint NOT NULL DEFAULT 0 CHECK (rooms >= 0),
	beds            smallint NOT NULL DEFAULT 0 CHECK (beds >= 0),
	guests_night    integer NOT NULL DEFAULT 0 CHECK (guests_night >= 0),
	guests_day      integer NOT NULL DEFAULT 0 CHECK (guests_day >= 0),
	smallest_group  smallint NOT NULL DEFAULT 1 CHECK (smallest_group > 0),
	best_months     smallint[] NOT NULL DEFAULT '{}' CHECK (best_months <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12]::smallint[]),
	languages       text[] NOT NULL DEFAULT '{}' CHECK (languages <@ ARRAY['vi', 'en', 'fr', 'zh', 'ko', 'ja', 'km', 'lo', 'de']),
	facilities      text[] NOT NULL DEFAULT '{}' CHECK (facilities <@ ARRAY['clean_water', 'toilet', 'hot_water', 'wifi', 'phone_signal', 'parking', 'ocop_shop', 'first_aid', 'fire_safety', 'wheelchair', 'children']),
	price_band      text NOT NULL DEFAULT '',
	price_band_en   text NOT NULL DEFAULT '',
	meals           text NOT NULL DEFAULT '',
	meals_en        text NOT NULL DEFAULT '',
	directions      text NOT NULL DEFAULT '',
	directions_en   text NOT NULL DEFAULT '',
	nearby          text NOT NULL DEFAULT '',
	nearby_en       text NOT NULL DEFAULT '',
	access          text NOT NULL DEFAULT '',
	access_en       text NOT NULL DEFAULT '',
	safety          text NOT NULL DEFAULT '',
	safety_en       text NOT NULL DEFAULT '',
	rules           text NOT NULL DEFAULT '',
	rules_en        text NOT NULL DEFAULT '',
	festivals       text NOT NULL DEFAULT '',
	festivals_en    text NOT NULL DEFAULT '',
	answer_hours    text NOT NULL DEFAULT '',
	answer_hours_en text NOT NULL DEFAULT '',
	lat             double precision CHECK (lat BETWEEN 6 AND 24),
	lon             double precision CHECK (lon BETWEEN 101 AND 118),
	point_label     text NOT NULL DEFAULT '',
	point_label_en  text NOT NULL DEFAULT '',
	sample          boolean NOT NULL DEFAULT false,
	updated_at      timestamptz NOT NULL DEFAULT now(),
	CHECK ((lat IS NULL) = (lon IS NULL))
);
COMMENT ON TABLE destination IS 'A service of set 26 (Decision 26/2026/QĐ-TTg) as a visitor needs to know it. Empty means not said, never no.';
COMMENT ON COLUMN destination.guests_night IS 'People who can sleep there on one night, all houses together; 0 where nobody does.';
COMMENT ON COLUMN destination.guests_day IS 'People it can receive on one day.';
COMMENT ON COLUMN destination.best_months IS 'The months in which it is at its best; the others are not closed.';
COMMENT ON COLUMN destination.facilities IS 'What is there for certain; what is missing here was not said.';
COMMENT ON COLUMN destination.lat IS 'Its own point, for services whose producer has none; goes before the producer''s.';
COMMENT ON COLUMN destination.sample IS 'Made up for the demonstration; the page says so.';

CREATE TABLE destination_activity (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	product_id     bigint NOT NULL REFERENCES destination ON DELETE CASCADE,
	position       smallint NOT NULL CHECK (position >= 0),
	kind           text NOT NULL CHECK (kind IN ('walk', 'cycle', 'boat', 'farm', 'craft', 'food', 'culture', 'nature')),
	name           text NOT NULL CHECK (name <> ''),
	name_en        text NOT NULL DEFAULT '',
	minutes        smallint NOT NULL DEFAULT 0 CHECK (minutes >= 0),
	months         smallint[] NOT NULL DEFAULT '{}' CHECK (months <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12]::smallint[]),
	price          bigint CHECK (price > 0),
	smallest_group smallint NOT NULL DEFAULT 1 CHECK (smallest_group > 0),
	UNIQUE (product_id, position)
);
COMMENT ON TABLE destination_activity IS 'What can be done there: how long it takes and in which months.';
COMMENT ON COLUMN destination_activity.minutes IS 'Its length; 0 where not said.';
COMMENT ON COLUMN destination_activity.price IS 'Vietnamese dong for one person; null where it is part of the price or not said.';

CREATE TABLE destination_host (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	product_id bigint NOT NULL REFERENCES destination ON DELETE CASCADE,
	position   smallint NOT NULL CHECK (position >= 0),
	name       text NOT NULL CHECK (name <> ''),
	guests     smallint NOT NULL CHECK (guests > 0),
	rooms      smallint NOT NULL DEFAULT 0 CHECK (rooms >= 0),
	languages  text[] NOT NULL DEFAULT '{}' CHECK (languages <@ ARRAY['vi', 'en', 'fr', 'zh', 'ko', 'ja', 'km', 'lo', 'de']),
	phone      text NOT NULL DEFAULT '',
	email      text NOT NULL DEFAULT '',
	UNIQUE (product_id, position)
);
COMMENT ON TABLE destination_host IS 'The houses of a village that receive guests; requests go round them in turn.';
COMMENT ON COLUMN destination_host.position IS 'The order in which houses that have had equally few turns are asked.';
COMMENT ON COLUMN destination_host.guests IS 'People who can sleep there on one night.';
COMMENT ON COLUMN destination_host.phone IS 'Never shown on public pages: a request reaches it.';

-- +goose StatementBegin
DO $$
DECLARE
	part text;
BEGIN
	FOREACH part IN ARRAY ARRAY['destination', 'destination_activity', 'destination_host'] LOOP
		EXECUTE format('CREATE TRIGGER changed_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
		EXECUTE format('CREATE TRIGGER changed_now AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
		EXECUTE format('CREATE TRIGGER changed_old AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
	END LOOP;
END $$;
-- +goose StatementEnd
