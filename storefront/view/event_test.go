package view

import (
	"ocop/catalog"
	"ocop/catalog/fair"
)

func fixturePromotion(day catalog.Day) PromotionView {
	line := fixtureEvent(day, Card{}).Line
	month := catalog.NewDay(2026, 11, 1)
	var week [7]CalendarDay
	for i := range week {
		week[i] = CalendarDay{Day: month.AddDays(i), Outside: i == 0}
	}
	week[3].Events = []EventLine{line, line}
	point := line
	point.Event.Kind, point.Event.StartsOn, point.Event.EndsOn = catalog.SalePoint, catalog.Day{}, catalog.Day{}
	v := PromotionView{
		Kind: catalog.Fair, Kinds: catalog.EventKinds(), Provinces: provinces(), Feed: "/xuc-tien.ics",
		Calendar: Calendar{Month: month, Weeks: [][7]CalendarDay{week}, Previous: "/x", Next: "/y"},
		SaleMap:  []Bubble{{"Đà Nẵng", 15.6, 108, 1, "/z", false}},
	}
	off := line
	off.Event.CancelledOn, off.Event.EndsOn = day, day.AddDays(-3)
	off.Event.StartsOn = off.Event.EndsOn
	for _, l := range []EventLine{line, point, off} {
		v.Add(l, day)
	}
	return v
}

func fixtureEvent(day catalog.Day, card Card) EventView {
	e := catalog.Event{
		Slug: "hoi-cho", Kind: catalog.Fair, Level: "national", Name: "Hội chợ", NameEN: "Fair", Country: "VN", Venue: "Sân A", VenueEN: "Ground A",
		StartsOn: day, EndsOn: day.AddDays(2), ApplyBy: day, Organiser: "Sở mẫu", OrganiserEN: "A department", Booths: 20, LeastStars: 3,
		Story: "Nhiều gian.", StoryEN: "Many booths.", Sales: 1_000_000, Memoranda: 2, Contracts: -1, Sample: true,
	}
	x := fair.Exhibitor{ProducerSlug: "htx", ProducerName: "Hợp tác xã Nông nghiệp A", Booth: "A01"}
	return EventView{
		Line:       EventLine{Event: e, Path: "/xuc-tien/hoi-cho", Province: provinces()[0]},
		Exhibitors: []ExhibitorLine{{Exhibitor: x, ProvinceName: "Đà Nẵng", Products: []ShownProduct{{Card: card, Amount: "1", Lapsed: true}}}},
		AskAll:     "/hoi-hang?p=a",
	}
}
