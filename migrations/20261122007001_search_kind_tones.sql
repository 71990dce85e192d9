-- +goose Up
-- Documents now hold the words of a product's kind with their tones, so that
-- every search document is behind.

INSERT INTO search_queue (kind, id) SELECT 'product', id FROM product
ON CONFLICT (kind, id) DO UPDATE SET queued_at = now();

