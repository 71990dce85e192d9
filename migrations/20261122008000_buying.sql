-- +goose Up
-- Requests to buy: what a buyer is looking for, which makers fit, what they
-- answer alone or together, and how it ended.

CREATE TABLE buying_request (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	form_key      text NOT NULL UNIQUE CHECK (length(form_key) BETWEEN 8 AND 80),
	organisation  text NOT NULL CHECK (length(organisation) BETWEEN 2 AND 200),
	tax_code      text NOT NULL CHECK (tax_code ~ '^[0-9]{10}(-[0-9]{3})?$'),
	contact_name  text NOT NULL CHECK (length(contact_name) BETWEEN 2 AND 100),
	email         text NOT NULL CHECK (email LIKE '_%@_%' AND length(email) <= 254),
	phone         text NOT NULL DEFAULT '' CHECK (length(phone) <= 20),
	lang          text NOT NULL CHECK (lang IN ('vi', 'en')),
	what          text NOT NULL CHECK (length(what) BETWEEN 2 AND 120),
	quantity      numeric NOT NULL CHECK (quantity > 0 AND quantity < 1e9),
	unit          text NOT NULL CHECK (unit ~ '^[a-z]{1,10}$'),
	each_quantity numeric CHECK (each_quantity > 0 AND each_quantity < 1e6),
	each_unit     text CHECK (each_unit ~ '^[a-z]{1,10}$'),
	months        smallint[] NOT NULL CHECK (cardinality(months) BETWEEN 1 AND 12 AND months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'),
	province_code text NOT NULL REFERENCES province,
	place         text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
	origin        text NOT NULL DEFAULT 'any' CHECK (origin IN ('any', 'province', 'north', 'central', 'south')),
	certificates  text[] NOT NULL DEFAULT '{}'
		CHECK (certificates <@ '{attp,vietgap,globalgap,organic,haccp,iso22000,halal,fda,brc,gmp}'),
	packaging     text NOT NULL DEFAULT '' CHECK (length(packaging) <= 300),
	note          text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	budget        bigint CHECK (budget > 0),
	state         text NOT NULL DEFAULT 'unconfirmed'
		CHECK (state IN ('unconfirmed', 'waiting', 'open', 'closed', 'expired', 'refused')),
	created_at    timestamptz NOT NULL,
	confirmed_at  timestamptz,
	decided_at    timestamptz,
	decided_by    bigint,
	reason        text NOT NULL DEFAULT '',
	closes_on     date,
	extended      boolean NOT NULL DEFAULT false,
	seen_at       timestamptz NOT NULL,
	reminded_at   timestamptz,
	closed_at     timestamptz,
	outcome       text CHECK (outcome IN ('bought', 'elsewhere', 'unneeded', 'unfit', 'vanished')),
	sample        boolean NOT NULL DEFAULT false,
	CHECK ((each_quantity IS NULL) = (each_unit IS NULL)),
	CHECK (state = 'unconfirmed' OR confirmed_at IS NOT NULL),
	CHECK (state <> 'open' OR closes_on IS NOT NULL),
	CHECK (state <> 'refused' OR reason <> ''),
	CHECK ((state = 'closed') = (outcome IS NOT NULL)),
	CHECK ((state IN ('closed', 'expired')) = (closed_at IS NOT NULL))
);
CREATE INDEX buying_request_open ON buying_request (closes_on) WHERE state = 'open';
CREATE INDEX buying_request_waiting ON buying_request (province_code, confirmed_at) WHERE state = 'waiting';
COMMENT ON TABLE buying_request IS 'What a buyer looks for. Contact data are for the office and the maker chosen, never for a page.';
COMMENT ON COLUMN buying_request.form_key IS 'Number of the form it came from, so that sending twice asks once.';
COMMENT ON COLUMN buying_request.tax_code IS 'Of a business or its branch. The 12 digits of a person do not fit.';
COMMENT ON COLUMN buying_request.quantity IS 'Needed in each of the months, in the unit (a code of catalog.Units).';
COMMENT ON COLUMN buying_request.each_quantity IS 'What one unit that is only counted holds, as the buyer said; null where it cannot be said.';
COMMENT ON COLUMN buying_request.province_code IS 'Where to. Its office lets the request through, or the national one.';
COMMENT ON COLUMN buying_request.origin IS 'Where the goods may come from; province is the one they go to.';
COMMENT ON COLUMN buying_request.budget IS 'Dong for one unit; null where the buyer does not say.';
COMMENT ON COLUMN buying_request.decided_by IS 'The account that let it through or refused it; no foreign key, because the record outlives the account.';
COMMENT ON COLUMN buying_request.closes_on IS 'Last day on which makers may answer.';
COMMENT ON COLUMN buying_request.seen_at IS 'When the buyer last looked; one who is gone is reminded, then the request is closed.';
COMMENT ON COLUMN buying_request.outcome IS 'As the buyer said; vanished where the buyer did not.';

CREATE TABLE buying_match (
	request_id  bigint NOT NULL REFERENCES buying_request ON DELETE CASCADE,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	product_id  bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	position    smallint NOT NULL CHECK (position > 0),
	reasons     jsonb NOT NULL,
	told_at     timestamptz NOT NULL,
	declined_at timestamptz,
	PRIMARY KEY (request_id, producer_id)
);
CREATE INDEX buying_match_maker ON buying_match (producer_id, request_id DESC);
COMMENT ON TABLE buying_match IS 'A maker who was told of a request, with the product that fits best.';
COMMENT ON COLUMN buying_match.reasons IS 'Why, as trade.Reason writes it; pages put it in words.';

CREATE TABLE buying_pool (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	request_id bigint NOT NULL REFERENCES buying_request ON DELETE CASCADE,
	set_number smallint NOT NULL CHECK (set_number BETWEEN 1 AND 26),
	kilometres smallint NOT NULL CHECK (kilometres >= 0),
	state      text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'complete', 'broken')),
	created_at timestamptz NOT NULL,
	UNIQUE (id, request_id)
);
CREATE INDEX buying_pool_request ON buying_pool (request_id);
COMMENT ON TABLE buying_pool IS 'Two to five makers of one criteria set who together can do what none can alone (gom nguồn).';
COMMENT ON COLUMN buying_pool.kilometres IS 'Between the two that lie farthest apart.';

