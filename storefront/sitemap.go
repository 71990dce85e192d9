package storefront

import (
	"encoding/xml"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// maxSitemap is what the sitemap protocol allows in one file.
const maxSitemap = 50_000

type urlset struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc      string      `xml:"loc"`
	Modified string      `xml:"lastmod,omitempty"`
	Links    []alternate `xml:"xhtml:link"`
}

type alternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// showSitemapXML lists every indexable page in both languages.
func (s *Server) showSitemapXML(c *fiber.Ctx) error {
	products, err := s.products.Addresses(c.UserContext())
	if err != nil {
		return err
	}
	producers, err := s.producers.Addresses(c.UserContext())
	if err != nil {
		return err
	}
	set := urlset{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, path := range s.fixedPages() {
		set.URLs = append(set.URLs, s.bothLanguages(path, time.Time{})...)
	}
	vietnamese := view.Links{Lang: locale.VI}
	stays, err := s.stays.Addresses(c.UserContext())
	if err != nil {
		return err
	}
	for _, a := range products {
		set.URLs = append(set.URLs, s.bothLanguages(vietnamese.Product(a.Slug), a.UpdatedAt)...)
	}
	for _, a := range stays {
		set.URLs = append(set.URLs, s.bothLanguages(vietnamese.Destination(a.Slug), a.UpdatedAt)...)
	}
	for _, a := range producers {
		set.URLs = append(set.URLs, s.bothLanguages(vietnamese.Producer(a.Slug), a.UpdatedAt)...)
	}
	set.URLs = set.URLs[:min(len(set.URLs), maxSitemap)]
	body, err := xml.Marshal(set)
	if err != nil {
		return fmt.Errorf("writing the site map: %w", err)
	}
	return s.sendText(c, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// fixedPages are the Vietnamese paths of pages that are not of one product or
// producer.
func (s *Server) fixedPages() []string {
	l, atlas := view.Links{Lang: locale.VI}, s.index.Atlas()
	paths := []string{
		l.Home(), l.Products(), l.Producers(), l.Provinces(), l.Tourism(), l.Promotion(), l.Statistics(), l.Demand(), l.OpenData(),
		l.About(), l.Rules(), l.Privacy(), l.Ranking(), l.Accessibility(), l.SiteMap(),
	}
	for _, p := range atlas.Provinces {
		paths = append(paths, l.Province(p.Slug))
	}
	for _, g := range atlas.Groups {
		paths = append(paths, l.Group(g.Slug))
	}
	for _, set := range atlas.Sets {
		paths = append(paths, l.Set(set.Number))
	}
	return paths
}

// bothLanguages is a page's entry in each language, each naming the other.
func (s *Server) bothLanguages(path string, modified time.Time) []sitemapURL {
	english := view.Links{Lang: locale.EN}.Translate(path)
	links := []alternate{{"alternate", "vi", s.baseURL + path}, {"alternate", "en", s.baseURL + english}}
	day := ""
	if !modified.IsZero() {
		day = catalog.DayAt(modified).String()
	}
	return []sitemapURL{{s.baseURL + path, day, links}, {s.baseURL + english, day, links}}
}

// showRobots tells robots what to leave alone.
func (s *Server) showRobots(c *fiber.Ctx) error {
	if s.demo {
		// Samples about real makers are not for search engines.
		return c.SendString("User-agent: *\nDisallow: /\n")
	}
	return c.SendString("User-agent: *\nDisallow: /api/\nDisallow: /*?*sort=\nDisallow: /*?*q=\nSitemap: " + s.baseURL + "/sitemap.xml\n")
}

// sendText sends what is not a page but may be kept like one.
func (s *Server) sendText(c *fiber.Ctx, kind string, body []byte) error {
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Locals(tagsKey, []string{listTag})
	return c.Send(body)
}
