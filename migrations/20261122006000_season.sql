-- +goose Up
-- Search documents now carry capacity, minimum order and certificates: each is
-- written anew.
INSERT INTO search_queue (kind, id) SELECT 'product', id FROM product
ON CONFLICT (kind, id) DO UPDATE SET queued_at = now();
