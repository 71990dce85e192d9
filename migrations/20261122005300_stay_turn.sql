-- +goose Up
-- Requests to stay go round the houses of a village in turn.

CREATE TABLE stay_turn (
	key        text PRIMARY KEY CHECK (key <> ''),
	product_id bigint NOT NULL REFERENCES destination ON DELETE CASCADE,
	host_id    bigint REFERENCES destination_host ON DELETE CASCADE,
	arrives    date NOT NULL,
	leaves     date NOT NULL,
	people     integer NOT NULL CHECK (people > 0),
	state      text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'agreed', 'declined')),
	asked_at   timestamptz NOT NULL,
	CHECK (leaves >= arrives)
);
CREATE INDEX stay_turn_host ON stay_turn (host_id, arrives);
CREATE INDEX stay_turn_product ON stay_turn (product_id, asked_at);
COMMENT ON TABLE stay_turn IS 'Which house was asked for which nights, so that requests are shared fairly; it names no guest.';
COMMENT ON COLUMN stay_turn.key IS 'That of the inquiry''s form: the same form sent twice is one turn.';
COMMENT ON COLUMN stay_turn.host_id IS 'Null where the place has no houses of its own, or all of them were full.';
COMMENT ON COLUMN stay_turn.state IS 'A declined request is no turn: the house stays where it was in the order.';

CREATE TRIGGER changed_new AFTER INSERT ON stay_turn REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed();
CREATE TRIGGER changed_now AFTER UPDATE ON stay_turn REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed();
CREATE TRIGGER changed_old AFTER DELETE ON stay_turn REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed();
