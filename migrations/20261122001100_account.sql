-- +goose Up
-- Who signs in, for whom they act, and on which devices they are signed in.

CREATE TABLE account (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name            text NOT NULL CHECK (name <> ''),
	email           text UNIQUE CHECK (email = lower(email) AND email LIKE '_%@_%'),
	phone           text UNIQUE CHECK (phone ~ '^\+[1-9][0-9]{7,14}$'),
	role            text NOT NULL CHECK (role IN ('producer', 'helper', 'province_office', 'national_office', 'administrator')),
	province_code   text REFERENCES province,
	lang            text NOT NULL DEFAULT 'vi' CHECK (lang IN ('vi', 'en')),
	password        text CHECK (password LIKE '$argon2id$%'),
	password_set_at timestamptz,
	state           text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'closed')),
	created_at      timestamptz NOT NULL DEFAULT now(),
	closed_at       timestamptz,
	CHECK ((role = 'province_office') = (province_code IS NOT NULL)),
	CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
	CHECK (state = 'closed' OR email IS NOT NULL OR phone IS NOT NULL),
	CHECK (state <> 'closed' OR password IS NULL)
);
COMMENT ON TABLE account IS 'A person who signs in. Nobody else has a row: visitors need none.';
COMMENT ON COLUMN account.phone IS 'In the form +84912345678, so that one number is one account however it is typed.';
COMMENT ON COLUMN account.province_code IS 'The province of a province office; nobody else has one.';
COMMENT ON COLUMN account.password IS 'argon2id with its parameters and salt; null until the person has chosen one.';
COMMENT ON COLUMN account.state IS 'Invited until a password or passkey is set; closed for good, without a way to sign in.';

CREATE TABLE account_producer (
	account_id  bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	granted_at  timestamptz NOT NULL DEFAULT now(),
	asked_by    bigint REFERENCES account,
	ends_on     date,
	PRIMARY KEY (account_id, producer_id),
	CHECK ((asked_by IS NULL) = (ends_on IS NULL))
);
CREATE INDEX account_producer_of ON account_producer (producer_id);
COMMENT ON TABLE account_producer IS 'For which producers an account acts: its own, or a helper''s until a day that the producer set.';
COMMENT ON COLUMN account_producer.asked_by IS 'The producer''s account that asked for this helper; null for the producer''s own accounts.';
COMMENT ON COLUMN account_producer.ends_on IS 'The last day on which a helper may enter anything.';

CREATE TABLE session (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	hash       bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
	account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	proven     boolean NOT NULL,
	agent      text NOT NULL DEFAULT '',
	network    text NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL DEFAULT now(),
	seen_at    timestamptz NOT NULL DEFAULT now(),
	ends_at    timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_end ON session (ends_at);
COMMENT ON TABLE session IS 'A device on which somebody is signed in; the secret in its cookie is kept as SHA-256 alone.';
COMMENT ON COLUMN session.proven IS 'False while the second factor is still asked for: such a session opens nothing.';
COMMENT ON COLUMN session.agent IS 'What the browser calls itself, so that its owner knows it in the list.';
