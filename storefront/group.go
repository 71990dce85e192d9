package storefront

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// showGroup is the page of one of the six groups, or of one of the 26 criteria
// sets (bo-11).
func (s *Server) showGroup(c *fiber.Ctx) error {
	slug := c.Params("slug")
	atlas := s.index.Atlas()
	set, isSet := setBySlug(atlas, slug)
	if isSet {
		slug = set.GroupSlug
	}
	group, ok := atlas.Group(slug)
	if !ok {
		return fiber.ErrNotFound
	}
	filters := map[search.Field][]string{search.Group: {group.Slug}}
	if isSet {
		filters = map[search.Field][]string{search.Set: {set.Key()}}
	}
	answer, err := s.finder.Search(c.UserContext(), search.Query{Filters: filters, Limit: perPage})
	if err != nil {
		return err
	}
	p, t := s.page(c), s.tally(nil)
	name := p.Text(group.Name, group.NameEN)
	v := view.GroupView{Group: t.group(group), Cards: s.cards(answer.Hits), All: p.ProductsWith(listValues(filters))}
	p.Section, p.Title = "products", name
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()}, view.Crumb{Name: name})
	if isSet {
		count := t.set(set)
		v.Set = &count
		p.Title = p.T("group.set_title", "number", set.Key(), "name", p.Text(set.Name, set.NameEN))
		p.Crumbs[len(p.Crumbs)-1].Path = p.Links.Group(group.Slug)
		p.Crumbs = append(p.Crumbs, view.Crumb{Name: p.Title})
	}
	p.Description = p.T("group.description", "name", p.Title)
	p.JSONLD = s.itemList(p, answer.Hits, 0)
	return s.render(c, view.Group(p, v), listTag)
}

// setBySlug reads bo-11.
func setBySlug(atlas *catalog.Atlas, slug string) (catalog.Set, bool) {
	digits, ok := strings.CutPrefix(slug, "bo-")
	number, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return catalog.Set{}, false
	}
	set, known := atlas.Set(number)
	return set, known && set.Slug() == slug
}

// listValues is the address form of filters alone.
func listValues(filters map[search.Field][]string) url.Values {
	return listParams{Filters: filters, Sort: search.Relevance, Page: 1}.values()
}
