package storefront

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// fairPath is the makers' side of events, officeFairPath the offices'.
const (
	fairPath       = "/quan-ly/su-kien"
	officeFairPath = officePath + "/su-kien"
)

// TickFairs does what time brings to events.
func (s *Server) TickFairs(ctx context.Context) error { return s.fairs.Tick(ctx) }

// Fairs is what happens at events, for the jobs that tell of it.
func (s *Server) Fairs() fair.Fairs { return s.fairs }

// scopeOfEvent is the province whose office keeps an event.
func (s *Server) scopeOfEvent(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	e, err := s.events.ByID(ctx, id)
	return account.Scope{ProvinceCode: e.OfficeCode}, err
}

// scopeOfParticipant is the maker who takes part, and the office of the event.
func (s *Server) scopeOfParticipant(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	p, err := s.fairs.ByID(ctx, id)
	return account.Scope{ProducerID: p.ProducerID, ProvinceCode: p.OfficeCode}, err
}

// outcomeLinkDays is how long the question what came of a memorandum stands.
const outcomeLinkDays = 60

// meetingToken opens a meeting to whoever holds the letter, until the event is
// over.
func (s *Server) meetingToken(use inquiry.Use, p fair.Participant, m fair.Meeting) string {
	until := p.EndsOn.AddDays(1).Time()
	if until.Before(m.EndsAt) {
		until = m.EndsAt // the event has moved away from it
	}
	return s.inquiries.Signer.Sign(inquiry.Link{Use: use, ID: m.ID, Until: until})
}

func (s *Server) outcomeToken(id int64) string {
	return s.inquiries.Signer.Sign(inquiry.Link{Use: inquiry.UseOutcome, ID: id, Until: s.now().AddDate(0, 0, outcomeLinkDays)})
}

// hourText is "09:00 – 09:30, 20/12/2026".
func hourText(w *locale.Printer, from, to time.Time) string {
	zone := catalog.Zone()
	return from.In(zone).Format("15:04") + " – " + to.In(zone).Format("15:04") + ", " + w.Day(catalog.DayAt(from))
}

// fairPlace is where an event is held, for letters and consoles.
func (s *Server) fairPlace(w *locale.Printer, p fair.Participant) string {
	province, _ := s.index.Atlas().Province(p.EventProvince)
	line := view.EventLine{Event: catalog.Event{Venue: p.Venue, VenueEN: p.VenueEN, Country: p.Country}, Province: province}
	return view.EventPlace(view.Page{Printer: w}, line)
}

// fairLine is an event with a maker's part in it.
func (s *Server) fairLine(w *locale.Printer, p fair.Participant) view.FairLine {
	province, _ := s.index.Atlas().Province(p.ProducerProvince)
	return view.FairLine{
		ID: p.ID, EventID: p.EventID, ProducerID: p.ProducerID, Name: w.Text(p.EventName, p.EventNameEN), Slug: p.EventSlug, Kind: string(p.EventKind), Level: p.EventLevel,
		Place: s.fairPlace(w, p), StartsOn: p.StartsOn, EndsOn: p.EndsOn, CancelledOn: p.CancelledOn, Organiser: w.Text(p.Organiser, p.OrganiserEN), Document: p.Document,
		State: string(p.State), Booth: p.Booth, Reason: p.Reason, Note: p.Note, LapsedOn: p.LapsedOn, AppliedOn: catalog.DayAt(p.AppliedAt), Reach: string(p.Reach()),
		Maker: p.ProducerName, MakerSlug: p.ProducerSlug, MakerProvince: w.Text(province.Name, province.NameEN),
		Coming: p.Coming(s.index.Day()), CanKeep: !p.LapsedOn.IsZero() && len(p.Lapsed) < len(p.Products), Sample: p.Sample,
		Revoked: p.State == fair.Refused && p.WasAccepted,
	}
}

// shownProducts are products by their ids, in that order.
func (s *Server) shownProducts(ctx context.Context, ids, lapsed []int64) ([]view.ShownProduct, error) {
	known, err := s.hitsByID(ctx, ids)
	return s.shownOf(known, ids, lapsed), err
}

// hitsByID are products with their stars of today, by their ids.
func (s *Server) hitsByID(ctx context.Context, ids []int64) (map[int64]*search.Hit, error) {
	listings, err := s.products.Listings(ctx, ids)
	if err != nil {
		return nil, err
	}
	known := make(map[int64]*search.Hit, len(listings))
	for _, hit := range starred(listings, s.index.Day()) {
		known[hit.ID] = hit
	}
	return known, nil
}

func (s *Server) shownOf(known map[int64]*search.Hit, ids, lapsed []int64) []view.ShownProduct {
	var list []view.ShownProduct
	for _, id := range ids {
		if hit := known[id]; hit != nil {
			list = append(list, view.ShownProduct{ID: id, Card: s.card(hit), Lapsed: slices.Contains(lapsed, id)})
		}
	}
	return list
}

// ownFair reads the maker's part that an address names.
func (s *Server) ownFair(ctx context.Context, value string) (fair.Participant, error) {
	id, err := readID(value)
	if err != nil {
		return fair.Participant{}, err
	}
	p, err := s.fairs.ByID(ctx, id)
	if err == nil && p.Draft {
		return p, pgx.ErrNoRows
	}
	return p, err
}

// placePath is a maker's page of an event it takes part in.
func placePath(l view.Links, id int64) string {
	return l.Console(fairPath + "/" + strconv.FormatInt(id, 10))
}
