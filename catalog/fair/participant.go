package fair

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// State is where an application stands.
type State string

// The states.
const (
	Applied   State = "applied"
	Accepted  State = "accepted"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
)

// Holds reports whether the application holds a place.
func (s State) Holds() bool { return s == Applied || s == Accepted }

// Participant is a maker at an event, with what both are called.
type Participant struct {
	ID         int64
	EventID    int64
	ProducerID int64
	State      State
	Booth      string
	Note       string // of the maker, to the office
	Reason     string // of the office, to the maker
	AppliedAt  time.Time
	LapsedOn   catalog.Day // since then the office must decide; zero where all is well
	// WasAccepted tells of one refused that it had been accepted before.
	WasAccepted bool
	Products    []int64
	Lapsed      []int64 // of them

	EventSlug     string
	EventKind     catalog.EventKind
	EventLevel    string
	EventName     string
	EventNameEN   string `db:"event_name_en"`
	EventProvince string // empty abroad and on the internet
	Country       string
	Venue         string
	VenueEN       string `db:"venue_en"`
	StartsOn      catalog.Day
	EndsOn        catalog.Day
	Hours         string
	HoursEN       string `db:"hours_en"`
	CancelledOn   catalog.Day
	Organiser     string
	OrganiserEN   string `db:"organiser_en"`
	Document      string
	LeastStars    int
	OfficeCode    string // of the province whose office keeps the event; empty for the national
	Draft         bool
	Sample        bool

	ProducerSlug     string
	ProducerName     string
	ProducerProvince string
	Public           bool // the maker is shown: neither taken down nor merged into another
}

// Coming reports whether the event is still to end on a day.
func (p Participant) Coming(today catalog.Day) bool {
	return p.CancelledOn.IsZero() && (p.EndsOn.IsZero() || !p.EndsOn.Before(today))
}

// Reach is where an event lies for a maker: criterion B 4.3 of the sets (Decision
// 26/2026/QĐ-TTg, Annex II) gives points by it.
type Reach string

// The reaches, from the nearest.
const (
	InProvince    Reach = "in"
	OutOfProvince Reach = "out"
	International Reach = "international"
)

// Reaches lists them.
func Reaches() []Reach { return []Reach{InProvince, OutOfProvince, International} }

// Reach is where the event lies for its maker. One that is held abroad or is
// international by its level counts as that, wherever it is held.
func (p Participant) Reach() Reach {
	switch {
	case p.Country != "VN" || p.EventLevel == "international":
		return International
	case p.EventProvince == p.ProducerProvince:
		return InProvince
	}
	return OutOfProvince
}

const participantColumns = `
SELECT x.id, x.event_id, x.producer_id, x.state, x.booth, x.note, x.reason, x.applied_at, x.lapsed_on, x.was_accepted,
	ARRAY(SELECT product_id FROM participant_product WHERE participant_id = x.id ORDER BY position, product_id) AS products,
	ARRAY(SELECT product_id FROM participant_product WHERE participant_id = x.id AND lapsed_on IS NOT NULL ORDER BY position, product_id) AS lapsed,
	x.event_slug, x.event_kind, x.event_level, x.event_name, x.event_name_en, x.event_province, x.country, x.venue, x.venue_en,
	x.starts_on, x.ends_on, x.hours, x.hours_en, x.cancelled_on, x.organiser, x.organiser_en, x.document, x.least_stars, x.office_code, x.draft, x.sample,
	x.producer_slug, x.producer_name, x.producer_province, x.public
FROM fair_exhibitor x `

// ByID finds an application; pgx.ErrNoRows where there is none.
func (f Fairs) ByID(ctx context.Context, id int64) (Participant, error) {
	p, err := one[Participant](ctx, f.DB, participantColumns+`WHERE x.id = $1`, id)
	if err != nil {
		return p, fmt.Errorf("reading participant %d: %w", id, err)
	}
	return p, nil
}

