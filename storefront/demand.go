package storefront

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog/sheet"
	"ocop/search"
	"ocop/storefront/view"
)

// How many lines the board shows, and how many its table for spreadsheets holds.
const (
	gapsShown = 100
	gapsSaved = 1000
)

// silenceKey marks an answer that found nothing or almost nothing.
const silenceKey localsKey = "silence"

// demandTag marks the pages of the board; they grow old by time alone.
const demandTag = "demand"

// noteSilence leaves for the edge that a question found nothing or almost
// nothing. A kept page remembers it, so that each visitor counts.
func (s *Server) noteSilence(c *fiber.Ctx, q search.Query, answer search.Answer) {
	if silence, ok := s.index.Silence(q, answer); ok {
		c.Locals(silenceKey, &silence)
	}
}

// hearSilence counts what people look for in vain, however they were answered.
func (s *Server) hearSilence(c *fiber.Ctx) error {
	err := c.Next()
	if silence := silenceOf(c); silence != nil && err == nil && s.demand != nil && byPerson(c) {
		s.demand.Note(*silence, s.proxies.visitor(c))
	}
	return err
}

// byPerson reports whether a request looks like a person's: from a browser, not
// fetched in advance, and not by following the board that shows what others
// looked for.
func byPerson(c *fiber.Ctx) bool {
	agent := strings.ToLower(c.Get(fiber.HeaderUserAgent))
	if c.Method() != fiber.MethodGet || !strings.Contains(agent, "mozilla/") {
		return false
	}
	for _, robot := range []string{"bot", "crawl", "spider", "slurp", "preview", "headless", "monitor", "lighthouse"} {
		if strings.Contains(agent, robot) {
			return false
		}
	}
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		if strings.Contains(c.Get(name), "prefetch") {
			return false
		}
	}
	from, err := url.Parse(c.Get(fiber.HeaderReferer))
	return err == nil && view.Links{}.Translate(from.Path) != view.Links{}.Demand()
}

// showDemand is the board of what people look for and the catalogue does not
// hold.
func (s *Server) showDemand(c *fiber.Ctx) error {
	gaps, err := s.gaps(c, gapsShown)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title, p.Description = "statistics", p.T("demand.title"), p.T("demand.description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.statistics"), Path: p.Statistics()}, view.Crumb{Name: p.Title})
	v := view.DemandView{Weeks: search.GapWeeks}
	for _, gap := range gaps {
		query := url.Values{"q": {gap.Text}}
		province, known := s.index.Atlas().Province(gap.ProvinceCode)
		if known {
			query.Set(string(search.Province), province.Slug)
		}
		v.Lines = append(v.Lines, view.DemandLine{
			Text: gap.Text, Province: p.ShortProvince(province), ThisWeek: gap.ThisWeek, Visitors: gap.Visitors, Search: p.ProductsWith(query),
		})
	}
	return s.render(c, view.Demand(p, v), demandTag)
}

// showDemandCSV is the board as a table for spreadsheets.
func (s *Server) showDemandCSV(c *fiber.Ctx) error {
	gaps, err := s.gaps(c, gapsSaved)
	if err != nil {
		return err
	}
	rows := make([][]string, len(gaps))
	for i, gap := range gaps {
		province, _ := s.index.Atlas().Province(gap.ProvinceCode)
		rows[i] = []string{
			gap.Text, gap.ProvinceCode, province.Name, strconv.Itoa(gap.ThisWeek), strconv.Itoa(gap.Visitors),
			strconv.Itoa(gap.Weeks), gap.Latest.String(),
		}
	}
	header := []string{"query", "province_code", "province", "visitors_this_week", "visitors_12_weeks", "weeks", "latest_week"}
	var body bytes.Buffer
	if err := sheet.WriteCSV(&body, header, rows); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="nhu-cau-`+s.index.Day().String()+`.csv"`)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(body.Bytes())
}

func (s *Server) gaps(c *fiber.Ctx, most int) ([]search.Gap, error) {
	if s.demand == nil {
		return nil, nil
	}
	return s.demand.Gaps(c.UserContext(), most)
}

// silenceOf is what a handler left by noteSilence, nil where it found enough.
func silenceOf(c *fiber.Ctx) *search.Silence {
	silence, _ := c.Locals(silenceKey).(*search.Silence)
	return silence
}
