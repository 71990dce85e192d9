package storefront

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// newEvent is the empty form of an event.
func (s *Server) newEvent(c *fiber.Ctx) error {
	form := view.Form{}.With("country", "VN").With("level", "province").With("least_stars", "3")
	if province, ok := s.index.Atlas().Province(s.who(c).ProvinceCode); ok {
		form = form.With("province", province.Slug)
	}
	return s.renderEventForm(c, catalog.Event{}, form)
}

// submitEvent keeps a new event as a draft.
func (s *Server) submitEvent(c *fiber.Ctx) error {
	e, form := s.readEvent(c, catalog.Event{Draft: true, OfficeCode: s.who(c).ProvinceCode, Sample: s.demo})
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderEventForm(c, catalog.Event{}, form)
	}
	id, err := s.events.Add(c.UserContext(), e, s.who(c).ID)
	if err != nil {
		return err
	}
	return c.Redirect(s.officeEventPath(c, id), fiber.StatusSeeOther)
}

func (s *Server) officeEventPath(c *fiber.Ctx, id int64) string {
	return view.Links{Lang: lang(c)}.Console(officeFairPath + "/" + strconv.FormatInt(id, 10))
}

// editEvent is the form of an event as it stands.
func (s *Server) editEvent(c *fiber.Ctx) error {
	e, err := s.eventOf(c)
	if err != nil {
		return err
	}
	return s.renderEventForm(c, e, s.eventForm(e))
}

// submitEventEdit keeps what an office has changed, over the event as it stands
// when it is written. Where that moves the event, its people are told; where
// another officer was quicker, both texts are shown and nothing is kept.
func (s *Server) submitEventEdit(c *fiber.Ctx) error {
	e, err := s.eventOf(c)
	if err != nil {
		return err
	}
	_, form := s.readEvent(c, e)
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderEventForm(c, e, form)
	}
	err = s.fairs.Change(c.UserContext(), e.ID, s.who(c).ID, func(now catalog.Event) (catalog.Event, error) {
		after, _ := s.readEvent(c, now)
		if after != now && c.FormValue("seen") != eventVersion(now) {
			return now, &catalog.StaleEventError{Event: now}
		}
		return after, nil
	})
	var stale *catalog.StaleEventError
	switch {
	case errors.As(err, &stale):
		c.Status(fiber.StatusConflict)
		clashes, merged := s.eventClashes(c, stale.Event, form)
		return s.renderEventForm(c, stale.Event, merged, clashes...)
	case errors.Is(err, fair.ErrFull):
		form.Fail("booths", s.page(c).T("fair.problem.booths.fewer"))
		c.Status(fiber.StatusConflict)
		return s.renderEventForm(c, e, form)
	case err != nil:
		return err
	}
	return c.Redirect(s.officeEventPath(c, e.ID), fiber.StatusSeeOther)
}

