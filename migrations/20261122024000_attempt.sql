-- +goose Up
-- An attempt is counted before it is made, so that many at once are counted too;
-- one that succeeds is taken back, and must be found again for that.
ALTER TABLE sign_in_failure ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE sign_in_failure ADD PRIMARY KEY (id);
COMMENT ON COLUMN sign_in_failure.id IS 'By which an attempt that succeeded is taken back.';
COMMENT ON TABLE sign_in_failure IS 'Attempts of the last hour that failed or are just being made, by hashes of what is tried, with which login, from which address; successes are taken back, so that a village behind one address gets in.';
