-- +goose Up
-- The projection that search reads, and the triggers that keep it and every
-- process's page cache in step, whoever wrote: a page, an import or a hand in psql.

CREATE SEQUENCE search_version;

CREATE TABLE search_document (
	product_id bigint PRIMARY KEY,
	version    bigint NOT NULL,
	words      tsvector,
	data       jsonb
);
CREATE INDEX search_document_words ON search_document USING gin (words);
CREATE INDEX search_document_version ON search_document (version);
COMMENT ON TABLE search_document IS 'What search knows of a product; can be thrown away and built again. data is null for a product that is gone.';
COMMENT ON COLUMN search_document.version IS 'Grows with every write, so that a process can ask for what it has not seen.';

CREATE TABLE search_queue (
	kind      text NOT NULL CHECK (kind IN ('product')),
	id        bigint NOT NULL,
	queued_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (kind, id)
);
COMMENT ON TABLE search_queue IS 'Products whose search document is behind; five writes leave one line.';

-- catalog_changed queues products for the index and tells every process.
-- Up to twenty changes are named; more are told as "all".
-- +goose StatementBegin
CREATE FUNCTION catalog_changed(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF ids IS NULL OR cardinality(ids) = 0 THEN RETURN; END IF;
	INSERT INTO search_queue (kind, id)
		SELECT DISTINCT 'product', id FROM unnest(ids) AS id WHERE id IS NOT NULL
		ORDER BY 2
		ON CONFLICT (kind, id) DO UPDATE SET queued_at = now();
	IF cardinality(ids) <= 20 THEN
		PERFORM pg_notify('catalog', 'product ' || id) FROM (SELECT DISTINCT unnest(ids) AS id) AS d;
	ELSE
		PERFORM pg_notify('catalog', 'all');
	END IF;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM catalog_changed((SELECT array_agg(id) FROM changed));
	RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION part_of_product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM catalog_changed((SELECT array_agg(DISTINCT product_id) FROM changed));
	RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION producer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	ids bigint[];
BEGIN
	SELECT array_agg(id) INTO ids FROM changed;
	PERFORM catalog_changed((SELECT array_agg(product.id) FROM product WHERE producer_id = ANY (ids)));
	IF cardinality(ids) <= 20 THEN
		PERFORM pg_notify('catalog', 'producer ' || id) FROM unnest(ids) AS id;
	ELSE
		PERFORM pg_notify('catalog', 'all');
	END IF;
	RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION everything_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM catalog_changed((SELECT array_agg(id) FROM product));
	PERFORM pg_notify('catalog', 'all');
	RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE
	part text;
BEGIN
	FOREACH part IN ARRAY ARRAY['recognition', 'product_picture', 'product_trade', 'product_capacity', 'product_certificate'] LOOP
		EXECUTE format('CREATE TRIGGER changed_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
		EXECUTE format('CREATE TRIGGER changed_now AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
		EXECUTE format('CREATE TRIGGER changed_old AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION part_of_product_changed()', part);
	END LOOP;
	FOREACH part IN ARRAY ARRAY['province', 'former_place', 'commune', 'product_group', 'criteria_set'] LOOP
		EXECUTE format('CREATE TRIGGER changed AFTER UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION everything_changed()', part);
	END LOOP;
END $$;
-- +goose StatementEnd

CREATE TRIGGER changed_new AFTER INSERT ON product REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_changed();
CREATE TRIGGER changed_now AFTER UPDATE ON product REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_changed();
CREATE TRIGGER changed_old AFTER DELETE ON product REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_changed();
CREATE TRIGGER changed_new AFTER INSERT ON producer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION producer_changed();
CREATE TRIGGER changed_now AFTER UPDATE ON producer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION producer_changed();

-- A process that writes search_document says so; the others then read what is new.
-- +goose StatementBegin
CREATE FUNCTION search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('search', '');
	RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON search_document FOR EACH STATEMENT EXECUTE FUNCTION search_changed();
