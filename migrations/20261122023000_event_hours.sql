-- +goose Up
-- Letters about an event tell its hours, and whether an exhibitor had been let in
-- before it was refused. An office that does not decide on a request to buy is
-- asked again, and then the national office is.

ALTER TABLE event_participant ADD was_accepted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN event_participant.was_accepted IS 'Of one refused: it had been accepted before, so that a place was taken away and not denied.';

CREATE OR REPLACE VIEW fair_exhibitor AS
SELECT t.id, t.event_id, t.producer_id, t.state, coalesce(t.booth, '') AS booth, t.note, t.reason, t.applied_at, t.lapsed_on,
	e.slug AS event_slug, e.kind AS event_kind, e.level AS event_level, e.name AS event_name, e.name_en AS event_name_en,
	coalesce(e.province_code, '') AS event_province, e.country, e.venue, e.venue_en, e.starts_on, e.ends_on, e.cancelled_on,
	e.organiser, e.organiser_en, e.document, e.least_stars, coalesce(e.office_code, '') AS office_code, e.draft, e.sample,
	r.slug AS producer_slug, r.name AS producer_name, r.province_code AS producer_province,
	r.taken_down_at IS NULL AND r.merged_into IS NULL AS public,
	e.hours, e.hours_en, t.was_accepted
FROM event_participant t JOIN event e ON e.id = t.event_id JOIN producer r ON r.id = t.producer_id;

ALTER TABLE buying_request ADD urged_at timestamptz, ADD raised_at timestamptz,
	ADD CHECK (raised_at IS NULL OR urged_at IS NOT NULL);
COMMENT ON COLUMN buying_request.urged_at IS 'When the office that had not decided was asked a second time.';
COMMENT ON COLUMN buying_request.raised_at IS 'When the national office was told that it still had not.';
