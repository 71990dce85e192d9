-- +goose Up
-- A catalogue waits for the pictures that are still being drawn, and says so.
ALTER TABLE print_order ADD COLUMN drawing integer NOT NULL DEFAULT 0 CHECK (drawing >= 0);
COMMENT ON COLUMN print_order.drawing IS 'How many of its products waited for their pictures when that was last looked at; 0 once it is being made.';
