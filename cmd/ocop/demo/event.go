package demo

import (
	"context"
	"fmt"

	"ocop/catalog"
	"ocop/catalog/fair"
)

// happening is an event written for the demonstration.
type happening struct {
	Slug        string            `json:"slug"`
	Kind        catalog.EventKind `json:"kind"`
	Level       string            `json:"level"`
	Name        string            `json:"name"`
	NameEN      string            `json:"name_en"`
	Province    string            `json:"province"` // by name; empty abroad
	Country     string            `json:"country"`
	Venue       string            `json:"venue"`
	VenueEN     string            `json:"venue_en"`
	StartsOn    catalog.Day       `json:"starts_on"`
	EndsOn      catalog.Day       `json:"ends_on"`
	Hours       string            `json:"hours"`
	HoursEN     string            `json:"hours_en"`
	ApplyBy     catalog.Day       `json:"apply_by"`
	Organiser   string            `json:"organiser"`
	OrganiserEN string            `json:"organiser_en"`
	Supporter   string            `json:"supporter"`
	SupporterEN string            `json:"supporter_en"`
	Booths      int               `json:"booths"`
	LeastStars  int               `json:"least_stars"`
	Cost        string            `json:"cost"`
	CostEN      string            `json:"cost_en"`
	Document    string            `json:"document"`
	Story       string            `json:"story"`
	StoryEN     string            `json:"story_en"`
	Sales       *int64            `json:"sales"`
	Memoranda   *int              `json:"memoranda"`
	Contracts   *int              `json:"contracts"`
	CancelledOn catalog.Day       `json:"cancelled_on"`
	Exhibitors  []showing         `json:"exhibitors"`
}

// showing is a product at an event.
type showing struct {
	named
	Booth  string `json:"booth"`
	Amount string `json:"amount"`
}

// writeEvents enters the events with who takes part.
func (l loader) writeEvents(ctx context.Context) error {
	list, err := read[[]happening]("events.json")
	if err != nil {
		return err
	}
	events, fairs := catalog.Events{DB: l.products.DB}, l.fairsOn(l.today)
	for _, h := range list {
		event, err := l.event(h)
		if err != nil {
			return err
		}
		id, err := events.Save(ctx, event)
		if err != nil {
			return err
		}
		makers := make(map[int64]*fair.Exhibitor)
		var order []int64
		for _, shown := range h.Exhibitors {
			product, producer, err := l.find(ctx, shown.named)
			if err != nil {
				return err
			}
			if makers[producer] == nil {
				makers[producer] = &fair.Exhibitor{EventID: id, ProducerID: producer, Booth: shown.Booth}
				order = append(order, producer)
			}
			makers[producer].ProductIDs = append(makers[producer].ProductIDs, product)
			makers[producer].Amounts = append(makers[producer].Amounts, shown.Amount)
		}
		for _, producer := range order {
			if _, err := fairs.Admit(ctx, *makers[producer]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l loader) event(h happening) (catalog.Event, error) {
	e := catalog.Event{
		Slug: h.Slug, Kind: h.Kind, Level: h.Level, Name: h.Name, NameEN: h.NameEN, Country: h.Country, Venue: h.Venue, VenueEN: h.VenueEN,
		StartsOn: h.StartsOn, EndsOn: h.EndsOn, Hours: h.Hours, HoursEN: h.HoursEN, ApplyBy: h.ApplyBy, Organiser: h.Organiser,
		OrganiserEN: h.OrganiserEN, Supporter: h.Supporter, SupporterEN: h.SupporterEN, Booths: h.Booths, LeastStars: h.LeastStars,
		Cost: h.Cost, CostEN: h.CostEN, Document: h.Document, Story: h.Story, StoryEN: h.StoryEN,
		Sales: -1, Memoranda: -1, Contracts: -1, CancelledOn: h.CancelledOn, Sample: true,
	}
	if e.Country == "" {
		e.Country = "VN"
	}
	if h.Province != "" {
		province, ok := l.atlas.FindProvince(h.Province)
		if !ok {
			return e, fmt.Errorf("no province %q", h.Province)
		}
		e.ProvinceCode = province.Code
		if h.Level == "commune" || h.Level == "province" {
			e.OfficeCode = province.Code
		}
	}
	if h.Sales != nil {
		e.Sales = *h.Sales
	}
	if h.Memoranda != nil {
		e.Memoranda = *h.Memoranda
	}
	if h.Contracts != nil {
		e.Contracts = *h.Contracts
	}
	return e, nil
}
