-- +goose Up
-- Who asks for meetings is limited as who sends inquiries is. The name of who asked
-- was kept a second time as an organisation's, which nothing forgot.

ALTER TABLE fair_meeting ADD COLUMN network bytea;
CREATE INDEX fair_meeting_network ON fair_meeting (network, created_at) WHERE network IS NOT NULL;
CREATE INDEX fair_meeting_of_slot ON fair_meeting (slot_id);
COMMENT ON COLUMN fair_meeting.network IS 'Keyed hash of the address it came from, for a day.';
UPDATE fair_meeting SET organisation = '' WHERE organisation = contact_name OR contact_name = '';
