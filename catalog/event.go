package catalog

import (
	"context"
	"fmt"

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
	Sample       bool

	Exhibitors []Exhibitor `db:"-"`
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

// Reported reports whether its results are known.
func (e Event) Reported() bool { return e.Sales >= 0 || e.Memoranda >= 0 || e.Contracts >= 0 }

// Exhibitor is a maker accepted at an event, with the products shown there.
type Exhibitor struct {
	ID           int64
	EventID      int64
	ProducerID   int64
	ProducerSlug string
	ProducerName string
	ProvinceCode string
	Booth        string
	ProductIDs   []int64
	Amounts      []string // of each product, in a gift set
}

// Events is the table of events and of who takes part.
type Events struct{ DB *pgxpool.Pool }

const eventColumns = `
SELECT id, slug, kind, level, name, name_en, coalesce(province_code, '') AS province_code, country, venue, venue_en, starts_on,
	ends_on, hours, hours_en, apply_by, organiser, organiser_en, supporter, supporter_en, booths, least_stars, cost, cost_en,
	document, story, story_en, website, coalesce(sales, -1) AS sales, coalesce(memoranda, -1) AS memoranda,
	coalesce(contracts, -1) AS contracts, cancelled_on, sequence, sample
FROM event`

// All lists every event, those with days first and in their order.
func (e Events) All(ctx context.Context) ([]Event, error) {
	rows, err := e.DB.Query(ctx, eventColumns+` ORDER BY starts_on NULLS LAST, name COLLATE "vi-x-icu"`)
	if err != nil {
		return nil, fmt.Errorf("listing events: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Event])
	if err != nil {
		return nil, fmt.Errorf("listing events: %w", err)
	}
	return list, nil
}

const exhibitorsSQL = `
SELECT t.id, t.event_id, r.id AS producer_id, r.slug AS producer_slug, r.name AS producer_name, r.province_code,
	coalesce(t.booth, '') AS booth,
	coalesce(array_agg(x.product_id ORDER BY x.position) FILTER (WHERE x.product_id IS NOT NULL), '{}') AS product_ids,
	coalesce(array_agg(x.amount ORDER BY x.position) FILTER (WHERE x.product_id IS NOT NULL), '{}') AS amounts
FROM event_participant t JOIN producer r ON r.id = t.producer_id LEFT JOIN participant_product x ON x.participant_id = t.id
WHERE t.state = 'accepted' AND t.event_id = (SELECT id FROM event WHERE slug = $1) AND ` + publicProducer + `
GROUP BY t.id, r.id ORDER BY t.booth COLLATE "vi-x-icu" NULLS LAST, r.name COLLATE "vi-x-icu"`

// BySlug finds an event with its exhibitors; pgx.ErrNoRows where there is none.
func (e Events) BySlug(ctx context.Context, slug string) (Event, error) {
	var batch pgx.Batch
	batch.Queue(eventColumns+` WHERE slug = $1`, slug)
	batch.Queue(exhibitorsSQL, slug)
	results := &reader{results: e.DB.SendBatch(ctx, &batch)}
	found, exhibitors := next[Event](results), next[Exhibitor](results)
	if err := results.close(); err != nil {
		return Event{}, fmt.Errorf("reading event %q: %w", slug, err)
	}
	if len(found) == 0 {
		return Event{}, fmt.Errorf("reading event %q: %w", slug, pgx.ErrNoRows)
	}
	found[0].Exhibitors = exhibitors
	return found[0], nil
}

const eventSlugsSQL = `SELECT slug, updated_at FROM event ORDER BY id`

// Addresses lists every event's slug, for the site map.
func (e Events) Addresses(ctx context.Context) ([]Address, error) {
	return addresses(ctx, e.DB, eventSlugsSQL)
}
