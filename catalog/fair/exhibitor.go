package fair

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Exhibitor is a maker accepted at an event, with the products shown there.
type Exhibitor struct {
	ID           int64 // of the participant
	EventID      int64
	ProducerID   int64
	ProducerSlug string
	ProducerName string
	ProvinceCode string
	Booth        string
	FreeSlots    int // in which it can still be met
	ProductIDs   []int64
	Amounts      []string // of each product, in a gift set
}

const exhibitorsSQL = `
SELECT x.id, x.event_id, x.producer_id, x.producer_slug, x.producer_name, x.producer_province AS province_code, x.booth,
	(SELECT count(*) FROM fair_slot s WHERE s.participant_id = x.id AND s.begins_at > $2 AND NOT EXISTS (
		SELECT FROM fair_meeting m WHERE m.slot_id = s.id AND m.state IN ('unconfirmed', 'asked', 'agreed'))) AS free_slots,
	ARRAY(SELECT product_id FROM participant_product WHERE participant_id = x.id ORDER BY position, product_id) AS product_ids,
	ARRAY(SELECT amount FROM participant_product WHERE participant_id = x.id ORDER BY position, product_id) AS amounts
FROM fair_exhibitor x
WHERE x.state = 'accepted' AND x.event_id = $1 AND x.public
ORDER BY nullif(x.booth, '') COLLATE "vi-x-icu" NULLS LAST, x.producer_name COLLATE "vi-x-icu"`

// Exhibitors lists whom visitors find at an event, by booth.
func (f Fairs) Exhibitors(ctx context.Context, eventID int64) ([]Exhibitor, error) {
	found, err := list[Exhibitor](ctx, f.DB, exhibitorsSQL, eventID, f.Now())
	if err != nil {
		return nil, fmt.Errorf("listing exhibitors of event %d: %w", eventID, err)
	}
	return found, nil
}

const admitSQL = `
INSERT INTO event_participant (event_id, producer_id, state, booth, decided_at)
VALUES ($1, $2, 'accepted', nullif($3, ''), now())
ON CONFLICT (event_id, producer_id) DO UPDATE SET state = 'accepted', booth = excluded.booth, decided_at = excluded.decided_at,
	was_accepted = false
RETURNING id`

const showProductSQL = `
INSERT INTO participant_product (participant_id, product_id, position, amount) VALUES ($1, $2, $3, $4)
ON CONFLICT (participant_id, product_id) DO UPDATE SET position = excluded.position, amount = excluded.amount`

// Admit enters a maker as accepted, as an organiser does who keeps the list, with
// products and, in a gift set, the amount of each.
func (f Fairs) Admit(ctx context.Context, x Exhibitor) (id int64, err error) {
	err = f.do(ctx, "admitting a producer to event", x.EventID, func(tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, admitSQL, x.EventID, x.ProducerID, x.Booth).Scan(&id); err != nil {
			return err
		}
		for i, product := range x.ProductIDs {
			amount := ""
			if i < len(x.Amounts) {
				amount = x.Amounts[i]
			}
			if _, err := tx.Exec(ctx, showProductSQL, id, product, i, amount); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}
