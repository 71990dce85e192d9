package catalog

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Destination is a service of community tourism (set 26) as a visitor needs to
// know it, beside the product that carries its name, place and star. What is
// empty was not said.
type Destination struct {
	ProductID     int64
	Kinds         []string // StayKinds
	Houses        int
	Rooms         int
	Beds          int
	GuestsNight   int // all houses together; 0 where nobody sleeps there
	GuestsDay     int
	SmallestGroup int
	BestMonths    []int
	Languages     []string // StayLanguages
	Facilities    []string // Facilities
	PriceBand     string
	PriceBandEN   string
	Meals         string
	MealsEN       string
	Directions    string
	DirectionsEN  string
	Nearby        string
	NearbyEN      string
	Access        string
	AccessEN      string
	Safety        string
	SafetyEN      string
	Rules         string
	RulesEN       string
	Festivals     string
	FestivalsEN   string
	AnswerHours   string
	AnswerHoursEN string
	Lat, Lon      float64 // its own point; both 0 where it has none
	PointLabel    string
	PointLabelEN  string
	Sample        bool // made up for the demonstration

	Activities []Activity `db:"-"`
	Hosts      []Host     `db:"-"`
}

// Activity is something to do there.
type Activity struct {
	ProductID     int64
	Kind          string // ActivityKinds
	Name          string
	NameEN        string
	Minutes       int // 0 where not said
	Months        []int
	Price         int64 // dong for one person; 0 where included or not said
	SmallestGroup int
}

// Host is one of the houses of a village that receive guests.
type Host struct {
	ID        int64
	ProductID int64
	Name      string
	Guests    int
	Rooms     int
	Languages []string
	Phone     string // for requests alone, never for pages
	Email     string
}

// StayKinds lists where guests sleep, in the order pages show it; a day visit is
// no night.
func StayKinds() []string {
	return []string{"homestay", "stilt_house", "bungalow", "garden_house", "tent", "day_visit"}
}

// StayLanguages lists the languages that guests are received in.
func StayLanguages() []string {
	return []string{"vi", "en", "fr", "zh", "ko", "ja", "km", "lo", "de"}
}

// Facilities lists what a place may have for its guests, in the order pages show
// it.
func Facilities() []string {
	return []string{"clean_water", "toilet", "hot_water", "wifi", "phone_signal", "parking", "ocop_shop", "first_aid", "fire_safety", "wheelchair", "children"}
}

// ActivityKinds lists what there is to do, in the order pages show it.
func ActivityKinds() []string {
	return []string{"walk", "cycle", "boat", "farm", "craft", "food", "culture", "nature"}
}

// Overnight reports whether guests can sleep there.
func (d Destination) Overnight() bool {
	return d.GuestsNight > 0 || slices.ContainsFunc(d.Kinds, func(kind string) bool { return kind != "day_visit" })
}

// Room is how many can come together: for a night as many as can sleep there, else
// as many as are received in a day. Those who can stay the night can come for a
// day; 0 where neither was said.
func (d Destination) Room(night bool) int {
	switch {
	case night && d.GuestsNight == 0 && d.Overnight():
		return d.Beds
	case night, d.GuestsDay == 0:
		return d.GuestsNight
	}
	return d.GuestsDay
}

// Wish is what a visitor looks for; what is zero is all the same to them.
type Wish struct {
	Month    int
	Group    int  // people who come together
	Night    bool // they sleep there
	Language string
	Activity string // kind
}

// Any reports whether anything is wished for.
func (w Wish) Any() bool { return w != Wish{} }

// Suits reports whether a destination says that it can give what is wished for.
func (d Destination) Suits(w Wish) bool {
	if w.Group > 0 && (d.SmallestGroup > w.Group || d.Room(w.Night) < w.Group) || w.Night && !d.Overnight() {
		return false
	}
	if w.Language != "" && !slices.Contains(d.Languages, w.Language) {
		return false
	}
	if w.Activity != "" && !slices.ContainsFunc(d.Activities, func(a Activity) bool {
		return a.Kind == w.Activity && (w.Month == 0 || slices.Contains(a.Months, w.Month))
	}) {
		return false
	}
	return w.Month == 0 || d.BestIn(w.Month) || len(d.OnlyThen(w.Month)) > 0
}

