package storefront

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// eventTag marks pages that show events.
const eventTag = "events"

// pastEvents is how many that are over a list shows.
const pastEvents = 12

// promotion is what the address of the list of events asks for.
type promotion struct {
	kind     catalog.EventKind // empty for all
	province catalog.Province  // zero for all
	month    catalog.Day       // the first of the calendar's month
	turned   bool              // the month was asked for
}

// listEvents is trade promotion: what is coming as a calendar and a list, sale
// points, gift sets, and what has been.
func (s *Server) listEvents(c *fiber.Ctx) error {
	q, err := s.readPromotion(c)
	if err != nil {
		return err
	}
	events, err := s.events.All(c.UserContext())
	if err != nil {
		return err
	}
	p := s.page(c)
	of := slices.DeleteFunc(events, func(e catalog.Event) bool { return q.kind != "" && e.Kind != q.kind })
	shown := slices.DeleteFunc(slices.Clone(of), func(e catalog.Event) bool {
		return q.province.Code != "" && e.ProvinceCode != q.province.Code
	})
	v := view.PromotionView{
		Kind: q.kind, Kinds: catalog.EventKinds(), Province: q.province.Slug, Provinces: s.index.Atlas().Provinces,
		Feed: p.EventsICS(),
	}
	for _, e := range shown {
		v.Add(s.eventLine(p, e), p.Today)
	}
	slices.Reverse(v.Past)
	v.Past = v.Past[:min(len(v.Past), pastEvents)]
	if q.kind == "" || q.kind.Dated() {
		v.Calendar = s.calendar(p, q, shown)
	}
	v.SaleMap = s.saleMap(p, q, of)
	p.Section, p.Title, p.Description = "promotion", p.T("event.title"), p.T("event.description")
	asked := q.values()
	if q.turned {
		asked = q.in(q.month)
	}
	p.NoIndex = len(asked) > 0
	p.Canonical = p.PromotionWith(asked)
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.PromotionWith(asked)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("event.title")})
	p.JSONLD = marshal(s.trail(p))
	return s.render(c, view.Promotion(p, v), eventTag)
}

// eventLine is an event as lists show it.
func (s *Server) eventLine(p view.Page, e catalog.Event) view.EventLine {
	province, _ := s.index.Atlas().Province(e.ProvinceCode)
	return view.EventLine{Event: e, Path: p.Links.Event(e.Slug), Province: province}
}

// calendar is the month asked for, week by week from Monday, with the events of
// each day.
func (s *Server) calendar(p view.Page, q promotion, events []catalog.Event) view.Calendar {
	first := q.month
	weekday := (int(first.Time().Weekday()) + 6) % 7
	cal := view.Calendar{Month: first, Previous: p.PromotionWith(q.in(first.AddMonths(-1))), Next: p.PromotionWith(q.in(first.AddMonths(1)))}
	for day := first.AddDays(-weekday); day.Before(first.AddMonths(1)); day = day.AddDays(7) {
		var week [7]view.CalendarDay
		for i := range week {
			on := day.AddDays(i)
			week[i] = view.CalendarDay{Day: on, Outside: on.Month != first.Month}
			if week[i].Outside {
				continue
			}
			for _, e := range events {
				if e.Kind.Dated() && !e.Cancelled() && e.On(on) {
					week[i].Events = append(week[i].Events, s.eventLine(p, e))
				}
			}
		}
		cal.Weeks = append(cal.Weeks, week)
	}
	return cal
}

// saleMap counts sale points by province, whichever province is chosen.
func (s *Server) saleMap(p view.Page, q promotion, events []catalog.Event) []view.Bubble {
	count := make(map[string]int)
	for _, e := range events {
		if e.Kind == catalog.SalePoint {
			count[e.ProvinceCode]++
		}
	}
	if len(count) == 0 {
		return nil
	}
	var bubbles []view.Bubble
	for _, province := range s.index.Atlas().Provinces {
		bubble := view.Bubble{Name: p.ShortProvince(province), Lat: province.Lat, Lon: province.Lon, Count: count[province.Code], Chosen: province.Code == q.province.Code}
		if bubble.Count > 0 {
			bubble.Path = p.PromotionWith(url.Values{"kind": {string(catalog.SalePoint)}, "province": {province.Slug}})
		}
		bubbles = append(bubbles, bubble)
	}
	return bubbles
}

// readPromotion reads the parameters of the list.
func (s *Server) readPromotion(c *fiber.Ctx) (promotion, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil || len(values["month"]) > 1 || len(values["province"]) > 1 {
		return promotion{}, badRequest{key: "problem.address"}
	}
	today := s.index.Day()
	q := promotion{kind: catalog.EventKind(values.Get("kind")), month: catalog.NewDay(today.Year, today.Month, 1)}
	if q.kind != "" && !slices.Contains(catalog.EventKinds(), q.kind) {
		return q, badRequest{"problem.value", string(q.kind)}
	}
	if slug := values.Get("province"); slug != "" {
		known, ok := s.knownValue(search.Province, slug)
		if !ok {
			return q, badRequest{"problem.value", slug}
		}
		q.province, _ = s.index.Atlas().Province(known)
	}
	if text := values.Get("month"); text != "" {
		q.turned = true
		q.month, err = readMonth(text)
	}
	return q, err
}

// readMonth reads "2026-12" as the first of that month.
func readMonth(text string) (catalog.Day, error) {
	year, month, found := strings.Cut(text, "-")
	y, yearErr := strconv.Atoi(year)
	m, monthErr := strconv.Atoi(month)
	if err := cmp.Or(yearErr, monthErr); err != nil || !found || len(month) != 2 || y < 2018 || y > 2099 || m < 1 || m > 12 {
		return catalog.Day{}, badRequest{"problem.value", text}
	}
	return catalog.NewDay(y, time.Month(m), 1), nil
}

// values is the address form of what is asked for, without the month.
func (q promotion) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"kind": string(q.kind), "province": q.province.Slug} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// in is the same list with the calendar of another month.
func (q promotion) in(month catalog.Day) url.Values {
	v := q.values()
	v.Set("month", month.String()[:7])
	return v
}
