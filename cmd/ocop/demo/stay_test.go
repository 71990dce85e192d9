package demo

import "testing"

// TestHousesAddUp: what a sample village says of itself as a whole is what its
// houses say together.
func TestHousesAddUp(t *testing.T) {
	records, err := read[[]stayRecord]("records.json")
	if err != nil {
		t.Fatal(err)
	}
	notes, err := read[stayNotes]("stays.json")
	if err != nil {
		t.Fatal(err)
	}
	more := make(map[string]stayMore, len(notes.Stays))
	for _, s := range notes.Stays {
		more[s.Name] = s
	}
	villages := 0
	for _, r := range records {
		if r.Stay == nil {
			continue
		}
		d := r.destination(0, more[r.Name])
		if len(d.Hosts) > 0 {
			villages++
		}
		if off := d.Disagree(); len(off) > 0 {
			t.Errorf("%s: its houses say otherwise: %+v", r.Name, off)
		}
	}
	if villages < 3 {
		t.Errorf("%d villages with houses", villages)
	}
}
