package catalog

import "strconv"

// Sum is a figure of a village that its houses together say otherwise.
type Sum struct {
	Field  string // houses, rooms, guests_night
	Said   int
	Houses int // what they add up to
}

// Disagree lists the figures of a village that its houses say otherwise. What was
// not said disagrees with nothing; nor do rooms of which some house says none.
func (d Destination) Disagree() []Sum {
	if len(d.Hosts) == 0 {
		return nil
	}
	guests, rooms, unsaid := 0, 0, false
	for _, h := range d.Hosts {
		guests, rooms, unsaid = guests+h.Guests, rooms+h.Rooms, unsaid || h.Rooms == 0
	}
	if unsaid {
		rooms = d.Rooms
	}
	var list []Sum
	for _, s := range []Sum{{"houses", d.Houses, len(d.Hosts)}, {"rooms", d.Rooms, rooms}, {"guests_night", d.GuestsNight, guests}} {
		if s.Said > 0 && s.Said != s.Houses {
			list = append(list, s)
		}
	}
	return list
}

// Disagree does the same with what is typed but not published yet.
func (v Values) Disagree() []Sum {
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			return 0 // not said
		}
		return n
	}
	d := Destination{Houses: number(v["houses"]), Rooms: number(v["rooms"]), GuestsNight: number(v["guests_night"])}
	if f, ok := FieldOf(ProductSubject, hostsField); ok {
		for _, line := range f.ReadLines(v[hostsField]) {
			d.Hosts = append(d.Hosts, Host{Guests: number(line["guests"]), Rooms: number(line["rooms"])})
		}
	}
	return d.Disagree()
}
