package view_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
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

func fixtureTourism(card view.Card) view.TourismView {
	stay := fixtureStay()
	return view.TourismView{
		Chosen: view.StayChoice{Province: "da-nang", Month: 2, Group: 8, Language: "en", Activity: "boat"}, Provinces: provinces(), Total: 2,
		Lines:   []view.StayLine{{1, card, "/du-lich/a", &stay, true, "Đang mùa đẹp nhất: tháng 2"}, {0, card, "/san-pham/b", nil, false, ""}},
		Country: []view.Bubble{{"Đà Nẵng", 15.6, 108, 2, "/du-lich?province=da-nang", true}, {"Lâm Đồng", 11.6, 108, 0, "", false}},
		Sketch:  view.Sketch{Spots: []view.Spot{{"1", "Bản A", 15.6, 108, false}, {"2", "Bản B", 15.7, 108.1, true}}, Route: true}, Reset: "/du-lich",
		Chips: []view.Chip{{Label: "Đoàn 8 người", Drop: "/du-lich?month=2"}}, Notes: []string{"Nơi đẹp nhất xếp trước."},
	}
}

func fixtureDestination(day catalog.Day, line catalog.Recognition, nearby []view.Card) view.DestinationView {
	v := fixtureProduct(day, line)
	return view.DestinationView{
		Product: v.Product, Stay: fixtureStay(), Star: v.Star, Province: provinces()[0], Former: former(), Nearby: nearby,
		Sketch: view.Sketch{Spots: []view.Spot{{"", "Bản A", 15.6, 108, false}, {"1", "Xưởng B", 15.6, 108, false}}}, Share: v.Share,
	}
}

func TestMonthSpan(t *testing.T) {
	vi, en := frame(t, locale.VI), frame(t, locale.EN)
	for _, c := range []struct {
		page   view.Page
		months []int
		want   string
	}{
		{vi, []int{1, 2, 3, 11, 12}, "tháng 1–3, 11–12"},
		{en, []int{1, 2, 3, 11, 12}, "January–March, November–December"},
		{vi, []int{6}, "tháng 6"},
		{vi, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "quanh năm"},
	} {
		v := fixtureDestination(c.page.Today, linesOfStates()[0], nil)
		v.Stay.BestMonths = c.months
		if want := c.page.T("stay.best", "months", c.want); !strings.Contains(written(t, view.Destination(c.page, v)), want) {
			t.Errorf("of the months %v the page does not say %q", c.months, want)
		}
	}
}

// TestSketchKeepsApart puts spots of one place beside each other and all of them
// on the paper.
func TestSketchKeepsApart(t *testing.T) {
	p := frame(t, locale.VI)
	v := fixtureDestination(p.Today, linesOfStates()[0], nil)
	v.Sketch = view.Sketch{Spots: []view.Spot{{"", "A", 10, 106, false}, {"1", "B", 10, 106, false}, {"2", "C", 10.3, 106.4, false}}, Route: true}
	text := written(t, view.Destination(p, v))
	paper := numbers(t, `class="sketch" viewBox="0 0 (\d+) (\d+)"`, text)
	spots := numbers(t, `class="sketch-spot" cx="([\d.]+)" cy="([\d.]+)" r="(\d+)"`, text)
	if len(paper) != 1 || len(spots) != 3 {
		t.Fatalf("%d papers and %d spots are drawn, want 1 and 3", len(paper), len(spots))
	}
	wide, tall := paper[0][0], paper[0][1]
	for i, a := range spots {
		x, y, r := a[0], a[1], a[2]
		if x < r || x > wide-r || y < r || y > tall-r {
			t.Errorf("spot %d lies at %.0f, %.0f, off the paper", i, x, y)
		}
		for _, b := range spots[:i] {
			if dx, dy := x-b[0], y-b[1]; dx*dx+dy*dy < 4*r*r {
				t.Errorf("spots at %.0f, %.0f and %.0f, %.0f cover each other", x, y, b[0], b[1])
			}
		}
	}
	if spots[2][0] <= spots[0][0] || spots[2][1] >= spots[0][1] {
		t.Error("what lies in the north-east is not drawn above to the right")
	}
	if !regexp.MustCompile(`class="sketch-route" d="M[^"]`).MatchString(text) {
		t.Error("no route is drawn")
	}
	if scale := numbers(t, `class="sketch-km" x="12" y="230">(\d+)`, text); len(scale) != 1 || scale[0][0] < 1 {
		t.Errorf("the scale says %v km", scale)
	}
}

// numbers is what an expression finds in a text, every group as a number.
func numbers(t *testing.T, expression, text string) [][]float64 {
	t.Helper()
	var found [][]float64
	for _, match := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		row := make([]float64, len(match)-1)
		for i, digits := range match[1:] {
			var err error
			if row[i], err = strconv.ParseFloat(digits, 64); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, row)
	}
	return found
}

func fixtureTrail(day catalog.Day, line catalog.Recognition, cards []view.Card) view.TrailView {
	v := fixtureProduct(day, line)
	stop := view.TrailLine{Card: cards[0], Path: "/san-pham/a", Producer: catalog.Producer{Phone: "0900 000 001", PointLabel: "khoảng Bảo Lộc", PointLabelEN: "around Bảo Lộc"}}
	stop.Card.Away = &view.Away{Kilometres: 12.4}
	return view.TrailView{
		Product: v.Product, Star: v.Star, Province: v.Province, Months: []int{3, 4, 5}, Busy: []int{4}, Stays: []view.TrailLine{stop}, Crafts: []view.TrailLine{stop},
		Routes: []view.RouteView{{Theme: "nearest", Kilometres: 22, Minutes: 200, Stops: []view.TrailLine{stop, stop, stop}, Sketch: fixtureTourism(cards[0]).Sketch}},
	}
}
