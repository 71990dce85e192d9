-- +goose Up
-- Who makes what, and which stars it was given by whom and until when.

CREATE TABLE producer (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	slug            text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	name            text NOT NULL CHECK (name <> ''),
	name_en         text NOT NULL DEFAULT '',
	folded          text NOT NULL CHECK (folded <> ''),
	kind            text CHECK (kind IN ('cooperative', 'cooperative_group', 'enterprise', 'household', 'farm', 'association')),
	province_code   text NOT NULL REFERENCES province,
	commune_id      bigint REFERENCES commune,
	address         text NOT NULL DEFAULT '',
	district_former text NOT NULL DEFAULT '',
	province_former text NOT NULL DEFAULT '',
	lat             double precision CHECK (lat BETWEEN 6 AND 24),
	lon             double precision CHECK (lon BETWEEN 101 AND 118),
	point_label     text NOT NULL DEFAULT '',
	point_label_en  text NOT NULL DEFAULT '',
	story           text NOT NULL DEFAULT '',
	story_en        text NOT NULL DEFAULT '',
	phone           text NOT NULL DEFAULT '',
	email           text NOT NULL DEFAULT '',
	website         text NOT NULL DEFAULT '',
	contact_public  boolean NOT NULL DEFAULT false,
	confirmed_on    date,
	created_at      timestamptz NOT NULL DEFAULT now(),
	updated_at      timestamptz NOT NULL DEFAULT now(),
	CHECK ((lat IS NULL) = (lon IS NULL)),
	UNIQUE (folded, province_code)
);
COMMENT ON TABLE producer IS 'Chủ thể: who makes products and holds their certificates (Decision 26/2026, Art. 2.3).';
COMMENT ON COLUMN producer.folded IS 'catalog.Fold of the name; with the province it tells one producer from another.';
COMMENT ON COLUMN producer.kind IS 'Null where the source does not say; association is for tourism only.';
COMMENT ON COLUMN producer.district_former IS 'As published; districts ended on 1 July 2025 and have no official mapping.';
COMMENT ON COLUMN producer.contact_public IS 'The producer agreed that phone and e-mail are shown (Law 91/2025/QH15).';
COMMENT ON COLUMN producer.confirmed_on IS 'The day the producer last said that its entry is still correct.';
CREATE INDEX producer_province ON producer (province_code);

