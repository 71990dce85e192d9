package view

import (
	"testing"

	"ocop/catalog"
	"ocop/storefront/locale"
)

func fixtureStay() catalog.Destination {
	return catalog.Destination{
		Kinds: []string{"homestay", "day_visit"}, Houses: 3, Rooms: 5, Beds: 12, GuestsNight: 20, GuestsDay: 60, SmallestGroup: 2,
		BestMonths: []int{1, 2, 3, 11, 12}, Languages: []string{"vi", "en"}, Facilities: []string{"wifi", "first_aid"},
		PriceBand: "200.000 ₫", PriceBandEN: "200,000 ₫", Directions: "Qua phà.", DirectionsEN: "By ferry.", Sample: true,
		Activities: []catalog.Activity{{Kind: "boat", Name: "Chèo xuồng", NameEN: "Rowing", Minutes: 90, Months: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, Price: 50000, SmallestGroup: 2}},
		Hosts:      []catalog.Host{{Name: "Nhà bà Năm", Guests: 8, Languages: []string{"vi"}}, {Name: "Nhà chú Ba", Guests: 12}},
	}
}

func fixtureTourism(card Card) TourismView {
	stay := fixtureStay()
	return TourismView{
		Chosen: StayChoice{Province: "da-nang", Month: 2, Group: 8, Language: "en", Activity: "boat"}, Provinces: provinces(), Total: 2,
		Lines:   []StayLine{{1, card, "/du-lich/a", &stay, true, "Đang mùa đẹp nhất: tháng 2"}, {0, card, "/san-pham/b", nil, false, ""}},
		Country: []Bubble{{"Đà Nẵng", 15.6, 108, 2, "/du-lich?province=da-nang", true}, {"Lâm Đồng", 11.6, 108, 0, "", false}},
		Sketch:  Sketch{Spots: []Spot{{"1", "Bản A", 15.6, 108, false}, {"2", "Bản B", 15.7, 108.1, true}}, Route: true}, Reset: "/du-lich",
		Chips: []Chip{{Label: "Đoàn 8 người", Drop: "/du-lich?month=2"}}, Notes: []string{"Nơi đẹp nhất xếp trước."},
	}
}

func fixtureDestination(day catalog.Day, line catalog.Recognition, nearby []Card) DestinationView {
	v := fixtureProduct(day, line)
	return DestinationView{
		Product: v.Product, Stay: fixtureStay(), Star: v.Star, Province: provinces()[0], Former: former(), Nearby: nearby,
		Sketch: Sketch{Spots: []Spot{{"", "Bản A", 15.6, 108, false}, {"1", "Xưởng B", 15.6, 108, false}}}, Share: v.Share,
	}
}

func TestMonthSpan(t *testing.T) {
	vi, en := frame(t, locale.VI), frame(t, locale.EN)
	for _, c := range []struct {
		page   Page
		months []int
		want   string
	}{
		{vi, []int{1, 2, 3, 11, 12}, "tháng 1–3, 11–12"},
		{en, []int{1, 2, 3, 11, 12}, "January–March, November–December"},
		{vi, []int{6}, "tháng 6"},
		{vi, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "quanh năm"},
		{vi, nil, ""},
	} {
		if got := monthSpan(c.page, c.months); got != c.want {
			t.Errorf("monthSpan(%v) = %q, want %q", c.months, got, c.want)
		}
	}
}

// TestSketchKeepsApart puts spots of one place beside each other and all of them
// on the paper.
func TestSketchKeepsApart(t *testing.T) {
	l := Sketch{Spots: []Spot{{"", "A", 10, 106, false}, {"1", "B", 10, 106, false}, {"2", "C", 10.3, 106.4, false}}, Route: true}.lay()
	for i, a := range l.Spots {
		if a.X < spotRadius || a.X > sketchWidth-spotRadius || a.Y < spotRadius || a.Y > sketchHeight-spotRadius {
			t.Errorf("spot %d lies at %.0f, %.0f, off the paper", i, a.X, a.Y)
		}
		for _, b := range l.Spots[:i] {
			if dx, dy := a.X-b.X, a.Y-b.Y; dx*dx+dy*dy < 4*spotRadius*spotRadius {
				t.Errorf("spots at %.0f, %.0f and %.0f, %.0f cover each other", a.X, a.Y, b.X, b.Y)
			}
		}
	}
	if l.Spots[2].X <= l.Spots[0].X || l.Spots[2].Y >= l.Spots[0].Y {
		t.Error("what lies in the north-east is not drawn above to the right")
	}
	if l.Path == "" || l.ScaleKM < 1 {
		t.Errorf("route %q, scale %d km", l.Path, l.ScaleKM)
	}
}

func fixtureTrail(day catalog.Day, line catalog.Recognition, cards []Card) TrailView {
	v := fixtureProduct(day, line)
	stop := TrailLine{Card: cards[0], Path: "/san-pham/a", Producer: catalog.Producer{Phone: "0900 000 001", PointLabel: "khoảng Bảo Lộc", PointLabelEN: "around Bảo Lộc"}}
	stop.Card.Away = &Away{Kilometres: 12.4}
	return TrailView{
		Product: v.Product, Star: v.Star, Province: v.Province, Months: []int{3, 4, 5}, Busy: []int{4}, Stays: []TrailLine{stop}, Crafts: []TrailLine{stop},
		Routes: []RouteView{{Theme: "nearest", Kilometres: 22, Minutes: 200, Stops: []TrailLine{stop, stop, stop}, Sketch: fixtureTourism(cards[0]).Sketch}},
	}
}
