package search

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

func TestDistance(t *testing.T) {
	hanoi, saigon := Point{21.0278, 105.8342}, Point{10.7769, 106.7009}
	if km := hanoi.To(saigon); math.Abs(km-1144) > 2 {
		t.Errorf("Hà Nội lies %.0f km from Hồ Chí Minh, want 1144", km)
	}
	if there, back := hanoi.To(saigon), saigon.To(hanoi); math.Abs(there-back) > 1e-9 {
		t.Errorf("%f km there, %f back", there, back)
	}
	if km := hanoi.To(hanoi); km != 0 {
		t.Errorf("a point lies %f km from itself", km)
	}
	for _, p := range []Point{{91, 0}, {0, -181}, {math.NaN(), 0}, {0, math.Inf(1)}} {
		if p.Valid() {
			t.Errorf("%v is taken for a place on the earth", p)
		}
	}
}

func TestNear(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		benTre := &Point{10.24, 106.37}
		near := Query{Sort: ByDistance, Near: benTre}
		names, answer := s.find(t, near)
		if answer.Total != 8 || len(names) != 8 || names[0] != "Kẹo dừa" {
			t.Errorf("from Bến Tre: %d of %q", answer.Total, names)
		}
		last := 0.0
		for _, hit := range answer.Hits {
			km, about := hit.From(*benTre)
			if km < last {
				t.Errorf("%s, %.0f km away, stands behind something %.0f km away", hit.Name, km, last)
			}
			if about != (hit.Precision == catalog.AtProvince) {
				t.Errorf("%s: about %v at the precision %q", hit.Name, about, hit.Precision)
			}
			last = km
		}
		near.Offset, near.Limit = 2, 3
		if page, _ := s.find(t, near); !cmp.Equal(page, names[2:5]) {
			t.Errorf("the stretch is %q, want %q", page, names[2:5])
		}
		kẹo := Query{Text: "kẹo", Sort: ByDistance, Near: &Point{21.03, 105.83}}
		if names, _ := s.find(t, kẹo); !cmp.Equal(names, []string{"Kẹo dứa", "Kẹo dừa"}) {
			t.Errorf("kẹo from Hà Nội: %q", names)
		}
		filtered := Query{Filters: map[Field][]string{Province: {"lam-dong"}}, Sort: ByDistance, Near: benTre}
		if names, answer := s.find(t, filtered); answer.Total != 1 || !cmp.Equal(names, []string{"Dưa lưới"}) || answer.Facets[Province]["vinh-long"] != 1 {
			t.Errorf("Lâm Đồng from Bến Tre: %d of %q, counts %v", answer.Total, names, answer.Facets[Province])
		}
	})
}
