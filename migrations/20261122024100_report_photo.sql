-- +goose Up
-- What strangers send with a report is for the office alone, and only so much
-- comes from one network.
ALTER TABLE complaint ADD COLUMN photo bytea CHECK (length(photo) BETWEEN 100 AND 4194304);
ALTER TABLE complaint ADD COLUMN network bytea;
COMMENT ON COLUMN complaint.photo IS 'A picture sent along, drawn anew as JPEG without what cameras write into files; never public, erased when the report is closed or after half a year.';
COMMENT ON COLUMN complaint.picture IS 'No longer written or read: it named a public picture.';
COMMENT ON COLUMN complaint.network IS 'Keyed hash of the address it was sent from, to count by; erased after a day.';
CREATE INDEX complaint_network ON complaint (network, at) WHERE network IS NOT NULL;
