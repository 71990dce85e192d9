package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const saveDestinationSQL = `
INSERT INTO destination (product_id, kinds, houses, rooms, beds, guests_night, guests_day, smallest_group, best_months, languages,
	facilities, price_band, price_band_en, meals, meals_en, directions, directions_en, nearby, nearby_en, access, access_en,
	safety, safety_en, rules, rules_en, festivals, festivals_en, answer_hours, answer_hours_en, lat, lon, point_label,
	point_label_en, sample)
VALUES (@product_id, @kinds, @houses, @rooms, @beds, @guests_night, @guests_day, @smallest_group, @best_months, @languages,
	@facilities, @price_band, @price_band_en, @meals, @meals_en, @directions, @directions_en, @nearby, @nearby_en, @access, @access_en,
	@safety, @safety_en, @rules, @rules_en, @festivals, @festivals_en, @answer_hours, @answer_hours_en,
	nullif(@lat::float8, 0), nullif(@lon::float8, 0), @point_label, @point_label_en, @sample)
ON CONFLICT (product_id) DO UPDATE SET kinds = excluded.kinds, houses = excluded.houses, rooms = excluded.rooms, beds = excluded.beds,
	guests_night = excluded.guests_night, guests_day = excluded.guests_day, smallest_group = excluded.smallest_group,
	best_months = excluded.best_months, languages = excluded.languages, facilities = excluded.facilities,
	price_band = excluded.price_band, price_band_en = excluded.price_band_en, meals = excluded.meals, meals_en = excluded.meals_en,
	directions = excluded.directions, directions_en = excluded.directions_en, nearby = excluded.nearby, nearby_en = excluded.nearby_en,
	access = excluded.access, access_en = excluded.access_en, safety = excluded.safety, safety_en = excluded.safety_en,
	rules = excluded.rules, rules_en = excluded.rules_en, festivals = excluded.festivals, festivals_en = excluded.festivals_en,
	answer_hours = excluded.answer_hours, answer_hours_en = excluded.answer_hours_en, lat = excluded.lat, lon = excluded.lon,
	point_label = excluded.point_label, point_label_en = excluded.point_label_en, sample = excluded.sample, updated_at = now()`

const dropActivitiesSQL = `DELETE FROM destination_activity WHERE product_id = $1`

const addActivitySQL = `
INSERT INTO destination_activity (product_id, position, kind, name, name_en, minutes, months, price, smallest_group)
VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8::bigint, 0), $9)`

// A host keeps its row, and so its turns, as long as its name stays.
const saveHostSQL = `
INSERT INTO destination_host (product_id, position, name, guests, rooms, languages, phone, email)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (product_id, position) DO UPDATE SET name = excluded.name, guests = excluded.guests, rooms = excluded.rooms,
	languages = excluded.languages, phone = excluded.phone, email = excluded.email`

const dropHostsSQL = `DELETE FROM destination_host WHERE product_id = $1 AND position >= $2`

// Save writes a destination with its activities and hosts.
func (d Destinations) Save(ctx context.Context, w Destination) error {
	err := pgx.BeginFunc(ctx, d.DB, func(tx pgx.Tx) error {
		var batch pgx.Batch
		batch.Queue(saveDestinationSQL, w.arguments())
		batch.Queue(dropActivitiesSQL, w.ProductID)
		for i, a := range w.Activities {
			batch.Queue(addActivitySQL, w.ProductID, i, a.Kind, a.Name, a.NameEN, a.Minutes, filled(a.Months), a.Price, max(1, a.SmallestGroup))
		}
		batch.Queue(dropHostsSQL, w.ProductID, len(w.Hosts))
		for i, h := range w.Hosts {
			batch.Queue(saveHostSQL, w.ProductID, i, h.Name, h.Guests, h.Rooms, filled(h.Languages), h.Phone, h.Email)
		}
		return tx.SendBatch(ctx, &batch).Close()
	})
	if err != nil {
		return fmt.Errorf("saving the destination of product %d: %w", w.ProductID, err)
	}
	return nil
}

func (d Destination) arguments() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"product_id": d.ProductID, "kinds": filled(d.Kinds), "houses": d.Houses, "rooms": d.Rooms, "beds": d.Beds,
		"guests_night": d.GuestsNight, "guests_day": d.GuestsDay, "smallest_group": max(1, d.SmallestGroup),
		"best_months": filled(d.BestMonths), "languages": filled(d.Languages), "facilities": filled(d.Facilities),
		"price_band": d.PriceBand, "price_band_en": d.PriceBandEN, "meals": d.Meals, "meals_en": d.MealsEN,
		"directions": d.Directions, "directions_en": d.DirectionsEN, "nearby": d.Nearby, "nearby_en": d.NearbyEN,
		"access": d.Access, "access_en": d.AccessEN, "safety": d.Safety, "safety_en": d.SafetyEN,
		"rules": d.Rules, "rules_en": d.RulesEN, "festivals": d.Festivals, "festivals_en": d.FestivalsEN,
		"answer_hours": d.AnswerHours, "answer_hours_en": d.AnswerHoursEN, "lat": d.Lat, "lon": d.Lon,
		"point_label": d.PointLabel, "point_label_en": d.PointLabelEN, "sample": d.Sample,
	}
}

// filled is the list itself, or an empty one for nil, which SQL would take for
// null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
