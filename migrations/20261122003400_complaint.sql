-- +goose Up
-- What visitors say is wrong on a page.

CREATE TABLE complaint (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	form_key      text NOT NULL UNIQUE CHECK (length(form_key) BETWEEN 8 AND 64),
	subject_kind  text NOT NULL CHECK (subject_kind IN ('product', 'producer')),
	subject_id    bigint NOT NULL,
	province_code text NOT NULL REFERENCES province,
	reason        text NOT NULL CHECK (reason IN ('star', 'producer', 'place', 'picture', 'health', 'text', 'other')),
	body          text NOT NULL CHECK (body <> '' AND length(body) <= 4000),
	contact       text NOT NULL DEFAULT '' CHECK (length(contact) <= 200),
	picture       text CHECK (picture ~ '^[0-9a-f]{32}$'),
	proven        boolean NOT NULL,
	at            timestamptz NOT NULL DEFAULT now(),
	closed_at     timestamptz,
	closed_by     bigint,
	outcome       text NOT NULL DEFAULT '',
	CHECK ((closed_at IS NULL) = (outcome = ''))
);
COMMENT ON TABLE complaint IS 'Báo nội dung sai: what a visitor says is wrong on the page of a product or producer (Law 122/2025/QH15, Art. 17).';
COMMENT ON COLUMN complaint.form_key IS 'The number of the form: the challenge of its proof of work, good for one report.';
COMMENT ON COLUMN complaint.contact IS 'How to reach who wrote, where they wish it; erased when the report is closed.';
COMMENT ON COLUMN complaint.proven IS 'The form came with its proof of work; one without stands behind the others.';
CREATE INDEX complaint_open ON complaint (province_code, proven DESC, at, id) WHERE closed_at IS NULL;
CREATE INDEX complaint_subject ON complaint (subject_kind, subject_id);