func (s *Server) renderEventForm(c *fiber.Ctx, e catalog.Event, form view.Form, clashes ...view.MakerChange) error {
	p := s.page(c)
	p.Section, p.Title = "office_events", p.T("fair.form.new")
	p.Crumbs = []view.Crumb{{Name: p.T("fair.office.title"), Path: p.Console(officeFairPath)}, {Name: p.Title}}
	v := view.EventForm{Form: form, Action: p.Console(officeFairPath + "/moi"), Submit: p.T("fair.form.add")}
	if e.ID != 0 {
		p.Title, v.Submit = p.T("fair.form.edit"), p.T("fair.form.save")
		v.Action = s.officeEventPath(c, e.ID) + strings.TrimPrefix(p.Console(officeFairPath+"/sua"), p.Console(officeFairPath))
		v.Public = !e.Draft && e.Kind.Dated()
		v.Seen, v.Marks, v.Clashes = eventVersion(e), s.eventMarks(e), clashes
		if form.Failed() {
			v.Seen, v.Marks = c.FormValue("seen"), c.FormValue(marksField) // what was seen when it was typed
		}
		p.Crumbs = []view.Crumb{p.Crumbs[0], {Name: p.Text(e.Name, e.NameEN), Path: s.officeEventPath(c, e.ID)}, {Name: p.Title}}
	}
	for _, kind := range catalog.EventKinds() {
		v.Kinds = append(v.Kinds, view.Choosable{Value: string(kind), Label: p.T("event.kind." + string(kind))})
	}
	for _, level := range catalog.EventLevels() {
		v.Levels = append(v.Levels, view.Choosable{Value: level, Label: p.T("event.level." + level)})
	}
	v.Provinces = []view.Choosable{{Label: p.T("fair.form.nowhere")}}
	for _, province := range s.index.Atlas().Provinces {
		v.Provinces = append(v.Provinces, view.Choosable{Value: province.Slug, Label: p.Text(province.Name, province.NameEN)})
	}
	for _, stars := range []string{"0", "3", "4", "5"} {
		v.Stars = append(v.Stars, view.Choosable{Value: stars, Label: p.T("fair.form.stars." + stars)})
	}
	return s.render(c, view.EventFormPage(p, v))
}

// eventTexts are the fields of the form that are text in both languages or one.
func eventTexts(e *catalog.Event) map[string]*string {
	return map[string]*string{
		"name": &e.Name, "name_en": &e.NameEN, "country": &e.Country, "venue": &e.Venue, "venue_en": &e.VenueEN, "hours": &e.Hours, "hours_en": &e.HoursEN,
		"organiser": &e.Organiser, "organiser_en": &e.OrganiserEN, "supporter": &e.Supporter, "supporter_en": &e.SupporterEN,
		"cost": &e.Cost, "cost_en": &e.CostEN, "document": &e.Document, "story": &e.Story, "story_en": &e.StoryEN, "website": &e.Website,
	}
}

// eventForm fills the form from an event.
func (s *Server) eventForm(e catalog.Event) view.Form {
	form := view.Form{}.With("kind", string(e.Kind)).With("level", e.Level).With("booths", strconv.Itoa(e.Booths)).With("least_stars", strconv.Itoa(e.LeastStars))
	for name, text := range eventTexts(&e) {
		form = form.With(name, *text)
	}
	province, _ := s.index.Atlas().Province(e.ProvinceCode)
	form = form.With("province", province.Slug)
	for name, day := range map[string]catalog.Day{"starts_on": e.StartsOn, "ends_on": e.EndsOn, "apply_by": e.ApplyBy} {
		form = form.With(name, day.String())
	}
	for name, count := range map[string]int64{"sales": e.Sales, "memoranda": int64(e.Memoranda), "contracts": int64(e.Contracts)} {
		if count >= 0 {
			form = form.With(name, strconv.FormatInt(count, 10))
		}
	}
	return form
}

// longest texts of an event.
const (
	mostEventText  = 300
	mostEventStory = 5000
)

