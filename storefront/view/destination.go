package view

import (
	"strconv"
	"strings"

	"ocop/catalog"
)

// TourismView is the list of community tourism with its map.
type TourismView struct {
	Chosen    StayChoice
	Provinces []catalog.Province
	Total     int
	Lines     []StayLine
	Pager     Pager
	Near      string // the visitor's point as the address has it, empty where none was given
	Country   []Bubble
	Sketch    Sketch // instead of the country where the list is of one part of it
	Chips     []Chip // what is wished for, each with the way to let go of it
	Notes     []string
	Reset     string // address without any choice
}

// StayChoice is what the form of the list shows as chosen.
type StayChoice struct {
	Province string // slug
	Month    int
	Group    int
	Night    bool
	Language string
	Activity string
}

// StayLine is a service in the list; Stay is nil where nothing but its name,
// place and star is known.
type StayLine struct {
	Number int // on the sketch beside the list; 0 where there is none
	Card   Card
	Path   string
	Stay   *catalog.Destination
	Day    bool   // guests of a day are told before those of a night
	Season string // why it is there for the month asked for
}

// DestinationView is the page of one service.
type DestinationView struct {
	Product  catalog.Product
	Stay     catalog.Destination
	Star     catalog.Star
	Province catalog.Province
	Former   []catalog.FormerPlace
	Sketch   Sketch
	Nearby   []Card // products with a star in force made near, with their distance
	Share    Share
	Ask      string // the form that asks to stay; empty where nobody can be asked
}

// stayKinds says in words where guests sleep.
func stayKinds(p Page, d catalog.Destination) string {
	names := make([]string, len(d.Kinds))
	for i, kind := range d.Kinds {
		names[i] = p.T("stay.kind." + kind)
	}
	return strings.Join(names, ", ")
}

// stayLanguages says in words which languages are spoken.
func stayLanguages(p Page, d catalog.Destination) string {
	names := make([]string, len(d.Languages))
	for i, code := range d.Languages {
		names[i] = p.T("stay.language." + code)
	}
	return strings.Join(names, ", ")
}

// stayRoom says how many it can take: "12 phòng, 36 khách một đêm".
func stayRoom(p Page, d catalog.Destination) string {
	var parts []string
	for _, amount := range []struct {
		key string
		n   int
	}{{"stay.houses", d.Houses}, {"stay.rooms", d.Rooms}, {"stay.beds", d.Beds}, {"stay.night", d.GuestsNight}, {"stay.day", d.GuestsDay}} {
		if amount.n > 0 {
			parts = append(parts, p.N(amount.key, amount.n))
		}
	}
	return strings.Join(parts, ", ")
}

// stayBrief is the same for a line of a list: nights before days, or days alone
// where somebody comes for one.
func stayBrief(p Page, d catalog.Destination, day bool) string {
	switch {
	case d.GuestsNight > 0 && !(day && d.GuestsDay > 0):
		return p.N("stay.night", d.GuestsNight)
	case d.GuestsDay > 0:
		return p.N("stay.day", d.GuestsDay)
	}
	return ""
}

// stayLength is how long an activity takes: "1 giờ 30 phút".
func stayLength(p Page, minutes int) string {
	switch hours, rest := minutes/60, minutes%60; {
	case minutes == 0:
		return ""
	case hours == 0:
		return p.N("stay.minutes", rest)
	case rest == 0:
		return p.N("stay.hours", hours)
	default:
		return p.N("stay.hours", hours) + " " + p.N("stay.minutes", rest)
	}
}

// monthSpan says months in words, runs of them as a span: "tháng 1–3, 11–12".
func monthSpan(p Page, months []int) string {
	if len(months) == 12 {
		return p.T("stay.all_year")
	}
	has := make(map[int]bool, len(months))
	for _, m := range months {
		has[m] = true
	}
	var spans []string
	for m := 1; m <= 12; m++ {
		if !has[m] {
			continue
		}
		from := m
		for m < 12 && has[m+1] {
			m++
		}
		span := monthName(p, from)
		if m > from {
			span += "–" + monthName(p, m)
		}
		spans = append(spans, span)
	}
	if len(spans) == 0 {
		return ""
	}
	return p.T("stay.months", "months", strings.Join(spans, ", "))
}

// monthName is a month within a span: a figure in Vietnamese, a name in English.
func monthName(p Page, month int) string {
	if p.Printer.Lang == "vi" {
		return strconv.Itoa(month)
	}
	return p.Month(month)
}

// inMonths reports whether a month is among some.
func inMonths(months []int, month int) bool {
	for _, m := range months {
		if m == month {
			return true
		}
	}
	return false
}

func stayLanguageCodes() []string { return catalog.StayLanguages() }
func activityKinds() []string     { return catalog.ActivityKinds() }
