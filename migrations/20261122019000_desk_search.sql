-- +goose Up

-- An office looks for names anywhere in the catalogue: they are read here, in the
-- order in which they are shown, and not out of rows that hold whole stories.
CREATE INDEX product_by_name ON product (folded, id) INCLUDE (province_code, producer_id) WHERE merged_into IS NULL;
CREATE INDEX producer_by_name ON producer (folded, id) INCLUDE (province_code);
