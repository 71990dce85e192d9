package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/search"
	"ocop/storefront/view"
)

// showEvent is the page of one event, sale point or gift set.
func (s *Server) showEvent(c *fiber.Ctx) error {
	event, err := s.events.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return err
	}
	p := s.page(c)
	v := view.EventView{Line: s.eventLine(p, event), Share: shareLinks(p.BaseURL + p.Links.Event(event.Slug))}
	tags := []string{eventTag, listTag}
	exhibitors, err := s.fairs.Exhibitors(c.UserContext(), event.ID)
	if err != nil {
		return err
	}
	if v.Exhibitors, err = s.exhibitors(c, p, event, exhibitors); err != nil {
		return err
	}
	v.Meets = event.Kind.Dated() && !event.Cancelled() && !event.Over(p.Today)
	if event.Kind == catalog.GiftSet {
		v.AskAll = p.AskAll(v.Slugs())
	}
	p.Section, p.Title = "promotion", p.Text(event.Name, event.NameEN)
	p.Description = p.T("event.page.description", "kind", p.T("event.kind."+string(event.Kind)), "name", p.Title)
	p.Canonical = p.Links.Event(event.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("event.title"), Path: p.Promotion()}, view.Crumb{Name: p.Title})
	p.JSONLD = s.eventData(p, v.Line)
	return s.render(c, view.EventPage(p, v), tags...)
}

// exhibitors are the makers with their products. A product whose star has lapsed
// since it was accepted stays on the list and says so where stars are demanded.
func (s *Server) exhibitors(c *fiber.Ctx, p view.Page, event catalog.Event, list []fair.Exhibitor) ([]view.ExhibitorLine, error) {
	var ids []int64
	for _, x := range list {
		ids = append(ids, x.ProductIDs...)
	}
	if len(ids) == 0 && len(list) == 0 {
		return nil, nil
	}
	listings, err := s.products.Listings(c.UserContext(), ids)
	if err != nil {
		return nil, err
	}
	known := make(map[int64]*search.Hit, len(listings))
	for _, hit := range starred(listings, p.Today) {
		known[hit.ID] = hit
	}
	lines := make([]view.ExhibitorLine, len(list))
	for i, x := range list {
		province, _ := s.index.Atlas().Province(x.ProvinceCode)
		lines[i] = view.ExhibitorLine{Exhibitor: x, ProvinceName: p.ShortProvince(province)}
		for n, id := range x.ProductIDs {
			hit := known[id]
			if hit == nil {
				continue // taken down since
			}
			product := view.ShownProduct{Card: s.card(hit), Lapsed: event.LeastStars > 0 && (!hit.Star.Live() || hit.Star.Stars < event.LeastStars)}
			if n < len(x.Amounts) {
				product.Amount = x.Amounts[n]
			}
			lines[i].Products = append(lines[i].Products, product)
		}
	}
	return lines, nil
}

// schemaEvent is schema.org's Event.
type schemaEvent struct {
	Context   string       `json:"@context"`
	Type      string       `json:"@type"`
	Name      string       `json:"name"`
	URL       string       `json:"url"`
	Start     string       `json:"startDate"`
	End       string       `json:"endDate"`
	Status    string       `json:"eventStatus"`
	Mode      string       `json:"eventAttendanceMode"`
	Text      string       `json:"description,omitempty"`
	Place     *schemaPlace `json:"location,omitempty"`
	Organiser *thing       `json:"organizer,omitempty"`
}

type schemaPlace struct {
	Type    string   `json:"@type"`
	Name    string   `json:"name,omitempty"`
	URL     string   `json:"url,omitempty"`
	Address *address `json:"address,omitempty"`
}

// eventData describes an event that has days; sale points and gift sets have
// none.
func (s *Server) eventData(p view.Page, line view.EventLine) []string {
	e := line.Event
	trail := marshal(s.trail(p))
	if !e.Kind.Dated() {
		return trail
	}
	t := schemaEvent{
		Context: "https://schema.org", Type: "Event", Name: p.Title, URL: s.baseURL + p.Links.Event(e.Slug), Text: p.Text(e.Story, e.StoryEN),
		Start: e.StartsOn.String(), End: e.EndsOn.String(), Status: "https://schema.org/EventScheduled",
		Mode:  "https://schema.org/OfflineEventAttendanceMode",
		Place: &schemaPlace{Type: "Place", Name: p.Text(e.Venue, e.VenueEN), Address: &address{Type: "PostalAddress", Region: line.Province.Name, Country: e.Country}},
	}
	if e.Cancelled() {
		t.Status = "https://schema.org/EventCancelled"
	}
	if e.Kind == catalog.Livestream {
		t.Mode = "https://schema.org/OnlineEventAttendanceMode"
		t.Place = &schemaPlace{Type: "VirtualLocation", Name: t.Place.Name, URL: t.URL}
	}
	if e.Organiser != "" {
		t.Organiser = &thing{Type: "Organization", Name: p.Text(e.Organiser, e.OrganiserEN)}
	}
	return append(marshalOne(t), trail...)
}
