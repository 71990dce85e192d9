package view

import (
	"strings"

	"ocop/catalog"
	"ocop/catalog/fair"
)

// PromotionView is the list of events.
type PromotionView struct {
	Kind       catalog.EventKind // chosen; empty for all
	Kinds      []catalog.EventKind
	Province   string // slug, chosen
	Provinces  []catalog.Province
	Calendar   Calendar // without weeks where the list has no days
	Coming     []EventLine
	Past       []EventLine
	SalePoints []EventLine
	Gifts      []EventLine
	SaleMap    []Bubble
	Feed       string
}

// Add puts an event where it belongs on a day.
func (v *PromotionView) Add(line EventLine, today catalog.Day) {
	switch e := line.Event; {
	case e.Kind == catalog.SalePoint:
		v.SalePoints = append(v.SalePoints, line)
	case e.Kind == catalog.GiftSet && !e.Over(today):
		v.Gifts = append(v.Gifts, line)
	case e.Over(today):
		v.Past = append(v.Past, line)
	default:
		v.Coming = append(v.Coming, line)
	}
}

// EventLine is an event in a list.
type EventLine struct {
	Event    catalog.Event
	Path     string
	Province catalog.Province // zero abroad and on the internet
}

// Calendar is a month, week by week.
type Calendar struct {
	Month          catalog.Day // its first
	Weeks          [][7]CalendarDay
	Previous, Next string
}

// CalendarDay is a day of a calendar.
type CalendarDay struct {
	Day     catalog.Day
	Outside bool // of the month before or after
	Events  []EventLine
}

// EventView is the page of one event.
type EventView struct {
	Line       EventLine
	Exhibitors []ExhibitorLine
	Meets      bool   // exhibitors can be asked for a meeting
	AskAll     string // asks every maker of a gift set at once; empty elsewhere
	Share      Share
}

// Slugs are the products of all exhibitors.
func (v EventView) Slugs() []string {
	var slugs []string
	for _, x := range v.Exhibitors {
		for _, product := range x.Products {
			slugs = append(slugs, product.Card.Slug)
		}
	}
	return slugs
}

// ExhibitorLine is a maker who takes part.
type ExhibitorLine struct {
	Exhibitor    fair.Exhibitor
	ProvinceName string
	Products     []ShownProduct
}

// ShownProduct is what a maker shows.
type ShownProduct struct {
	ID     int64
	Card   Card
	Amount string // in a gift set
	Lapsed bool   // its star no longer is what the event demands
}

// EventPlace is where an event is held: "Cung Triển lãm, Hà Nội".
func EventPlace(p Page, line EventLine) string {
	parts := []string{p.Text(line.Event.Venue, line.Event.VenueEN)}
	if line.Province.Code != "" {
		parts = append(parts, p.ShortProvince(line.Province))
	} else if line.Event.Country != "VN" && line.Event.Country != "" {
		parts = append(parts, p.T("event.country."+line.Event.Country))
	}
	return strings.Join(strings.FieldsFunc(strings.Join(parts, "\x00"), func(r rune) bool { return r == 0 }), ", ")
}

// eventDays is "20–23/12/2026", or that it has no end.
func eventDays(p Page, e catalog.Event) string {
	switch {
	case e.StartsOn.IsZero():
		return p.T("event.permanent")
	case e.Kind == catalog.GiftSet:
		return p.T("event.until", "day", p.Day(e.EndsOn))
	}
	return p.Days(e.StartsOn, e.EndsOn)
}

// eventState says what is unusual about an event on the page's day.
func eventState(p Page, e catalog.Event) string {
	switch {
	case e.Cancelled():
		return p.T("event.cancelled", "day", p.Day(e.CancelledOn))
	case e.Over(p.Today) && e.Kind.Dated():
		return p.T("event.over")
	case e.On(p.Today) && e.Kind.Dated():
		return p.T("event.now")
	case e.Open(p.Today):
		return p.T("event.apply", "day", p.Day(e.ApplyBy))
	}
	return ""
}

// monthTitle is "tháng 12/2026" or "December 2026".
func monthTitle(p Page, month catalog.Day) string {
	if p.Printer.Lang == "vi" {
		return p.Month(int(month.Month)) + month.Time().Format("/2006")
	}
	return month.Time().Format("January 2006")
}

// weekdays are the heads of a calendar's columns, from Monday.
func weekdays(p Page) []string { return strings.Split(p.T("event.weekdays"), ",") }
