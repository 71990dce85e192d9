-- +goose Up
-- What a closed account leaves behind until its personal data are erased.

CREATE TABLE account_closing (
	account_id bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
	producers  bigint[] NOT NULL DEFAULT '{}',
	closed_at  timestamptz NOT NULL DEFAULT now(),
	erase_at   timestamptz NOT NULL,
	erased_at  timestamptz,
	CHECK (erase_at >= closed_at),
	CHECK (erased_at >= erase_at)
);
CREATE INDEX account_closing_due ON account_closing (erase_at) WHERE erased_at IS NULL;
COMMENT ON TABLE account_closing IS 'Closed accounts and the day on which a job erases what is still personal of them (Law 91/2025/QH15: within 20 days).';
COMMENT ON COLUMN account_closing.producers IS 'Producers for whom nobody acted any more, whose person to ask for is erased too unless somebody acts for them again; no foreign key, because a merger may end them.';
COMMENT ON COLUMN account_closing.erased_at IS 'The line stays: that it was done, and when.';

ALTER TABLE account DROP CONSTRAINT account_name_check;
ALTER TABLE account ADD CONSTRAINT account_name_check CHECK (name <> '' OR state = 'closed');
COMMENT ON COLUMN account.name IS 'Empty once a closed account has been erased; history then says its number alone.';

INSERT INTO account_closing (account_id, closed_at, erase_at)
SELECT id, closed_at, closed_at + interval '15 days' FROM account WHERE state = 'closed';
