-- +goose Up
-- Where communes lie, once an operator has loaded them (ocop places).

ALTER TABLE commune
	ADD COLUMN lat double precision CHECK (lat BETWEEN 6 AND 24),
	ADD COLUMN lon double precision CHECK (lon BETWEEN 101 AND 118),
	ADD CONSTRAINT commune_point_whole CHECK ((lat IS NULL) = (lon IS NULL));
COMMENT ON COLUMN commune.lat IS 'A point within the commune, in degrees, as an operator loaded it; null while only the province is known.';

-- Listings now carry a point, so that every search document is behind.
INSERT INTO search_queue (kind, id) SELECT 'product', id FROM product
ON CONFLICT (kind, id) DO UPDATE SET queued_at = now();
