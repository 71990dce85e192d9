-- +goose Up
-- Files that somebody asked for: workbooks and printed catalogues of a list. They
-- are made in the background and thrown away after a day.

CREATE TABLE print_order (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	token       text NOT NULL UNIQUE CHECK (token ~ '^[A-Z2-7]{26}$'),
	kind        text NOT NULL CHECK (kind IN ('xlsx', 'pdf')),
	lang        text NOT NULL CHECK (lang IN ('vi', 'en')),
	title       text NOT NULL CHECK (title <> ''),
	query       text NOT NULL DEFAULT '',
	product_ids bigint[] NOT NULL CHECK (cardinality(product_ids) BETWEEN 1 AND 20000),
	state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'done', 'failed', 'cancelled')),
	done        integer NOT NULL DEFAULT 0 CHECK (done BETWEEN 0 AND cardinality(product_ids)),
	bytes       bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
	created_at  timestamptz NOT NULL,
	finished_at timestamptz
);
CREATE INDEX print_order_under_way ON print_order (id) WHERE state IN ('waiting', 'working');
CREATE INDEX print_order_created ON print_order (created_at);
COMMENT ON TABLE print_order IS 'A file asked for by a visitor: who asked is not kept. The file lies in the picture store under print/ and goes with the row after a day.';
COMMENT ON COLUMN print_order.token IS 'Names the order in addresses; whoever has it may fetch or cancel.';
COMMENT ON COLUMN print_order.query IS 'The list it was made of, as the address has it.';
COMMENT ON COLUMN print_order.done IS 'Products that are on paper already.';
