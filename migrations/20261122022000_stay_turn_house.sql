-- +goose Up
-- A village changes its houses; the nights somebody agreed to stay.

ALTER TABLE stay_turn
	DROP CONSTRAINT stay_turn_host_id_fkey,
	ADD CONSTRAINT stay_turn_host_id_fkey FOREIGN KEY (host_id) REFERENCES destination_host ON DELETE SET NULL;
COMMENT ON COLUMN stay_turn.host_id IS 'Null where the place has no houses of its own, all of them were full, or the house receives guests no more.';
