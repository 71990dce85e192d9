-- +goose Up
-- Lists that offices bring in on the web, and what each changed, so that a whole
-- list can be taken back for thirty days.

CREATE TABLE import (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account_id    bigint,
	province_code text REFERENCES province,
	name          text NOT NULL CHECK (name <> ''),
	file          bytea,
	columns       jsonb NOT NULL DEFAULT '{}',
	header_line   integer NOT NULL DEFAULT 0,
	summary       jsonb NOT NULL DEFAULT '{}',
	uploaded_at   timestamptz NOT NULL DEFAULT now(),
	applied_at    timestamptz,
	undone_at     timestamptz,
	CHECK (undone_at IS NULL OR applied_at IS NOT NULL)
);
CREATE INDEX import_province ON import (province_code, id);
COMMENT ON TABLE import IS 'A list that an office uploaded: looked at, applied, perhaps undone.';
COMMENT ON COLUMN import.province_code IS 'The only province whose rows it may hold; null for a national office.';
COMMENT ON COLUMN import.file IS 'The list itself; dropped thirty days after it came.';
COMMENT ON COLUMN import.columns IS 'Columns chosen by hand: index → name of the field.';

CREATE TABLE import_change (
	import_id bigint NOT NULL REFERENCES import ON DELETE CASCADE,
	noun      text NOT NULL CHECK (noun IN ('producer', 'product', 'recognition')),
	noun_id   bigint NOT NULL,
	was       jsonb,
	PRIMARY KEY (import_id, noun, noun_id)
);
CREATE INDEX import_change_noun ON import_change (noun, noun_id);
COMMENT ON TABLE import_change IS 'A row that a list added or changed, and what it was before.';
COMMENT ON COLUMN import_change.was IS 'Null for a row that the list added.';
