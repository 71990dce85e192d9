package storefront

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// makersShown is how many producers a province's page names before it leads to
// the directory.
const makersShown = 12

// listProvinces is the page of all provinces by region.
func (s *Server) listProvinces(c *fiber.Ctx) error {
	p := s.page(c)
	p.Section, p.Title, p.Description = "provinces", p.T("provinces.title"), p.T("provinces.description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.provinces")})
	t := s.tally(nil)
	return s.render(c, view.Provinces(p, t.tiles(p), t.regions()), listTag)
}

// showProvince is the page of one province. The address of a former province
// leads to the one it is part of now.
func (s *Server) showProvince(c *fiber.Ctx) error {
	slug := c.Params("slug")
	atlas := s.index.Atlas()
	province, ok := atlas.Province(slug)
	if !ok || province.Slug != slug {
		successor, ok := atlas.Successor(slug)
		if !ok {
			return fiber.ErrNotFound
		}
		return c.Redirect(view.Links{Lang: lang(c)}.Province(successor.Slug), fiber.StatusMovedPermanently)
	}
	within := map[search.Field][]string{search.Province: {slug}}
	some, err := s.finder.Search(c.UserContext(), search.Query{Filters: within, Limit: highlights})
	if err != nil {
		return err
	}
	tourism, err := s.finder.Search(c.UserContext(), search.Query{
		Filters: map[search.Field][]string{search.Province: {slug}, search.Group: {"tourism"}}, Limit: highlights,
	})
	if err != nil {
		return err
	}
	p := s.page(c)
	v := s.provinceView(p, province)
	v.Cards, v.Tourism = s.cards(some.Hits), s.cards(tourism.Hits)
	name := p.Text(province.FullName, province.NameEN)
	p.Section, p.Title = "provinces", p.T("province.title", "province", name)
	p.Description = p.T("province.description", "province", name)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.provinces"), Path: p.Provinces()}, view.Crumb{Name: name})
	p.JSONLD = s.itemList(p, some.Hits, 0)
	return s.render(c, view.Province(p, v), listTag)
}

// provinceView gathers the numbers and the producers of a province.
func (s *Server) provinceView(p view.Page, province catalog.Province) view.ProvinceView {
	t := s.tally(map[search.Field][]string{search.Province: {province.Slug}})
	v := view.ProvinceView{
		Count: t.province(province), ByStars: t.byStars(), Groups: t.groups(),
		All: p.ProductsWith(url.Values{"province": {province.Slug}}),
	}
	for _, r := range t.atlas.Regions {
		if r.Code == province.RegionCode {
			v.Region = r
		}
	}
	for _, m := range t.makers {
		if m.ProvinceCode == province.Code && len(v.Makers) < makersShown {
			v.Makers = append(v.Makers, s.producerLine(m))
		}
	}
	for _, former := range v.Count.Former {
		v.FormerLists = append(v.FormerLists, view.FormerList{
			Place: former, Path: p.ProductsWith(url.Values{"q": {former.Name}, "province": {province.Slug}}),
		})
	}
	return v
}
