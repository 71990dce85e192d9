package demo

import (
	"context"

	"ocop/catalog"
	"ocop/storefront/account"
)

// stayRecord is the part of a written record that says how guests are received.
type stayRecord struct {
	named
	Point *point `json:"point"`
	Stay  *stay  `json:"stay"`
}

type stay struct {
	Guests        int      `json:"capacity_guests"`
	Rooms         int      `json:"rooms"`
	Kinds         []string `json:"kinds"`
	Activities    []doing  `json:"activities"`
	BestMonths    []int    `json:"best_months"`
	Languages     []string `json:"languages"`
	PriceBand     string   `json:"price_band"`
	PriceBandEN   string   `json:"price_band_en"`
	SmallestGroup int      `json:"smallest_group"`
	Directions    string   `json:"directions"`
	DirectionsEN  string   `json:"directions_en"`
	Rules         string   `json:"rules"`
	RulesEN       string   `json:"rules_en"`
}

type doing struct {
	Name   string  `json:"name"`
	NameEN string  `json:"name_en"`
	Hours  float64 `json:"hours"`
	Months []int   `json:"months"`
}

// stayNotes is what stays.json adds for the demonstration.
type stayNotes struct {
	ActivityKinds map[string]string `json:"activity_kinds"` // by name
	Stays         []stayMore        `json:"stays"`
}

type stayMore struct {
	Name          string           `json:"name"`
	Facilities    []string         `json:"facilities"`
	Houses        int              `json:"houses"`
	Beds          int              `json:"beds"`
	GuestsNight   int              `json:"guests_night"`
	GuestsDay     int              `json:"guests_day"`
	Nearby        string           `json:"nearby"`
	NearbyEN      string           `json:"nearby_en"`
	Access        string           `json:"access"`
	AccessEN      string           `json:"access_en"`
	Safety        string           `json:"safety"`
	SafetyEN      string           `json:"safety_en"`
	Festivals     string           `json:"festivals"`
	FestivalsEN   string           `json:"festivals_en"`
	Meals         string           `json:"meals"`
	MealsEN       string           `json:"meals_en"`
	AnswerHours   string           `json:"answer_hours"`
	AnswerHoursEN string           `json:"answer_hours_en"`
	Hosts         []house          `json:"hosts"`
	Prices        map[string]int64 `json:"prices"` // of activities, by name
}

type house struct {
	Name      string   `json:"name"`
	Guests    int      `json:"guests"`
	Rooms     int      `json:"rooms"`
	Languages []string `json:"languages"`
	Phone     string   `json:"phone"`
	Email     string   `json:"email"`
}

// VillageSignIn is the sample account that acts for a village which receives
// guests.
func VillageSignIn() SignIn {
	return SignIn{Key: "village", Account: account.Account{
		Name: "Thạch Thị Cồn", Role: account.Producer, Email: "village@example.com", Phone: "+84900000054", Lang: "vi",
	}}
}

// loadVillage gives a village somebody who can edit what it offers.
func (l loader) loadVillage(ctx context.Context) error {
	_, producerID, err := l.find(ctx, named{Name: "Điểm du lịch cộng đồng Cồn Chim", Producer: "HTX Du lịch cộng đồng Cồn Chim", Province: "Vĩnh Long"})
	if err != nil {
		return err
	}
	return l.loadMaker(ctx, VillageSignIn(), producerID)
}

// writeStays says of the tourism services how they receive guests.
func (l loader) writeStays(ctx context.Context) error {
	records, err := read[[]stayRecord]("records.json")
	if err != nil {
		return err
	}
	notes, err := read[stayNotes]("stays.json")
	if err != nil {
		return err
	}
	more := make(map[string]stayMore, len(notes.Stays))
	for _, s := range notes.Stays {
		more[s.Name] = s
	}
	for _, r := range records {
		if r.Stay == nil {
			continue
		}
		id, _, err := l.find(ctx, r.named)
		if err != nil {
			return err
		}
		d := r.destination(id, more[r.Name])
		d.Activities = r.Stay.doings(id, more[r.Name].Prices, notes.ActivityKinds)
		if err := (catalog.Destinations{DB: l.products.DB}).Save(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

func (r stayRecord) destination(id int64, m stayMore) catalog.Destination {
	s := r.Stay
	d := catalog.Destination{
		ProductID: id, Kinds: s.Kinds, Houses: m.Houses, Rooms: s.Rooms, Beds: m.Beds, GuestsNight: m.GuestsNight, GuestsDay: m.GuestsDay,
		SmallestGroup: s.SmallestGroup, BestMonths: s.BestMonths, Languages: s.Languages, Facilities: m.Facilities,
		PriceBand: s.PriceBand, PriceBandEN: s.PriceBandEN, Meals: m.Meals, MealsEN: m.MealsEN,
		Directions: s.Directions, DirectionsEN: s.DirectionsEN, Nearby: m.Nearby, NearbyEN: m.NearbyEN,
		Access: m.Access, AccessEN: m.AccessEN, Safety: m.Safety, SafetyEN: m.SafetyEN, Rules: s.Rules, RulesEN: s.RulesEN,
		Festivals: m.Festivals, FestivalsEN: m.FestivalsEN, AnswerHours: m.AnswerHours, AnswerHoursEN: m.AnswerHoursEN, Sample: true,
	}
	if at := r.Point; at != nil {
		d.Lat, d.Lon, d.PointLabel, d.PointLabelEN = at.Lat, at.Lon, at.Label, at.LabelEN
	}
	for _, h := range m.Hosts {
		d.Hosts = append(d.Hosts, catalog.Host{Name: h.Name, Guests: h.Guests, Rooms: h.Rooms, Languages: h.Languages, Phone: h.Phone, Email: h.Email})
	}
	return d
}

func (s stay) doings(id int64, prices map[string]int64, kinds map[string]string) []catalog.Activity {
	list := make([]catalog.Activity, len(s.Activities))
	for i, a := range s.Activities {
		list[i] = catalog.Activity{
			ProductID: id, Kind: kinds[a.Name], Name: a.Name, NameEN: a.NameEN, Minutes: int(a.Hours * 60), Months: a.Months, Price: prices[a.Name],
		}
	}
	return list
}