// Of finds what a maker has applied for at an event.
func (f Fairs) Of(ctx context.Context, eventID, producerID int64) (Participant, error) {
	p, err := one[Participant](ctx, f.DB, participantColumns+`WHERE x.event_id = $1 AND x.producer_id = $2`, eventID, producerID)
	if err != nil {
		return p, fmt.Errorf("reading producer %d at event %d: %w", producerID, eventID, err)
	}
	return p, nil
}

// At lists everybody who has applied to an event, those who wait first.
func (f Fairs) At(ctx context.Context, eventID int64) ([]Participant, error) {
	found, err := list[Participant](ctx, f.DB, participantColumns+`
WHERE x.event_id = $1
ORDER BY CASE WHEN x.state = 'applied' OR x.lapsed_on IS NOT NULL THEN 0 WHEN x.state = 'accepted' THEN 1 ELSE 2 END,
	x.booth COLLATE "vi-x-icu", x.applied_at, x.id`, eventID)
	if err != nil {
		return nil, fmt.Errorf("listing participants of event %d: %w", eventID, err)
	}
	return found, nil
}

// By lists what makers have applied for, the latest event first.
func (f Fairs) By(ctx context.Context, producers []int64) ([]Participant, error) {
	found, err := list[Participant](ctx, f.DB, participantColumns+`
WHERE x.producer_id = ANY ($1) AND NOT x.draft AND x.event_kind NOT IN ('sale_point', 'gift_set') ORDER BY x.starts_on DESC, x.id DESC`, producers)
	if err != nil {
		return nil, fmt.Errorf("listing events of producers: %w", err)
	}
	return found, nil
}

// Record lists the events a maker has taken part in: accepted, held and over, the
// latest first.
func (f Fairs) Record(ctx context.Context, producerID int64) ([]Participant, error) {
	found, err := list[Participant](ctx, f.DB, participantColumns+`
WHERE x.producer_id = $1 AND x.state = 'accepted' AND x.cancelled_on IS NULL AND x.ends_on < $2
	AND x.event_kind NOT IN ('sale_point', 'gift_set')
ORDER BY x.starts_on DESC, x.id DESC`, producerID, f.today())
	if err != nil {
		return nil, fmt.Errorf("listing the record of producer %d: %w", producerID, err)
	}
	return found, nil
}

// locked reads an application that the transaction is about to change. Its event
// is locked before it, as everybody does it: an event that moves and an answer
// about one of its makers wait for each other and never lie across.
func (f Fairs) locked(ctx context.Context, tx pgx.Tx, id int64) (Participant, error) {
	var event int64
	if err := tx.QueryRow(ctx, `SELECT event_id FROM event_participant WHERE id = $1`, id).Scan(&event); err != nil {
		return Participant{}, err
	}
	if _, err := (catalog.Events{}).Lock(ctx, tx, event); err != nil {
		return Participant{}, err
	}
	if _, err := tx.Exec(ctx, `SELECT FROM event_participant WHERE id = $1 FOR UPDATE`, id); err != nil {
		return Participant{}, err
	}
	return one[Participant](ctx, tx, participantColumns+`WHERE x.id = $1`, id)
}

const countsSQL = `
SELECT event_id, count(*) FILTER (WHERE state = 'applied' OR lapsed_on IS NOT NULL) AS waiting,
	count(*) FILTER (WHERE state = 'accepted') AS accepted, count(*) FILTER (WHERE state IN ('applied', 'accepted')) AS taken
FROM event_participant GROUP BY event_id`

// Count is how many makers an event has.
type Count struct {
	EventID                  int64
	Waiting, Accepted, Taken int
}

// Counts counts the makers of every event.
func (f Fairs) Counts(ctx context.Context) (map[int64]Count, error) {
	found, err := list[Count](ctx, f.DB, countsSQL)
	if err != nil {
		return nil, fmt.Errorf("counting participants: %w", err)
	}
	counts := make(map[int64]Count, len(found))
	for _, c := range found {
		counts[c.EventID] = c
	}
	return counts, nil
}
