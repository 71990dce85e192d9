-- +goose Up
-- Words that an office keeps: those that make a text be looked at twice, those
-- that mean the same, and what the site tells everybody.

CREATE TABLE flagged_word (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	word       text NOT NULL UNIQUE CHECK (word <> '' AND word = lower(word)),
	why        text NOT NULL DEFAULT '',
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE flagged_word IS 'Words that a person should look at before a text is shown; nothing is refused by them (Decree 15/2018, Art. 27).';
COMMENT ON COLUMN flagged_word.word IS 'Small letters with their marks: chữa is not chưa.';
INSERT INTO flagged_word (word, why) VALUES
	('chữa', 'công dụng chữa bệnh'), ('điều trị', 'công dụng chữa bệnh'), ('khỏi', 'công dụng chữa bệnh'), ('đặc trị', 'công dụng chữa bệnh'),
	('phòng bệnh', 'công dụng chữa bệnh'), ('thuốc', 'dễ nhầm với thuốc'), ('bác sĩ', 'mượn lời nhân viên y tế'), ('bệnh viện', 'mượn lời nhân viên y tế'),
	('100%', 'khẳng định tuyệt đối'), ('tốt nhất', 'khẳng định tuyệt đối'), ('số 1', 'khẳng định tuyệt đối'), ('duy nhất', 'khẳng định tuyệt đối'),
	('cure', 'health claim'), ('treats', 'health claim'), ('heal', 'health claim'), ('best in', 'absolute claim'), ('number one', 'absolute claim');

CREATE TABLE synonym_added (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	word       text NOT NULL CHECK (word <> ''),
	other      text NOT NULL CHECK (other <> ''),
	kind       text NOT NULL CHECK (kind IN ('north-south', 'related', 'spelling')),
	direction  text NOT NULL DEFAULT 'both' CHECK (direction IN ('both', 'one')),
	group_slug text REFERENCES product_group,
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now(),
	CHECK (word <> other),
	UNIQUE (word, other)
);
COMMENT ON TABLE synonym_added IS 'Words that mean the same to a searcher, beside those that come with the program.';
COMMENT ON COLUMN synonym_added.direction IS 'one: who looks for word also finds other, and not the other way round.';
COMMENT ON COLUMN synonym_added.group_slug IS 'Where the words mean the same only within a group of products.';

CREATE TABLE notice (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	body       text NOT NULL CHECK (body <> ''),
	body_en    text NOT NULL DEFAULT '',
	from_day   date NOT NULL,
	to_day     date NOT NULL,
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now(),
	CHECK (to_day >= from_day)
);
COMMENT ON TABLE notice IS 'What the site tells everybody for some days.';
CREATE INDEX notice_days ON notice (to_day, from_day);

CREATE TABLE legal_text (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	page       text NOT NULL CHECK (page IN ('rules', 'privacy')),
	lang       text NOT NULL CHECK (lang IN ('vi', 'en')),
	version    integer NOT NULL CHECK (version > 0),
	body       text NOT NULL,
	reason     text NOT NULL CHECK (reason <> ''),
	account_id bigint,
	at         timestamptz NOT NULL DEFAULT now(),
	UNIQUE (page, lang, version)
);
COMMENT ON TABLE legal_text IS 'What an office adds to a legal page; the highest version counts, the others stay.';
COMMENT ON COLUMN legal_text.body IS 'Paragraphs, with an empty line between them.';