CREATE TABLE buying_pool_member (
	pool_id     bigint NOT NULL REFERENCES buying_pool ON DELETE CASCADE,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	product_id  bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	shares      numeric[] NOT NULL CHECK (cardinality(shares) BETWEEN 1 AND 12),
	state       text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'accepted', 'declined')),
	price       bigint CHECK (price > 0),
	sample      boolean,
	ready_on    date,
	note        text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
	account_id  bigint,
	answered_at timestamptz,
	lapsed_on   date,
	PRIMARY KEY (pool_id, producer_id),
	CHECK ((state = 'asked') = (answered_at IS NULL)),
	CHECK (state <> 'accepted' OR price IS NOT NULL)
);
CREATE INDEX buying_pool_maker ON buying_pool_member (producer_id);
COMMENT ON TABLE buying_pool_member IS 'A maker of a pool, who accepts or declines for itself alone.';
COMMENT ON COLUMN buying_pool_member.shares IS 'What it would supply in each of the request''s months, in their order, in the request''s unit.';
COMMENT ON COLUMN buying_pool_member.price IS 'Dong for one of the request''s units; for the buyer''s eyes only.';

CREATE TABLE buying_answer (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	request_id  bigint NOT NULL REFERENCES buying_request ON DELETE CASCADE,
	seat        smallint NOT NULL CHECK (seat BETWEEN 1 AND 10),
	producer_id bigint REFERENCES producer ON DELETE CASCADE,
	product_id  bigint REFERENCES product ON DELETE CASCADE,
	pool_id     bigint UNIQUE,
	quantity    numeric CHECK (quantity > 0),
	unit        text CHECK (unit ~ '^[a-z]{1,10}$'),
	price       bigint CHECK (price > 0),
	sample      boolean NOT NULL DEFAULT false,
	ready_on    date,
	note        text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
	account_id  bigint,
	created_at  timestamptz NOT NULL,
	chosen      boolean NOT NULL DEFAULT false,
	lapsed_on   date,
	UNIQUE (request_id, seat),
	UNIQUE (request_id, producer_id),
	FOREIGN KEY (pool_id, request_id) REFERENCES buying_pool (id, request_id) ON DELETE CASCADE,
	CHECK (num_nonnulls(producer_id, pool_id) = 1),
	CHECK ((producer_id IS NULL) = (product_id IS NULL)),
	CHECK (producer_id IS NULL OR (quantity IS NOT NULL AND unit IS NOT NULL AND price IS NOT NULL AND ready_on IS NOT NULL))
);
COMMENT ON TABLE buying_answer IS 'An offer of one maker, or of a pool whose makers have all accepted.';
COMMENT ON COLUMN buying_answer.seat IS 'One of ten: whoever comes eleventh finds none, however many come at once.';
COMMENT ON COLUMN buying_answer.quantity IS 'In each month, in the answer''s own unit.';
COMMENT ON COLUMN buying_answer.price IS 'Dong for one unit; for the buyer''s eyes only.';
COMMENT ON COLUMN buying_answer.lapsed_on IS 'The day on which buyer and maker were told that the product''s star is no longer in force; null while it is.';

CREATE TABLE buying_word (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	answer_id   bigint NOT NULL REFERENCES buying_answer ON DELETE CASCADE,
	producer_id bigint REFERENCES producer ON DELETE CASCADE,
	body        text NOT NULL CHECK (length(body) BETWEEN 2 AND 1000),
	written_at  timestamptz NOT NULL
);
CREATE INDEX buying_word_answer ON buying_word (answer_id, id);
COMMENT ON TABLE buying_word IS 'What buyer and maker ask and answer about an offer.';
COMMENT ON COLUMN buying_word.producer_id IS 'The maker who wrote it; null for the buyer.';

CREATE TABLE buying_verdict (
	request_id  bigint NOT NULL REFERENCES buying_request ON DELETE CASCADE,
	producer_id bigint NOT NULL REFERENCES producer ON DELETE CASCADE,
	by_buyer    boolean NOT NULL,
	went        text NOT NULL CHECK (went IN ('well', 'fair', 'badly')),
	note        text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
	given_at    timestamptz NOT NULL,
	PRIMARY KEY (request_id, producer_id, by_buyer)
);
COMMENT ON TABLE buying_verdict IS 'How each side says it went with the other, for the office alone.';
