-- +goose Up
-- What has come of a picture that a phone is still sending.

CREATE TABLE picture_part (
	account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	key        text NOT NULL CHECK (length(key) BETWEEN 8 AND 64),
	starts_at  integer NOT NULL CHECK (starts_at >= 0),
	bytes      bytea NOT NULL CHECK (length(bytes) BETWEEN 1 AND 131072),
	came_at    timestamptz NOT NULL,
	PRIMARY KEY (account_id, key, starts_at)
);
ALTER TABLE picture_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX picture_part_came ON picture_part (came_at);
COMMENT ON TABLE picture_part IS 'Pieces of pictures on their way: a connection that breaks costs the piece it breaks in, not the picture. They go when the last one has come, or after a day.';
COMMENT ON COLUMN picture_part.key IS 'Made by the phone for each picture it sends.';
COMMENT ON COLUMN picture_part.starts_at IS 'Where in the picture the piece begins; pieces come in their order, without gaps.';
COMMENT ON COLUMN picture_part.bytes IS 'Pictures are packed already, so the database does not try.';
