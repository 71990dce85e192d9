-- +goose Up
-- Learning from silence: what people looked for and did not find. Nothing here
-- tells who looked, and what fewer than three looked for is forgotten with its week.

CREATE TABLE search_salt (
	week date PRIMARY KEY CHECK (extract(isodow FROM week) = 1),
	salt bytea NOT NULL CHECK (length(salt) = 32)
);
COMMENT ON TABLE search_salt IS 'Random bytes with which visitors are told apart within one week; thrown away when the week has ended.';
COMMENT ON COLUMN search_salt.week IS 'The Monday on which the week begins in Vietnam; so in all tables here.';

CREATE TABLE search_silence (
	week          date NOT NULL CHECK (extract(isodow FROM week) = 1),
	folded        text NOT NULL CHECK (folded <> ''),
	province_code text NOT NULL,
	visitor       bytea NOT NULL CHECK (length(visitor) = 12),
	typed         text NOT NULL CHECK (typed <> ''),
	PRIMARY KEY (week, folded, province_code, visitor)
);
COMMENT ON TABLE search_silence IS 'Queries of the running week that found nothing or almost nothing, once for each visitor; emptied into search_demand when the week has ended.';
COMMENT ON COLUMN search_silence.province_code IS 'Empty where the query named no province.';
COMMENT ON COLUMN search_silence.visitor IS 'A keyed hash of network address, week, words and province: the same visitor has another one for other words.';
COMMENT ON COLUMN search_silence.typed IS 'The words as written, in small letters; of several spellings the most common is shown.';

CREATE TABLE search_demand (
	week          date NOT NULL CHECK (extract(isodow FROM week) = 1),
	folded        text NOT NULL CHECK (folded <> ''),
	province_code text NOT NULL,
	typed         text NOT NULL CHECK (typed <> ''),
	visitors      integer NOT NULL CHECK (visitors >= 3),
	PRIMARY KEY (week, folded, province_code)
);
COMMENT ON TABLE search_demand IS 'How many different visitors looked for something in vain in a week that has ended; three at least, kept for a year.';
