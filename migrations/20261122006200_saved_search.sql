-- +goose Up
-- Lists that somebody wants to hear of: once a week, what is new in them.

CREATE TABLE saved_search (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	token        text NOT NULL UNIQUE CHECK (token ~ '^[A-Z2-7]{26}$'),
	email        text NOT NULL CHECK (email ~ '^[^@\s]+@[^@\s]+$'),
	lang         text NOT NULL CHECK (lang IN ('vi', 'en')),
	query        text NOT NULL,
	title        text NOT NULL CHECK (title <> ''),
	known        bigint[] NOT NULL DEFAULT '{}',
	created_at   timestamptz NOT NULL,
	confirmed_at timestamptz,
	looked_at    timestamptz,
	CHECK (looked_at IS NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX saved_search_once ON saved_search (lower(email), lang, query);
CREATE INDEX saved_search_due ON saved_search (looked_at) WHERE confirmed_at IS NOT NULL;
COMMENT ON TABLE saved_search IS 'An address and a list. Deleted when its owner ends it, and after a week where it was never confirmed.';
COMMENT ON COLUMN saved_search.token IS 'Opens the page that confirms and ends it; stands only in letters to the address.';
COMMENT ON COLUMN saved_search.query IS 'Parameters of the list, as its address has them.';
COMMENT ON COLUMN saved_search.known IS 'Products that were in the list when it was last looked at.';
COMMENT ON COLUMN saved_search.looked_at IS 'When it was last compared, whether or not a letter left.';
