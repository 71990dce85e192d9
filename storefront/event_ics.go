package storefront

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/view"
)

// showEventsICS is every event with days as a calendar that programs follow.
func (s *Server) showEventsICS(c *fiber.Ctx) error {
	events, err := s.events.All(c.UserContext())
	if err != nil {
		return err
	}
	return s.sendICS(c, "xuc-tien", events)
}

// showEventICS is one event for a visitor's own calendar.
func (s *Server) showEventICS(c *fiber.Ctx) error {
	event, err := s.events.BySlug(c.UserContext(), strings.TrimSuffix(c.Params("file"), ".ics"))
	if err != nil {
		return err
	}
	if !event.Kind.Dated() {
		return pgx.ErrNoRows
	}
	return s.sendICS(c, event.Slug, []catalog.Event{event})
}

// sendICS writes a calendar (RFC 5545). The days are whole days; the end is the
// day after the last, as the format wants it.
func (s *Server) sendICS(c *fiber.Ctx, name string, events []catalog.Event) error {
	p := s.page(c)
	cal := ics.NewCalendarFor("OCOP market")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(p.T("event.title") + " – " + p.T("site.name"))
	for _, e := range events {
		if !e.Kind.Dated() {
			continue
		}
		s.writeICS(p, cal, e)
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `inline; filename="`+name+`.ics"`)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.SendString(cal.Serialize(ics.WithNewLineWindows))
}

func (s *Server) writeICS(p view.Page, cal *ics.Calendar, e catalog.Event) {
	line := s.eventLine(p, e)
	entry := cal.AddEvent("event-" + e.Slug + "@" + strings.TrimPrefix(strings.TrimPrefix(s.baseURL, "https://"), "http://"))
	entry.SetDtStampTime(p.Today.Time().In(time.UTC))
	entry.SetAllDayStartAt(e.StartsOn.Time())
	entry.SetAllDayEndAt(e.EndsOn.AddDays(1).Time())
	entry.SetSummary(p.Text(e.Name, e.NameEN))
	entry.SetLocation(view.EventPlace(p, line))
	entry.SetURL(s.baseURL + p.Links.Event(e.Slug))
	entry.SetSequence(e.Sequence)
	if story := p.Text(e.Story, e.StoryEN); story != "" {
		entry.SetDescription(story)
	}
	entry.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled() {
		entry.SetStatus(ics.ObjectStatusCancelled)
	}
}