// BestIn reports whether a month is among the best to come.
func (d Destination) BestIn(month int) bool { return slices.Contains(d.BestMonths, month) }

// OnlyThen is what there is to do in a month that is not there all year.
func (d Destination) OnlyThen(month int) []Activity {
	var list []Activity
	for _, a := range d.Activities {
		if len(a.Months) < 12 && slices.Contains(a.Months, month) {
			list = append(list, a)
		}
	}
	return list
}

// Destinations is the table of destinations with their activities and hosts.
type Destinations struct{ DB *pgxpool.Pool }

const destinationsSQL = `
SELECT product_id, kinds, houses, rooms, beds, guests_night, guests_day, smallest_group, best_months, languages, facilities,
	price_band, price_band_en, meals, meals_en, directions, directions_en, nearby, nearby_en, access, access_en,
	safety, safety_en, rules, rules_en, festivals, festivals_en, answer_hours, answer_hours_en,
	coalesce(lat, 0) AS lat, coalesce(lon, 0) AS lon, point_label, point_label_en, sample
FROM destination`

const activitiesSQL = `
SELECT product_id, kind, name, name_en, minutes, months, coalesce(price, 0) AS price, smallest_group
FROM destination_activity`

const hostsSQL = `
SELECT id, product_id, name, guests, rooms, languages, phone, email FROM destination_host`

// All reads every destination with its activities, in one round trip: there are
// hundreds in the whole country. Hosts are read with Of.
func (d Destinations) All(ctx context.Context) (map[int64]*Destination, error) {
	var batch pgx.Batch
	batch.Queue(destinationsSQL)
	batch.Queue(activitiesSQL + ` ORDER BY product_id, position`)
	results := &reader{results: d.DB.SendBatch(ctx, &batch)}
	list, activities := next[Destination](results), next[Activity](results)
	if err := results.close(); err != nil {
		return nil, fmt.Errorf("reading destinations: %w", err)
	}
	all := make(map[int64]*Destination, len(list))
	for i := range list {
		all[list[i].ProductID] = &list[i]
	}
	for _, a := range activities {
		if found := all[a.ProductID]; found != nil {
			found.Activities = append(found.Activities, a)
		}
	}
	return all, nil
}

// Of reads the destination of a product with its activities and hosts;
// pgx.ErrNoRows where nothing is said of it.
func (d Destinations) Of(ctx context.Context, productID int64) (Destination, error) {
	const of = ` WHERE product_id = $1`
	var batch pgx.Batch
	batch.Queue(destinationsSQL+of, productID)
	batch.Queue(activitiesSQL+of+` ORDER BY position`, productID)
	batch.Queue(hostsSQL+of+` ORDER BY position`, productID)
	results := &reader{results: d.DB.SendBatch(ctx, &batch)}
	found, activities, hosts := next[Destination](results), next[Activity](results), next[Host](results)
	if err := results.close(); err != nil {
		return Destination{}, fmt.Errorf("reading the destination of product %d: %w", productID, err)
	}
	if len(found) == 0 {
		return Destination{}, fmt.Errorf("reading the destination of product %d: %w", productID, pgx.ErrNoRows)
	}
	found[0].Activities, found[0].Hosts = activities, hosts
	return found[0], nil
}

const destinationSlugsSQL = `
SELECT p.slug, greatest(p.updated_at, d.updated_at) AS updated_at
FROM destination d JOIN product p ON p.id = d.product_id LEFT JOIN producer r ON r.id = p.producer_id
WHERE ` + publicProduct + ` ORDER BY p.id`

// Addresses lists every destination's slug and the time of its last change, for
// the site map.
func (d Destinations) Addresses(ctx context.Context) ([]Address, error) {
	return addresses(ctx, d.DB, destinationSlugsSQL)
}
