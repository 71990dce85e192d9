package storefront

import (
	"encoding/xml"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// feedLength is how many recognitions the feed holds.
const feedLength = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// showFeed is the Atom feed of the latest stars in force.
func (s *Server) showFeed(c *fiber.Ctx) error {
	answer, err := s.finder.Search(c.UserContext(), search.Query{
		Filters: map[search.Field][]string{search.Status: liveStatuses()}, Sort: search.Newest, Limit: feedLength,
	})
	if err != nil {
		return err
	}
	p := s.page(c)
	feed := atomFeed{
		ID: s.baseURL + "/", Title: p.T("feed.title"), Author: atomAuthor{p.T("site.name")},
		Links: []atomLink{{"self", s.baseURL + p.Feed()}, {"alternate", s.baseURL + "/"}},
	}
	links := view.Links{Lang: locale.VI}
	for _, hit := range answer.Hits {
		address, issued := s.baseURL+links.Product(hit.Slug), hit.Star.Line.Issued()
		feed.Entries = append(feed.Entries, atomEntry{
			ID:    fmt.Sprintf("%s#%d", address, hit.Star.Line.ID),
			Title: p.T("feed.entry", "name", hit.Name, "stars", p.N("stars", hit.Star.Stars)), Updated: midnight(issued),
			Link: atomLink{"alternate", address}, Summary: s.feedSummary(p, hit),
		})
	}
	feed.Updated = midnight(s.index.Day())
	if len(answer.Hits) > 0 {
		feed.Updated = feed.Entries[0].Updated
	}
	body, err := xml.Marshal(feed)
	if err != nil {
		return fmt.Errorf("writing the feed: %w", err)
	}
	return s.sendText(c, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

func (s *Server) feedSummary(p view.Page, hit *search.Hit) string {
	summary := p.T("feed.summary", "issuer", hit.Star.Line.Issuer, "decision", hit.Star.Line.DecisionNo, "day", p.Day(hit.Star.Until))
	if hit.Star.Line.Sample {
		summary += " " + p.T("feed.sample")
	}
	return summary
}

// midnight is the beginning of a day in Vietnam, as Atom writes it.
func midnight(d catalog.Day) string {
	return time.Date(d.Year, d.Month, d.Date, 0, 0, 0, 0, catalog.Zone()).Format(time.RFC3339)
}
