-- +goose Up
-- How people prove who they are beside a password, and what keeps guessing slow.

CREATE TABLE account_token (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	purpose    text NOT NULL CHECK (purpose IN ('invite', 'recover', 'code')),
	hash       bytea NOT NULL CHECK (length(hash) = 32),
	tries      smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
	made_at    timestamptz NOT NULL DEFAULT now(),
	ends_at    timestamptz NOT NULL,
	UNIQUE (account_id, purpose)
);
CREATE INDEX account_token_hash ON account_token (hash);
COMMENT ON TABLE account_token IS 'A link or code that was sent to an account, usable once; a newer one of the same purpose takes its place.';
COMMENT ON COLUMN account_token.hash IS 'SHA-256 of the link''s secret; of a code with the account, which is why its tries are counted.';

CREATE TABLE account_totp (
	account_id   bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
	secret       bytea NOT NULL,
	confirmed_at timestamptz,
	last_step    bigint NOT NULL DEFAULT 0,
	sample       boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE account_totp IS 'Codes by time from an app on the phone (RFC 6238).';
COMMENT ON COLUMN account_totp.secret IS 'Sealed with the key of the site (OCOP_SECRET): the database alone opens nothing.';
COMMENT ON COLUMN account_totp.confirmed_at IS 'Null until a first code has shown that the app holds the secret.';
COMMENT ON COLUMN account_totp.last_step IS 'The half minute of the last code taken: none is taken twice.';
COMMENT ON COLUMN account_totp.sample IS 'Set by the demonstration, whose sign-in shows the current code.';

CREATE TABLE account_recovery_code (
	account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	hash       bytea NOT NULL CHECK (length(hash) = 32),
	used_at    timestamptz,
	PRIMARY KEY (account_id, hash)
);
COMMENT ON TABLE account_recovery_code IS 'Codes on paper, each good once in place of the second factor.';

CREATE TABLE account_passkey (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account_id    bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	credential_id bytea NOT NULL UNIQUE,
	credential    jsonb NOT NULL,
	name          text NOT NULL CHECK (name <> ''),
	made_at       timestamptz NOT NULL DEFAULT now(),
	used_at       timestamptz
);
CREATE INDEX account_passkey_of ON account_passkey (account_id);
COMMENT ON TABLE account_passkey IS 'Keys that a device holds (WebAuthn); the public half and the counter are here.';

CREATE TABLE sign_in_failure (
	key bytea NOT NULL CHECK (length(key) = 32),
	at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failure_key ON sign_in_failure (key, at);
CREATE INDEX sign_in_failure_at ON sign_in_failure (at);
COMMENT ON TABLE sign_in_failure IS 'Failed sign-ins of the last hour, by hashes of login and address; successes are not counted, so that a village behind one address gets in.';

CREATE TABLE account_claim (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	name        text NOT NULL CHECK (name <> ''),
	email       text NOT NULL DEFAULT '',
	phone       text NOT NULL CHECK (phone <> ''),
	business_no text NOT NULL CHECK (business_no ~ '^[0-9A-Z./-]{6,30}$'),
	note        text NOT NULL DEFAULT '',
	certificate bytea NOT NULL CHECK (length(certificate) BETWEEN 100 AND 4194304),
	lang        text NOT NULL DEFAULT 'vi' CHECK (lang IN ('vi', 'en')),
	state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'confirmed', 'refused')),
	made_at     timestamptz NOT NULL DEFAULT now(),
	decided_at  timestamptz,
	decided_by  bigint REFERENCES account,
	reason      text NOT NULL DEFAULT '',
	account_id  bigint REFERENCES account,
	CHECK ((state = 'waiting') = (decided_at IS NULL)),
	CHECK (state <> 'refused' OR reason <> ''),
	CHECK ((state = 'confirmed') = (account_id IS NOT NULL))
);
CREATE INDEX account_claim_producer ON account_claim (producer_id);
CREATE INDEX account_claim_waiting ON account_claim (made_at) WHERE state = 'waiting';
COMMENT ON TABLE account_claim IS 'Somebody says that they are a producer; an office compares and decides. Until then nothing opens.';
COMMENT ON COLUMN account_claim.certificate IS 'The photo of the certificate, drawn anew as JPEG without what cameras write into files; never public.';
COMMENT ON COLUMN account_claim.business_no IS 'For the office alone; a household''s may be its owner''s personal number and is never published.';
