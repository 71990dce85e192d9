package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// An event that moves or is called off tells calendars so by its sequence.
const saveEventSQL = `
INSERT INTO event (slug, kind, level, name, name_en, province_code, country, venue, venue_en, starts_on, ends_on, hours, hours_en,
	apply_by, organiser, organiser_en, supporter, supporter_en, booths, least_stars, cost, cost_en, document, story, story_en,
	website, sales, memoranda, contracts, cancelled_on, sample)
VALUES (@slug, @kind, @level, @name, @name_en, nullif(@province_code, ''), @country, @venue, @venue_en, @starts_on, @ends_on,
	@hours, @hours_en, @apply_by, @organiser, @organiser_en, @supporter, @supporter_en, @booths, @least_stars, @cost, @cost_en,
	@document, @story, @story_en, @website, nullif(@sales::bigint, -1), nullif(@memoranda::int, -1), nullif(@contracts::int, -1),
	@cancelled_on, @sample)
ON CONFLICT (slug) DO UPDATE SET kind = excluded.kind, level = excluded.level, name = excluded.name, name_en = excluded.name_en,
	province_code = excluded.province_code, country = excluded.country, venue = excluded.venue, venue_en = excluded.venue_en,
	starts_on = excluded.starts_on, ends_on = excluded.ends_on, hours = excluded.hours, hours_en = excluded.hours_en,
	apply_by = excluded.apply_by, organiser = excluded.organiser, organiser_en = excluded.organiser_en,
	supporter = excluded.supporter, supporter_en = excluded.supporter_en, booths = excluded.booths,
	least_stars = excluded.least_stars, cost = excluded.cost, cost_en = excluded.cost_en, document = excluded.document,
	story = excluded.story, story_en = excluded.story_en, website = excluded.website, sales = excluded.sales,
	memoranda = excluded.memoranda, contracts = excluded.contracts, cancelled_on = excluded.cancelled_on, sample = excluded.sample,
	sequence = event.sequence + CASE WHEN (event.starts_on, event.ends_on, event.venue, event.cancelled_on)
		IS DISTINCT FROM (excluded.starts_on, excluded.ends_on, excluded.venue, excluded.cancelled_on) THEN 1 ELSE 0 END,
	updated_at = now()
RETURNING id`

// Save writes an event; its slug tells it from the others.
func (e Events) Save(ctx context.Context, w Event) (id int64, err error) {
	err = e.DB.QueryRow(ctx, saveEventSQL, pgx.StrictNamedArgs{
		"slug": w.Slug, "kind": w.Kind, "level": w.Level, "name": w.Name, "name_en": w.NameEN, "province_code": w.ProvinceCode,
		"country": w.Country, "venue": w.Venue, "venue_en": w.VenueEN, "starts_on": w.StartsOn, "ends_on": w.EndsOn, "hours": w.Hours,
		"hours_en": w.HoursEN, "apply_by": w.ApplyBy, "organiser": w.Organiser, "organiser_en": w.OrganiserEN, "supporter": w.Supporter,
		"supporter_en": w.SupporterEN, "booths": w.Booths, "least_stars": w.LeastStars, "cost": w.Cost, "cost_en": w.CostEN,
		"document": w.Document, "story": w.Story, "story_en": w.StoryEN, "website": w.Website, "sales": w.Sales,
		"memoranda": w.Memoranda, "contracts": w.Contracts, "cancelled_on": w.CancelledOn, "sample": w.Sample,
	}).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("saving event %q: %w", w.Slug, err)
	}
	return id, nil
}

const addParticipantSQL = `
INSERT INTO event_participant (event_id, producer_id, state, booth, decided_at)
VALUES ($1, $2, 'accepted', nullif($3, ''), now())
ON CONFLICT (event_id, producer_id) DO UPDATE SET booth = excluded.booth
RETURNING id`

const addParticipantProductSQL = `
INSERT INTO participant_product (participant_id, product_id, position, amount) VALUES ($1, $2, $3, $4)
ON CONFLICT (participant_id, product_id) DO UPDATE SET amount = excluded.amount`

// Admit enters a maker as accepted, as an organiser does who keeps the list, with
// products and, in a gift set, the amount of each.
func (e Events) Admit(ctx context.Context, x Exhibitor) error {
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		var id int64
		if err := tx.QueryRow(ctx, addParticipantSQL, x.EventID, x.ProducerID, x.Booth).Scan(&id); err != nil {
			return err
		}
		for i, product := range x.ProductIDs {
			amount := ""
			if i < len(x.Amounts) {
				amount = x.Amounts[i]
			}
			if _, err := tx.Exec(ctx, addParticipantProductSQL, id, product, i, amount); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("admitting producer %d to event %d: %w", x.ProducerID, x.EventID, err)
	}
	return nil
}
