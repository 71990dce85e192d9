package view_test

import (
	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/view"
)

func fixturePromotion(day catalog.Day) view.PromotionView {
	line := fixtureEvent(day, view.Card{}).Line
	month := catalog.NewDay(2026, 11, 1)
	var week [7]view.CalendarDay
	for i := range week {
		week[i] = view.CalendarDay{Day: month.AddDays(i), Outside: i == 0}
	}
	week[3].Events = []view.EventLine{line, line}
	point := line
	point.Event.Kind, point.Event.StartsOn, point.Event.EndsOn = catalog.SalePoint, catalog.Day{}, catalog.Day{}
	v := view.PromotionView{
		Kind: catalog.Fair, Kinds: catalog.EventKinds(), Provinces: provinces(), Feed: "/xuc-tien.ics",
		Calendar: view.Calendar{Month: month, Weeks: [][7]view.CalendarDay{week}, Previous: "/x", Next: "/y"},
		SaleMap:  []view.Bubble{{"Đà Nẵng", 15.6, 108, 1, "/z", false}},
	}
	off := line
	off.Event.CancelledOn, off.Event.EndsOn = day, day.AddDays(-3)
	off.Event.StartsOn = off.Event.EndsOn
	for _, l := range []view.EventLine{line, point, off} {
		v.Add(l, day)
	}
	return v
}

func fixtureEvent(day catalog.Day, card view.Card) view.EventView {
	e := catalog.Event{
		Slug: "hoi-cho", Kind: catalog.Fair, Level: "national", Name: "Hội chợ", NameEN: "Fair", Country: "VN", Venue: "Sân A", VenueEN: "Ground A",
		StartsOn: day, EndsOn: day.AddDays(2), ApplyBy: day, Organiser: "Sở mẫu", OrganiserEN: "A department", Booths: 20, LeastStars: 3,
		Story: "Nhiều gian.", StoryEN: "Many booths.", Sales: 1_000_000, Memoranda: 2, Contracts: -1, Sample: true,
	}
	x := fair.Exhibitor{ProducerSlug: "htx", ProducerName: "Hợp tác xã Nông nghiệp A", Booth: "A01"}
	return view.EventView{
		Line:       view.EventLine{Event: e, Path: "/xuc-tien/hoi-cho", Province: provinces()[0]},
		Exhibitors: []view.ExhibitorLine{{Exhibitor: x, ProvinceName: "Đà Nẵng", Products: []view.ShownProduct{{Card: card, Amount: "1", Lapsed: true}}}},
		AskAll:     "/hoi-hang?p=a",
	}
}
