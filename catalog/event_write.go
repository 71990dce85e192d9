package catalog

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
)

// An event that moves or is called off tells calendars so by its sequence.
const saveEventSQL = `
INSERT INTO event (slug, kind, level, name, name_en, province_code, country, venue, venue_en, starts_on, ends_on, hours, hours_en,
	apply_by, organiser, organiser_en, supporter, supporter_en, booths, least_stars, cost, cost_en, document, story, story_en,
	website, sales, memoranda, contracts, cancelled_on, draft, office_code, sample)
VALUES (@slug, @kind, @level, @name, @name_en, nullif(@province_code, ''), @country, @venue, @venue_en, @starts_on, @ends_on,
	@hours, @hours_en, @apply_by, @organiser, @organiser_en, @supporter, @supporter_en, @booths, @least_stars, @cost, @cost_en,
	@document, @story, @story_en, @website, nullif(@sales::bigint, -1), nullif(@memoranda::int, -1), nullif(@contracts::int, -1),
	@cancelled_on, @draft, nullif(@office_code, ''), @sample)
ON CONFLICT (slug) DO UPDATE SET kind = excluded.kind, level = excluded.level, name = excluded.name, name_en = excluded.name_en,
	province_code = excluded.province_code, country = excluded.country, venue = excluded.venue, venue_en = excluded.venue_en,
	starts_on = excluded.starts_on, ends_on = excluded.ends_on, hours = excluded.hours, hours_en = excluded.hours_en,
	apply_by = excluded.apply_by, organiser = excluded.organiser, organiser_en = excluded.organiser_en,
	supporter = excluded.supporter, supporter_en = excluded.supporter_en, booths = excluded.booths,
	least_stars = excluded.least_stars, cost = excluded.cost, cost_en = excluded.cost_en, document = excluded.document,
	story = excluded.story, story_en = excluded.story_en, website = excluded.website, sales = excluded.sales,
	memoranda = excluded.memoranda, contracts = excluded.contracts, cancelled_on = excluded.cancelled_on, draft = excluded.draft,
	office_code = excluded.office_code, sample = excluded.sample,
	sequence = event.sequence + CASE
		WHEN (event.starts_on, event.ends_on, event.hours, event.venue, event.province_code, event.country, event.cancelled_on)
		IS DISTINCT FROM (excluded.starts_on, excluded.ends_on, excluded.hours, excluded.venue, excluded.province_code, excluded.country,
			excluded.cancelled_on) THEN 1 ELSE 0 END,
	updated_at = clock_timestamp()
RETURNING id`

// Save writes an event; its slug tells it from the others.
func (e Events) Save(ctx context.Context, w Event) (id int64, err error) {
	if err := e.DB.QueryRow(ctx, saveEventSQL, w.arguments()).Scan(&id); err != nil {
		return 0, fmt.Errorf("saving event %q: %w", w.Slug, err)
	}
	return id, nil
}

// Update writes an event that is there already, in the transaction of those who
// are told.
func (e Events) Update(ctx context.Context, tx pgx.Tx, w Event) error {
	if _, err := tx.Exec(ctx, saveEventSQL, w.arguments()); err != nil {
		return fmt.Errorf("saving event %q: %w", w.Slug, err)
	}
	return nil
}

// Add writes a new event under a free address made of its name.
func (e Events) Add(ctx context.Context, w Event, by int64) (id int64, err error) {
	err = pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		// New events wait for each other: "Hội chợ" of 2026 and "Hội chợ 2026" want one address.
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('new event', 0))`); err != nil {
			return err
		}
		year := ""
		if !w.StartsOn.IsZero() {
			year = strconv.Itoa(w.StartsOn.Year)
		}
		var failed error
		w.Slug = FreeSlug("su-kien", w.Name, year, func(slug string) bool {
			var taken bool
			failed = cmp.Or(failed, tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM event WHERE slug = $1)`, slug).Scan(&taken))
			return taken && failed == nil
		})
		if failed != nil {
			return failed
		}
		if err := tx.QueryRow(ctx, saveEventSQL, w.arguments()).Scan(&id); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{
			AccountID: by, Action: "event.add", Subject: Subject{"event", id}, ProvinceCode: w.OfficeCode, Detail: map[string]string{"event": w.Name},
		})
	})
	if err != nil {
		return 0, fmt.Errorf("adding event %q: %w", w.Name, err)
	}
	return id, nil
}

func (e Event) arguments() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"slug": e.Slug, "kind": e.Kind, "level": e.Level, "name": e.Name, "name_en": e.NameEN, "province_code": e.ProvinceCode,
		"country": e.Country, "venue": e.Venue, "venue_en": e.VenueEN, "starts_on": e.StartsOn, "ends_on": e.EndsOn, "hours": e.Hours,
		"hours_en": e.HoursEN, "apply_by": e.ApplyBy, "organiser": e.Organiser, "organiser_en": e.OrganiserEN, "supporter": e.Supporter,
		"supporter_en": e.SupporterEN, "booths": e.Booths, "least_stars": e.LeastStars, "cost": e.Cost, "cost_en": e.CostEN,
		"document": e.Document, "story": e.Story, "story_en": e.StoryEN, "website": e.Website, "sales": e.Sales,
		"memoranda": e.Memoranda, "contracts": e.Contracts, "cancelled_on": e.CancelledOn, "draft": e.Draft, "office_code": e.OfficeCode,
		"sample": e.Sample,
	}
}