CREATE TABLE product (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	slug            text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	producer_id     bigint REFERENCES producer,
	name            text NOT NULL CHECK (name <> ''),
	name_en         text NOT NULL DEFAULT '',
	folded          text NOT NULL CHECK (folded <> ''),
	province_code   text NOT NULL REFERENCES province,
	commune_id      bigint REFERENCES commune,
	district_former text NOT NULL DEFAULT '',
	province_former text NOT NULL DEFAULT '',
	group_slug      text REFERENCES product_group,
	generation      text NOT NULL DEFAULT 'qd26-2026' REFERENCES criteria_generation,
	set_number      smallint,
	subgroup        text NOT NULL DEFAULT '',
	story           text NOT NULL DEFAULT '',
	story_en        text NOT NULL DEFAULT '',
	packaging       text NOT NULL DEFAULT '',
	packaging_en    text NOT NULL DEFAULT '',
	ingredients     text NOT NULL DEFAULT '',
	ingredients_en  text NOT NULL DEFAULT '',
	storage         text NOT NULL DEFAULT '',
	storage_en      text NOT NULL DEFAULT '',
	shelf_life      text NOT NULL DEFAULT '',
	shelf_life_en   text NOT NULL DEFAULT '',
	usage           text NOT NULL DEFAULT '',
	usage_en        text NOT NULL DEFAULT '',
	price           bigint CHECK (price > 0),
	price_unit      text NOT NULL DEFAULT '',
	price_unit_en   text NOT NULL DEFAULT '',
	alcohol_percent numeric(4,1) CHECK (alcohol_percent BETWEEN 0 AND 100),
	gtin            text CHECK (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
	trace_url       text NOT NULL DEFAULT '' CHECK (trace_url = '' OR trace_url ~ '^https?://'),
	declaration_no  text NOT NULL DEFAULT '',
	ad_approval_no  text NOT NULL DEFAULT '',
	source_url      text NOT NULL DEFAULT '',
	created_at      timestamptz NOT NULL DEFAULT now(),
	updated_at      timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (generation, set_number, group_slug) REFERENCES criteria_set (generation, number, group_slug),
	CHECK (set_number IS NULL OR group_slug IS NOT NULL)
);
CREATE UNIQUE INDEX product_of_producer ON product (producer_id, folded) WHERE producer_id IS NOT NULL;
CREATE UNIQUE INDEX product_of_nobody ON product (province_code, folded) WHERE producer_id IS NULL;
CREATE INDEX product_province ON product (province_code);
COMMENT ON TABLE product IS 'What is made. Its stars are not here: they are computed from recognition for a given day.';
COMMENT ON COLUMN product.producer_id IS 'Null where the published source names no producer; none is invented.';
COMMENT ON COLUMN product.price IS 'Vietnamese dong for one price_unit; null where none is given.';
COMMENT ON COLUMN product.declaration_no IS 'Number of the product declaration (số tiếp nhận công bố).';
COMMENT ON COLUMN product.ad_approval_no IS 'Confirmation of advertising content, for health supplements (Decree 15/2018, Art. 27).';
COMMENT ON COLUMN product.source_url IS 'Where the facts were published, for checking; never displayed.';

CREATE TABLE recognition (
	id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	product_id          bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	kind                text NOT NULL DEFAULT 'first' CHECK (kind IN ('first', 'upgrade', 'rerating')),
	stars               smallint CHECK (stars BETWEEN 3 AND 5),
	decision_no         text NOT NULL DEFAULT '',
	issuer              text NOT NULL DEFAULT '',
	generation          text REFERENCES criteria_generation,
	issued_on           date,
	issued_year         smallint CHECK (issued_year BETWEEN 2018 AND 2100),
	expires_on          date,
	dossier_filed_on    date,
	proposed_stars      smallint CHECK (proposed_stars BETWEEN 3 AND 5),
	sent_on             date,
	extended_until      date,
	superseded_on       date,
	revoked_on          date,
	revocation_decision text NOT NULL DEFAULT '',
	revocation_ground   text NOT NULL DEFAULT '',
	discontinued_on     date,
	product_code        text NOT NULL DEFAULT '',
	sample              boolean NOT NULL DEFAULT false,
	in_force            daterange GENERATED ALWAYS AS (
		CASE WHEN stars IS NOT NULL AND issued_on IS NOT NULL THEN
			daterange(issued_on, greatest(issued_on, least(
				coalesce(extended_until, expires_on, (issued_on + interval '36 months')::date) + 1,
				superseded_on,
				revoked_on)))
		END) STORED,
	created_at          timestamptz NOT NULL DEFAULT now(),
	updated_at          timestamptz NOT NULL DEFAULT now(),
	CHECK (stars IS NOT NULL OR proposed_stars IS NOT NULL),
	CHECK (expires_on >= issued_on),
	CHECK (extended_until >= expires_on),
	CHECK (superseded_on >= issued_on),
	CHECK (revoked_on >= issued_on),
	CHECK (revoked_on IS NOT NULL OR (revocation_decision = '' AND revocation_ground = '')),
	-- int8range keeps the rule free of the btree_gist extension.
	CONSTRAINT recognition_one_star_a_day EXCLUDE USING gist (int8range(product_id, product_id, '[]') WITH &&, in_force WITH &&)
);
CREATE INDEX recognition_product ON recognition (product_id);
CREATE UNIQUE INDEX recognition_once ON recognition (product_id, decision_no, issued_on) NULLS NOT DISTINCT WHERE decision_no <> '';
COMMENT ON TABLE recognition IS 'One line of one decision: these stars for this product, by this body, from this day to that (Decision 26/2026, Art. 4–9 and 12).';
COMMENT ON COLUMN recognition.stars IS 'Null while stars are only proposed to the ministry. 1 and 2 stars are never certified.';
COMMENT ON COLUMN recognition.issuer IS 'As issued: it may be a district or a ministry that no longer exists.';
COMMENT ON COLUMN recognition.issued_year IS 'For sources that publish the year alone.';
COMMENT ON COLUMN recognition.expires_on IS 'Last day of the term; 36 months after issue where nothing else is decided.';
COMMENT ON COLUMN recognition.extended_until IS 'Last day of an extension under Art. 12, set by the authority, never computed.';
COMMENT ON COLUMN recognition.superseded_on IS 'Issue day of the later decision that replaced this one.';
COMMENT ON COLUMN recognition.in_force IS 'The days on which this line counts; no two of a product may share a day.';
COMMENT ON COLUMN recognition.sample IS 'Made up for the demonstration; every page says so.';

CREATE TABLE product_picture (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	product_id bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	position   smallint NOT NULL CHECK (position >= 0),
	hash       text NOT NULL CHECK (hash ~ '^[0-9a-f]{16,64}$'),
	width      integer NOT NULL CHECK (width > 0),
	height     integer NOT NULL CHECK (height > 0),
	thumbhash  bytea,
	preview    bytea,
	widths     integer[] NOT NULL DEFAULT '{}',
	alt        text NOT NULL DEFAULT '',
	alt_en     text NOT NULL DEFAULT '',
	drawn      boolean NOT NULL DEFAULT false,
	UNIQUE (product_id, position),
	UNIQUE (product_id, hash)
);
CREATE INDEX product_picture_hash ON product_picture (hash);
COMMENT ON TABLE product_picture IS 'Pictures of a product in their order; the files themselves belong to package media.';
COMMENT ON COLUMN product_picture.widths IS 'Widths in pixels that can be asked for; empty until they have been made.';
COMMENT ON COLUMN product_picture.preview IS 'A picture of a few pixels (PNG), shown until the real one has loaded.';
COMMENT ON COLUMN product_picture.drawn IS 'An illustration, not a photograph of the product.';

CREATE TABLE product_trade (
	product_id            bigint PRIMARY KEY REFERENCES product ON DELETE CASCADE,
	capacity_unit         text NOT NULL DEFAULT '',
	capacity_unit_en      text NOT NULL DEFAULT '',
	minimum_order         numeric CHECK (minimum_order > 0),
	minimum_order_unit    text NOT NULL DEFAULT '',
	minimum_order_unit_en text NOT NULL DEFAULT '',
	lead_days             smallint CHECK (lead_days >= 0),
	sample_available      boolean,
	invoice               boolean,
	payment_terms         text NOT NULL DEFAULT '',
	payment_terms_en      text NOT NULL DEFAULT ''
);
COMMENT ON TABLE product_trade IS 'What a trade buyer asks first. Null means not said, never no.';
COMMENT ON COLUMN product_trade.lead_days IS 'Days from order to dispatch.';

CREATE TABLE product_capacity (
	product_id bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	month      smallint NOT NULL CHECK (month BETWEEN 1 AND 12),
	amount     numeric NOT NULL CHECK (amount >= 0),
	PRIMARY KEY (product_id, month)
);
COMMENT ON TABLE product_capacity IS 'What can be supplied in each month of a year, in product_trade.capacity_unit.';

CREATE TABLE product_certificate (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	product_id bigint NOT NULL REFERENCES product ON DELETE CASCADE,
	kind       text NOT NULL CHECK (kind IN ('attp', 'vietgap', 'globalgap', 'organic', 'haccp', 'iso22000', 'halal', 'fda', 'brc', 'gmp')),
	number     text NOT NULL DEFAULT '',
	issuer     text NOT NULL DEFAULT '',
	expires_on date,
	UNIQUE (product_id, kind, number)
);
COMMENT ON TABLE product_certificate IS 'Papers beside the star: food safety (attp), farming and quality-management certificates.';

CREATE TABLE former_slug (
	noun    text NOT NULL CHECK (noun IN ('product', 'producer')),
	slug    text NOT NULL,
	noun_id bigint NOT NULL,
	PRIMARY KEY (noun, slug)
);
COMMENT ON TABLE former_slug IS 'Addresses that pages had before; they redirect for good.';
