package storefront

import (
	"testing"

	"ocop/catalog"
	"ocop/search"
)

// stopAt is a stop so many kilometres east and north of the equator's beginning.
func stopAt(id int64, east, north float64) stop {
	const degree = 111.195
	return stop{hit: &search.Hit{Listing: catalog.Listing{ID: id}}, point: search.Point{Lat: north / degree, Lon: east / degree}}
}

func TestHalfDays(t *testing.T) {
	start := stopAt(1, 0, 0)
	craft, stay := stopAt(4, 5, 0), stopAt(5, 0, 6)
	craft.craft, stay.stay = true, true
	near := []stop{stopAt(2, 3, 0), stopAt(3, -4, 0), craft, stay, stopAt(6, 60, 0)}
	routes := halfDays(start, near)
	if len(routes) != 2 {
		t.Fatalf("%d routes, want the nearest with the night in it, and the crafts", len(routes))
	}
	for _, r := range routes {
		if len(r.route) < fewestStops || len(r.route) > mostStops || r.route[0].hit.ID != 1 {
			t.Errorf("%s: %d stops from %d", r.theme, len(r.route), r.route[0].hit.ID)
		}
		if r.route.minutes() > halfDayMinutes || r.route.kilometres() > halfDayKM || r.day {
			t.Errorf("%s takes %d minutes and %.0f km", r.theme, r.route.minutes(), r.route.kilometres())
		}
		for _, s := range r.route {
			if s.hit.ID == 6 {
				t.Errorf("%s goes 60 km away", r.theme)
			}
		}
	}
}

// TestShortestOrder compares with the order found by hand: out and back along a
// line, then up.
func TestShortestOrder(t *testing.T) {
	r := route{stopAt(1, 0, 0), stopAt(2, 10, 0), stopAt(3, -1, 0), stopAt(4, 5, 0)}.shortest(false)
	for i, want := range []int64{1, 3, 4, 2} {
		if r[i].hit.ID != want {
			t.Fatalf("stop %d is %d, want %d", i, r[i].hit.ID, want)
		}
	}
	sleep := stopAt(3, -1, 0)
	sleep.stay = true
	r = route{stopAt(1, 0, 0), stopAt(2, 10, 0), sleep, stopAt(4, 5, 0)}.shortest(true)
	if r[3].hit.ID != 3 {
		t.Error("a way that ends at a stay ends elsewhere")
	}
}

func TestTooFewStopsAreNoRoute(t *testing.T) {
	if routes := halfDays(stopAt(1, 0, 0), []stop{stopAt(2, 1, 0)}); len(routes) != 0 {
		t.Errorf("two stops make %d routes", len(routes))
	}
}

// TestRemoteVillageIsADay: a village with nothing within half a day has a day's
// trip, called so, or none.
func TestRemoteVillageIsADay(t *testing.T) {
	routes := halfDays(stopAt(1, 0, 0), []stop{stopAt(2, 20, 0), stopAt(3, 35, 0), stopAt(4, 55, 0)})
	if len(routes) != 1 || !routes[0].day || len(routes[0].route) != 4 {
		t.Fatalf("a remote village has %+v", routes)
	}
	if km := routes[0].route.kilometres(); km <= halfDayKM || km > dayKM {
		t.Errorf("the day has %.0f km", km)
	}
	if routes := halfDays(stopAt(1, 0, 0), []stop{stopAt(2, 70, 0), stopAt(3, -70, 0)}); len(routes) != 0 {
		t.Errorf("places too far for a day make %+v", routes)
	}
}
