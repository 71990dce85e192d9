package storefront

import (
	"strings"

	ics "github.com/arran4/golang-ical"
	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// showStayICS is an agreed stay as a file for the guest's calendar.
func (s *Server) showStayICS(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	return s.personal(c, s.sendStay(c, state.Inquiry))
}

// showHostICS is the same for the maker who agreed.
func (s *Server) showHostICS(c *fiber.Ctx) error {
	_, conversation, err := s.inquiries.ReadAnswerLink(c.UserContext(), c.Params("token"))
	if err != nil {
		return s.refuseLink(c, err, "inquiry.answering.expired")
	}
	return s.personal(c, s.sendStay(c, conversation.Inquiry))
}

// sendStay writes an agreed stay. One that is not agreed is in nobody's
// calendar.
func (s *Server) sendStay(c *fiber.Ctx, i inquiry.Inquiry) error {
	turn, err := s.turns.Of(c.UserContext(), i.Key)
	if err != nil {
		return err
	}
	if turn.State != catalog.TurnAgreed {
		return pgx.ErrNoRows
	}
	listings, err := s.products.Listings(c.UserContext(), []int64{turn.ProductID})
	if err != nil {
		return err
	}
	if len(listings) == 0 {
		return pgx.ErrNoRows
	}
	p, place := s.page(c), listings[0]
	province, _ := s.index.Atlas().Province(place.ProvinceCode)
	cal := ics.NewCalendarFor("OCOP market")
	cal.SetMethod(ics.MethodPublish)
	entry := cal.AddEvent("stay-" + i.Key + "@" + strings.TrimPrefix(strings.TrimPrefix(s.baseURL, "https://"), "http://"))
	entry.SetDtStampTime(s.inquiries.Now().UTC())
	entry.SetAllDayStartAt(turn.Arrives.Time())
	entry.SetAllDayEndAt(turn.Leaves.AddDays(1).Time())
	entry.SetSummary(p.T("stay.ics.summary", "name", p.Text(place.Name, place.NameEN), "people", p.N("stay.people", turn.People)))
	entry.SetLocation(strings.TrimPrefix(place.Commune+", "+province.Name, ", "))
	entry.SetURL(s.baseURL + view.Links{Lang: p.Links.Lang}.Destination(place.Slug))
	entry.SetDescription(p.T("stay.ics.description"))
	entry.SetStatus(ics.ObjectStatusConfirmed)
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+place.Slug+`.ics"`)
	return c.SendString(cal.Serialize(ics.WithNewLineWindows))
}
