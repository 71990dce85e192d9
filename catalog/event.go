package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// EventKind says how an event promotes trade.
type EventKind string

// The kinds of event. A sale point is permanent; a gift set is offered until its
// last day.
const (
	Fair       EventKind = "fair"
	Week       EventKind = "week"
	Conference EventKind = "conference"
	Livestream EventKind = "livestream"
	SalePoint  EventKind = "sale_point"
	GiftSet    EventKind = "gift_set"
)

// EventKinds lists the kinds in the order pages show them.
func EventKinds() []EventKind {
	return []EventKind{Fair, Week, Conference, Livestream, SalePoint, GiftSet}
}

// Dated reports whether events of the kind have days in a calendar.
func (k EventKind) Dated() bool { return k != SalePoint && k != GiftSet }

// EventLevels lists how far an event reaches, from the nearest.
func EventLevels() []string {
	return []string{"commune", "province", "region", "national", "international"}
}

// Event is something that promotes trade: a fair, a sale point, a gift set.
type Event struct {
	ID           int64
	Slug         string
	Kind         EventKind
	Level        string
	Name         string
	NameEN       string
	ProvinceCode string // empty abroad and on the internet
	Country      string
	Venue        string
	VenueEN      string
	StartsOn     Day // zero for what is permanent
	EndsOn       Day
	Hours        string
	HoursEN      string
	ApplyBy      Day
	Organiser    string
	OrganiserEN  string
	Supporter    string
	SupporterEN  string
	Booths       int
	LeastStars   int // of products shown; 0 where none are demanded
	Cost         string
	CostEN       string
	Document     string
	Story        string
	StoryEN      string
	Website      string
	Sales        int64 // -1 while not reported
	Memoranda    int   // likewise
	Contracts    int   // likewise
	CancelledOn  Day
	Sequence     int
	Draft        bool   // its office is still writing it
	OfficeCode   string // of the province whose office keeps it; empty for the national
	Sample       bool
	UpdatedAt    time.Time
}

// Cancelled reports whether it will not be held.
func (e Event) Cancelled() bool { return !e.CancelledOn.IsZero() }

// Over reports whether its last day has passed.
func (e Event) Over(today Day) bool { return !e.EndsOn.IsZero() && e.EndsOn.Before(today) }

// On reports whether a day is one of its days.
func (e Event) On(day Day) bool {
	return !e.StartsOn.IsZero() && !day.Before(e.StartsOn) && !day.After(e.EndsOn)
}

// Open reports whether makers may still apply.
func (e Event) Open(today Day) bool {
	return !e.Cancelled() && !e.ApplyBy.IsZero() && !e.ApplyBy.Before(today)
}

// Moved reports whether it is held on other days or elsewhere than before.
func (e Event) Moved(before Event) bool {
	return e.StartsOn != before.StartsOn || e.EndsOn != before.EndsOn || e.Venue != before.Venue ||
		e.ProvinceCode != before.ProvinceCode || e.Country != before.Country || e.Hours != before.Hours
}

// Reported reports whether its results are known.
func (e Event) Reported() bool { return e.Sales >= 0 || e.Memoranda >= 0 || e.Contracts >= 0 }

// Events is the table of events.
type Events struct{ DB *pgxpool.Pool }

const eventColumns = `
SELECT id, slug, kind, level, name, name_en, coalesce(province_code, '') AS province_code, country, venue, venue_en, starts_on,
	ends_on, hours, hours_en, apply_by, organiser, organiser_en, supporter, supporter_en, booths, least_stars, cost, cost_en,
	document, story, story_en, website, coalesce(sales, -1) AS sales, coalesce(memoranda, -1) AS memoranda,
	coalesce(contracts, -1) AS contracts, cancelled_on, sequence, draft,
	coalesce(office_code, '') AS office_code, sample, updated_at
FROM event`

// All lists every event that is public, those with days first and in their order.
func (e Events) All(ctx context.Context) ([]Event, error) { return e.list(ctx, `NOT draft`) }

// KeptBy lists the events of a province's office, drafts among them; all where no
// province is named.
func (e Events) KeptBy(ctx context.Context, officeCode string) ([]Event, error) {
	return e.list(ctx, `($1 = '' OR office_code = $1)`, officeCode)
}

func (e Events) list(ctx context.Context, where string, arguments ...any) ([]Event, error) {
	rows, err := e.DB.Query(ctx, eventColumns+` WHERE `+where+` ORDER BY starts_on NULLS LAST, name COLLATE "vi-x-icu", id`, arguments...)
	if err != nil {
		return nil, fmt.Errorf("listing events: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Event])
	if err != nil {
		return nil, fmt.Errorf("listing events: %w", err)
	}
	return list, nil
}

// BySlug finds a public event; pgx.ErrNoRows where there is none.
func (e Events) BySlug(ctx context.Context, slug string) (Event, error) {
	return e.one(ctx, `slug = $1 AND NOT draft`, slug)
}

// ByID finds an event, be it a draft.
func (e Events) ByID(ctx context.Context, id int64) (Event, error) { return e.one(ctx, `id = $1`, id) }

func (e Events) one(ctx context.Context, where string, argument any) (Event, error) {
	rows, err := e.DB.Query(ctx, eventColumns+` WHERE `+where, argument)
	return oneEvent(rows, err, argument)
}

// Lock reads an event that the transaction is about to change, or whose makers it
// is: whoever locks more of an event begins with this.
func (e Events) Lock(ctx context.Context, tx pgx.Tx, id int64) (Event, error) {
	rows, err := tx.Query(ctx, eventColumns+` WHERE id = $1 FOR NO KEY UPDATE`, id)
	return oneEvent(rows, err, id)
}

func oneEvent(rows pgx.Rows, err error, argument any) (Event, error) {
	if err != nil {
		return Event{}, fmt.Errorf("reading event %v: %w", argument, err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Event])
	if err != nil {
		return Event{}, fmt.Errorf("reading event %v: %w", argument, err)
	}
	return found, nil
}

// StaleEventError says that an event is not any more what its writer has seen.
// Nothing was written.
type StaleEventError struct{ Event Event } // as it stands

func (e *StaleEventError) Error() string {
	return fmt.Sprintf("catalog: event %d has changed", e.Event.ID)
}

const eventSlugsSQL = `SELECT slug, updated_at FROM event WHERE NOT draft ORDER BY id`

// Addresses lists every event's slug, for the site map.
func (e Events) Addresses(ctx context.Context) ([]Address, error) {
	return addresses(ctx, e.DB, eventSlugsSQL)
}
