package storefront

import (
	"io"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// TestCalendarCanBeRead reads the feed back as a calendar program does, and
// holds its lines to the length that the format allows.
func TestCalendarCanBeRead(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	response := site.get(t, "/xuc-tien.ics", nil)
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(body), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %.40q…", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	events, err := site.events.All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dated := 0
	for _, e := range events {
		if e.Kind.Dated() {
			dated++
		}
	}
	if got := len(cal.Events()); got != dated || dated == 0 {
		t.Errorf("%d events in the calendar, want %d", got, dated)
	}
	seen := make(map[string]bool)
	for _, e := range cal.Events() {
		if seen[e.Id()] {
			t.Errorf("%s stands twice", e.Id())
		}
		seen[e.Id()] = true
		start, startErr := e.GetAllDayStartAt()
		end, endErr := e.GetAllDayEndAt()
		if startErr != nil || endErr != nil || !end.After(start) {
			t.Errorf("%s: from %v to %v (%v, %v)", e.Id(), start, end, startErr, endErr)
		}
	}
}
