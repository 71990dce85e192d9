-- +goose Up
-- What people and commands did to the catalogue and its accounts. Lines are added
-- and never touched again: rights are revoked, and a trigger refuses even those
-- who have them.

CREATE TABLE audit (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at            timestamptz NOT NULL DEFAULT now(),
	account_id    bigint,
	action        text NOT NULL CHECK (action ~ '^[a-z]+([._-][a-z]+)*$'),
	subject_kind  text NOT NULL CHECK (subject_kind ~ '^[a-z]+(_[a-z]+)*$'),
	subject_id    bigint,
	province_code text REFERENCES province,
	detail        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object'),
	words         text NOT NULL DEFAULT ''
);
COMMENT ON TABLE audit IS 'Who did what to what, and when. Append-only: changing or removing a line is refused.';
COMMENT ON COLUMN audit.account_id IS 'Null for a command of the operator or for a visitor. No foreign key: a line outlives the account.';
COMMENT ON COLUMN audit.action IS 'A stable code, like product.take-down.';
COMMENT ON COLUMN audit.subject_id IS 'Null where the subject is not one row, like a list.';
COMMENT ON COLUMN audit.detail IS 'What is needed to understand the line later, as name → text. No secrets, no numbers of persons.';
COMMENT ON COLUMN audit.words IS 'catalog.Fold of the detail, for searching.';
CREATE INDEX audit_subject ON audit (subject_kind, subject_id, id);
CREATE INDEX audit_account ON audit (account_id, id);
CREATE INDEX audit_province ON audit (province_code, id);
CREATE INDEX audit_action ON audit (action, id);

-- +goose StatementBegin
CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'audit lines are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
-- +goose StatementEnd
CREATE TRIGGER final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final();
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM CURRENT_USER;
