-- +goose Up
-- Mail: what the site has to send, kept in the transaction of what it tells of.

CREATE TABLE mail (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	message_id  text NOT NULL UNIQUE CHECK (message_id ~ '^<[^<>@ ]+@[^<>@ ]+>$'),
	key         text UNIQUE CHECK (key <> ''),
	thread      text NOT NULL DEFAULT '',
	recipient   text NOT NULL CHECK (recipient <> ''),
	lang        text NOT NULL CHECK (lang IN ('vi', 'en')),
	subject     text NOT NULL CHECK (subject <> ''),
	letter      jsonb,
	refs        text[] NOT NULL DEFAULT '{}',
	state       text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'bounced', 'unwanted')),
	attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
	unsure      integer NOT NULL DEFAULT 0 CHECK (unsure >= 0),
	answer      text NOT NULL DEFAULT '',
	created_at  timestamptz NOT NULL,
	sent_at     timestamptz,
	failed_at   timestamptz,
	CHECK ((state = 'failed' OR state = 'bounced') = (failed_at IS NOT NULL)),
	CHECK (state <> 'sent' OR sent_at IS NOT NULL)
);
CREATE INDEX mail_thread ON mail (thread, recipient) WHERE thread <> '';
CREATE INDEX mail_created ON mail (created_at);
COMMENT ON TABLE mail IS 'Every letter of the site, once, with one Message-ID for ever; a job of the same transaction sends it.';
COMMENT ON COLUMN mail.key IS 'What the letter is about, where asking twice must not send twice.';
COMMENT ON COLUMN mail.letter IS 'The letter''s parts, from which it is written anew at each attempt; taken away when its time is over.';
COMMENT ON COLUMN mail.refs IS 'Message-IDs of the thread before it, oldest first: its References.';
COMMENT ON COLUMN mail.state IS 'sending: handed to the mail server, whose answer has not been written down; unwanted: the reader asked for no more of these.';
COMMENT ON COLUMN mail.unsure IS 'How often it was handed over again though an earlier attempt may have arrived.';
COMMENT ON COLUMN mail.answer IS 'The last word of the mail server, or of the bounce.';

CREATE TABLE mail_refusal (
	address    text PRIMARY KEY CHECK (address <> ''),
	refused_at timestamptz NOT NULL
);
COMMENT ON TABLE mail_refusal IS 'Addresses that asked for no more notices (List-Unsubscribe); letters they asked for themselves still go there.';
