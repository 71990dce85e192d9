-- +goose Up
-- Photos that an office brings in as a ZIP are taken back as a list is, and with
-- the list they came for.

ALTER TABLE import_change
	DROP CONSTRAINT import_change_noun_check,
	ADD CONSTRAINT import_change_noun_check CHECK (noun IN ('producer', 'product', 'recognition', 'picture'));
COMMENT ON COLUMN import_change.noun IS 'The table of the row; "picture" is product_picture.';
