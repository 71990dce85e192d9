-- +goose Up
-- Pictures as package media knows them: one row for each different file.

CREATE TABLE media_object (
	hash       text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{32}$'),
	format     text NOT NULL CHECK (format IN ('jpeg', 'png', 'webp', 'heic')),
	bytes      integer NOT NULL CHECK (bytes > 0),
	width      integer NOT NULL CHECK (width > 0),
	height     integer NOT NULL CHECK (height > 0),
	added_at   timestamptz NOT NULL DEFAULT now(),
	ready_at   timestamptz,
	widths     integer[] NOT NULL DEFAULT '{}',
	thumbhash  bytea,
	preview    bytea,
	refused    text CHECK (refused <> ''),
	CHECK ((ready_at IS NULL) = (widths = '{}')),
	CHECK (ready_at IS NULL OR thumbhash IS NOT NULL AND preview IS NOT NULL),
	CHECK (ready_at IS NULL OR refused IS NULL)
);
COMMENT ON TABLE media_object IS 'Pictures by content. The files lie in the store of package media: original/<hash>, public/<hash>/<width>.<webp|jpg>.';
COMMENT ON COLUMN media_object.hash IS 'The first 32 hexadecimal digits of the SHA-256 of the original.';
COMMENT ON COLUMN media_object.width IS 'Pixels as shown, upright; height likewise.';
COMMENT ON COLUMN media_object.ready_at IS 'When the public sizes were complete; null while they wait to be made.';
COMMENT ON COLUMN media_object.widths IS 'Widths in pixels of the public sizes, ascending; each exists as WebP and JPEG.';
COMMENT ON COLUMN media_object.preview IS 'A PNG of at most 8 by 8 pixels, drawn from the thumbhash.';
COMMENT ON COLUMN media_object.refused IS 'Why decoding failed for good, as a code of media.Reason; the header had looked well.';
