-- +goose Up
-- What an office takes off the public pages, and producers that were entered twice.
-- Nothing is erased: listings are kept for a year at least (Law 122/2025/QH15,
-- Art. 17), and every step can be taken back.

ALTER TABLE product
	ADD COLUMN taken_down_at timestamptz,
	ADD COLUMN takedown_reason text NOT NULL DEFAULT '',
	ADD COLUMN merged_into bigint REFERENCES product,
	ADD CONSTRAINT product_takedown_reason CHECK ((taken_down_at IS NULL) = (takedown_reason = '')),
	ADD CONSTRAINT product_merged_elsewhere CHECK (merged_into <> id);
COMMENT ON COLUMN product.taken_down_at IS 'Since then it stands on no public page and in no search, interface or file.';
COMMENT ON COLUMN product.merged_into IS 'The product that this one turned out to be; its address leads there.';

ALTER TABLE producer
	ADD COLUMN taken_down_at timestamptz,
	ADD COLUMN takedown_reason text NOT NULL DEFAULT '',
	ADD COLUMN merged_into bigint REFERENCES producer,
	ADD COLUMN tax_code text CHECK (tax_code ~ '^[0-9]{10}(-[0-9]{3})?$|^[0-9]{12}$'),
	ADD CONSTRAINT producer_takedown_reason CHECK ((taken_down_at IS NULL) = (takedown_reason = '')),
	ADD CONSTRAINT producer_merged_elsewhere CHECK (merged_into <> id);
COMMENT ON COLUMN producer.taken_down_at IS 'Since then neither it nor any of its products is public.';
COMMENT ON COLUMN producer.merged_into IS 'The producer that this one turned out to be; its address leads there, and lists that name it mean the other.';
COMMENT ON COLUMN producer.tax_code IS 'For telling producers apart. Never published: that of a household is the number of a person.';

CREATE INDEX product_taken_down ON product (taken_down_at) WHERE taken_down_at IS NOT NULL;
CREATE INDEX producer_taken_down ON producer (taken_down_at) WHERE taken_down_at IS NOT NULL;
CREATE INDEX producer_merged ON producer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX product_producer ON product (producer_id);

CREATE TABLE producer_merge (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kept_id    bigint NOT NULL REFERENCES producer,
	dropped_id bigint NOT NULL REFERENCES producer,
	reason     text NOT NULL CHECK (reason <> ''),
	moved      jsonb NOT NULL,
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now(),
	undone_at  timestamptz,
	CHECK (kept_id <> dropped_id)
);
CREATE UNIQUE INDEX producer_merge_once ON producer_merge (dropped_id) WHERE undone_at IS NULL;
CREATE INDEX producer_merge_kept ON producer_merge (kept_id);
COMMENT ON TABLE producer_merge IS 'Two producers that are one, and all that was moved, so that it can be moved back.';

CREATE TABLE producer_distinct (
	low_id     bigint NOT NULL REFERENCES producer,
	high_id    bigint NOT NULL REFERENCES producer,
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (low_id, high_id),
	CHECK (low_id < high_id)
);
COMMENT ON TABLE producer_distinct IS 'Producers that look alike and are not one: an office said so, and is not asked again.';

CREATE TABLE recognition_past (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	recognition_id bigint NOT NULL,
	product_id     bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	was            jsonb NOT NULL,
	cause          text NOT NULL CHECK (cause IN ('correct', 'revoke', 'extend', 'discontinue', 'annul')),
	decision_no    text NOT NULL DEFAULT '',
	decided_on     date,
	reason         text NOT NULL CHECK (reason <> ''),
	account_id     bigint,
	at             timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX recognition_past_line ON recognition_past (recognition_id, id);
CREATE INDEX recognition_past_product ON recognition_past (product_id);
COMMENT ON TABLE recognition_past IS 'How a line of a decision stood before an office changed it, and why it did.';
COMMENT ON COLUMN recognition_past.recognition_id IS 'No foreign key: a line entered by mistake is annulled and stays here alone.';
COMMENT ON COLUMN recognition_past.decision_no IS 'Of the decision that revokes, extends or ends the star.';
