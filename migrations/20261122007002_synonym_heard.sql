-- +goose Up
-- Words that an office adds are heard by every process at once, like whatever
-- else changes what a search finds.

-- +goose StatementBegin
CREATE FUNCTION synonym_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('search', '');
	RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER synonym_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON synonym_added
	FOR EACH STATEMENT EXECUTE FUNCTION synonym_changed();

-- Documents now hold their group, within which such words may count.
INSERT INTO search_queue (kind, id) SELECT 'product', id FROM product
ON CONFLICT (kind, id) DO UPDATE SET queued_at = now();
