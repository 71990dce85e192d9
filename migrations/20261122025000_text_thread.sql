-- +goose Up
ALTER TABLE text_message ADD COLUMN thread text NOT NULL DEFAULT '';
CREATE INDEX text_message_thread ON text_message (thread) WHERE thread <> '';
COMMENT ON COLUMN text_message.thread IS 'The inquiry or the thread it tells of, as in mail: with that it is forgotten.';
