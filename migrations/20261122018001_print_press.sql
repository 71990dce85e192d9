-- +goose Up
-- A catalogue can be ordered as a printer's machine takes it, too.
ALTER TABLE print_order
	DROP CONSTRAINT print_order_kind_check,
	ADD CONSTRAINT print_order_kind_check CHECK (kind IN ('xlsx', 'pdf', 'press'));
COMMENT ON COLUMN print_order.kind IS 'Press is the catalogue with bleed and crop marks.';