// readEvent reads the form over an event as it stands, and what is wrong in it.
func (s *Server) readEvent(c *fiber.Ctx, e catalog.Event) (catalog.Event, view.Form) {
	p, form := s.page(c), view.Form{}
	for _, name := range []string{"kind", "level", "province", "booths", "least_stars", "starts_on", "ends_on", "apply_by", "sales", "memoranda", "contracts"} {
		form = form.With(name, c.FormValue(name))
	}
	fail := func(field, key string) { form.Fail(field, p.T("fair.problem."+key)) }
	for name, text := range eventTexts(&e) {
		*text = catalog.Clean(c.FormValue(name))
		if strings.HasPrefix(name, "story") {
			*text = inquiry.CleanText(c.FormValue(name)) // of several paragraphs
		}
		form = form.With(name, c.FormValue(name))
	}
	e.Kind, e.Level = catalog.EventKind(c.FormValue("kind")), c.FormValue("level")
	if e.Name == "" {
		fail("name", "name")
	}
	if !slices.Contains(catalog.EventKinds(), e.Kind) {
		fail("kind", "kind")
	}
	if !slices.Contains(catalog.EventLevels(), e.Level) {
		fail("level", "level")
	}
	province, known := s.knownProvince(c.FormValue("province"))
	e.ProvinceCode = province
	if e.Country = strings.ToUpper(e.Country); len(e.Country) != 2 || strings.Trim(e.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		fail("country", "country")
	} else if !known || province != "" && e.Country != "VN" || province == "" && e.Kind == catalog.SalePoint {
		fail("province", "province")
	}
	s.readEventDays(c, &e, fail)
	e.Booths = int(readCount(c.FormValue("booths"), 0, 100_000, "booths", fail))
	e.LeastStars, _ = strconv.Atoi(c.FormValue("least_stars"))
	if !slices.Contains([]int{0, 3, 4, 5}, e.LeastStars) {
		fail("least_stars", "stars")
	}
	if e.Website != "" {
		link, err := url.Parse(e.Website)
		if err != nil || link.Scheme != "https" && link.Scheme != "http" || link.Host == "" {
			fail("website", "website")
		} else {
			e.Website = link.Scheme + e.Website[len(link.Scheme):] // in small letters, as it is kept
		}
	}
	e.Sales = readCount(c.FormValue("sales"), -1, 1e13, "sales", fail)
	e.Memoranda = int(readCount(c.FormValue("memoranda"), -1, 1e6, "memoranda", fail))
	e.Contracts = int(readCount(c.FormValue("contracts"), -1, 1e6, "contracts", fail))
	for _, name := range slices.Sorted(maps.Keys(eventTexts(&e))) {
		most := mostEventText
		if strings.HasPrefix(name, "story") {
			most = mostEventStory
		}
		if utf8.RuneCountInString(*eventTexts(&e)[name]) > most {
			fail(name, "long")
		}
	}
	return e, form
}

// knownProvince is the code of a province chosen by its slug; none may be chosen.
func (s *Server) knownProvince(slug string) (code string, known bool) {
	if slug == "" {
		return "", true
	}
	for _, province := range s.index.Atlas().Provinces {
		if province.Slug == slug {
			return province.Code, true
		}
	}
	return "", false
}

// readEventDays reads when an event is held and until when makers may apply.
func (s *Server) readEventDays(c *fiber.Ctx, e *catalog.Event, fail func(field, key string)) {
	days := map[string]*catalog.Day{"starts_on": &e.StartsOn, "ends_on": &e.EndsOn, "apply_by": &e.ApplyBy}
	readable := true
	for _, name := range []string{"starts_on", "ends_on", "apply_by"} {
		*days[name] = catalog.Day{}
		text := strings.TrimSpace(c.FormValue(name))
		if text == "" {
			continue
		}
		day, err := catalog.ParseDay(text)
		if err != nil || day.Year < 2018 || day.Year > 2099 {
			fail(name, "day")
			readable = false
		}
		*days[name] = day
	}
	switch {
	case !readable:
	case e.StartsOn.IsZero() && (e.Kind.Dated() || !e.EndsOn.IsZero()):
		fail("starts_on", "starts_on")
	case !e.StartsOn.IsZero() && e.EndsOn.IsZero(), e.EndsOn.Before(e.StartsOn):
		fail("ends_on", "ends_on")
	case !e.ApplyBy.IsZero() && !e.EndsOn.IsZero() && e.ApplyBy.After(e.EndsOn):
		fail("apply_by", "apply_by")
	}
}

// readCount reads a number in which dots may stand between thousands; what is
// empty counts as none.
func readCount(text string, none, most int64, field string, fail func(field, key string)) int64 {
	text = strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(strings.TrimSpace(text))
	if text == "" {
		return none
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > most {
		fail(field, "number")
		return none
	}
	return n
}
