package fair

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Slot is a time at which an exhibitor can be met.
type Slot struct {
	ID       int64
	BeginsAt time.Time
	EndsAt   time.Time
	Free     bool
}

// Bounds of slots.
const (
	ShortestSlot = 10
	LongestSlot  = 120
	// MostSlots is how many an exhibitor may offer at one event.
	MostSlots = 200
)

const slotsSQL = `
SELECT s.id, s.begins_at, s.ends_at, NOT EXISTS (
	SELECT FROM fair_meeting m WHERE m.slot_id = s.id AND m.state IN ('unconfirmed', 'asked', 'agreed')) AS free
FROM fair_slot s WHERE s.participant_id = $1 ORDER BY s.begins_at`

// Slots lists an exhibitor's slots in their order.
func (f Fairs) Slots(ctx context.Context, participantID int64) ([]Slot, error) {
	found, err := list[Slot](ctx, f.DB, slotsSQL, participantID)
	if err != nil {
		return nil, fmt.Errorf("listing slots of participant %d: %w", participantID, err)
	}
	return found, nil
}

// Offering is slots of one day, one after another.
type Offering struct {
	ParticipantID int64
	Day           catalog.Day
	From, Until   int // minutes after midnight
	Minutes       int // of each
}

const (
	addSlotSQL    = `INSERT INTO fair_slot (participant_id, begins_at, ends_at) VALUES ($1, $2, $3)`
	countSlotsSQL = `SELECT count(*) FROM fair_slot WHERE participant_id = $1`
)

// Offer adds slots to a day of the event. One that overlaps another refuses them
// all with ErrOverlap.
func (f Fairs) Offer(ctx context.Context, o Offering) error {
	return f.do(ctx, "offering slots of participant", o.ParticipantID, func(tx pgx.Tx) error {
		p, err := f.locked(ctx, tx, o.ParticipantID)
		if err != nil {
			return err
		}
		if p.State != Accepted || o.Day.Before(p.StartsOn) || o.Day.After(p.EndsOn) || !p.Coming(f.today()) {
			return ErrState
		}
		midnight := time.Date(o.Day.Year, o.Day.Month, o.Day.Date, 0, 0, 0, 0, catalog.Zone())
		for at := o.From; at+o.Minutes <= o.Until; at += o.Minutes {
			begin := midnight.Add(time.Duration(at) * time.Minute)
			if _, err := tx.Exec(ctx, addSlotSQL, p.ID, begin, begin.Add(time.Duration(o.Minutes)*time.Minute)); err != nil {
				return err
			}
		}
		var count int
		if err := tx.QueryRow(ctx, countSlotsSQL, p.ID).Scan(&count); err != nil {
			return err
		}
		if count > MostSlots {
			return ErrTooMany
		}
		return nil
	})
}

const removeSlotSQL = `
DELETE FROM fair_slot s WHERE s.id = $1 AND s.participant_id = $2 AND NOT EXISTS (
	SELECT FROM fair_meeting m WHERE m.slot_id = s.id AND m.state IN ('unconfirmed', 'asked', 'agreed'))`

// Close takes a free slot away; one that is taken stays, with ErrTaken.
func (f Fairs) Close(ctx context.Context, participantID, slotID int64) error {
	return f.do(ctx, "closing a slot of participant", participantID, func(tx pgx.Tx) error {
		if _, err := f.locked(ctx, tx, participantID); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, removeSlotSQL, slotID, participantID)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrTaken
		}
		return err
	})
}
