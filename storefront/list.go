package storefront

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// listProducts is the list of products with its filters.
func (s *Server) listProducts(c *fiber.Ctx) error {
	params, err := s.readForm(c)
	if err != nil {
		return err
	}
	if len(params.Unread) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	body := c.Response().BodyWriter()
	if params.wandering() {
		leave, ok := s.wanderers.enter(c.UserContext())
		if !ok {
			return sendAway(c)
		}
		bits := &halting{to: body}
		defer func() { leave(bits.halted) }()
		body = bits
	}
	answer, err := s.finder.Search(c.UserContext(), params.query())
	if err != nil {
		return err
	}
	halt(body)
	s.noteSilence(c, params.query(), answer)
	pages := pagesOf(answer.Total)
	if params.Page > pages {
		return beyondPages{pages, s.page(c).ProductsWith(params.on(pages))}
	}
	p := s.page(c)
	p.Section, p.Query = "products", strings.TrimSpace(params.Text)
	p.Title, p.Description = s.listTitle(p, params), p.T("list.description")
	p.NoIndex = !params.indexable()
	p.Canonical = p.ProductsWith(params.values())
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.ProductsWith(params.values())
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products")})
	p.JSONLD = s.itemList(p, answer.Hits, (params.Page-1)*perPage)
	err = s.renderBy(c, body, view.List(p, view.ListView{
		Heading: s.listTitle(p, params), Query: strings.TrimSpace(params.Text), Total: answer.Total,
		Reading: s.reading(p, params, answer), Loose: answer.Any, Partial: answer.Partial, Verbatim: params.Verbatim, Near: params.near(),
		Hidden: url.Values{string(search.Within): params.Filters[search.Within]},
		Cards:  s.cardsFrom(params.Near, answer.Hits),
		Facets: s.facets(p, params, answer), Supply: supplyView(p, params), Take: view.Take{Query: params.on(1).Encode(), CSV: p.ProductsCSV(params.on(1)), Follow: p.SaveSearch(params.on(1))}, Chips: s.chips(p, params, answer), ClearAll: p.Links.Products(),
		Sortings: sortings(p, params), Pager: pager(params.Page, pages, func(n int) string { return p.ProductsWith(params.on(n)) }),
		LiveOnly: liveOnly(p, params, answer.Total), Suggestion: s.waysOn(p, params),
	}), listTags(params, answer)...)
	if err != nil {
		return err
	}
	if params.Near != nil || len(params.Unread) > 0 {
		c.Set(fiber.HeaderCacheControl, "no-store")
	}
	if params.wandering() {
		halt(body)
		return s.packer.sendOnce(c)
	}
	return nil
}

// listTags name what a list depends on. One that was asked for from the
// visitor's own place is kept by nobody, nor is one that was cut short, nor those
// that crawlers wander through: each is asked for once, and together they would
// drive out what others ask for again.
func listTags(params listParams, answer search.Answer) []string {
	if params.Near != nil || len(params.Unread) > 0 || answer.Partial || params.wandering() {
		return nil
	}
	return []string{listTag}
}

// pagesOf is the number of pages of a list; an empty one has one.
func pagesOf(total int) int { return min(maxPage, max(1, (total+perPage-1)/perPage)) }

// live is the list with only stars in force.
func (p listParams) live() map[string][]string {
	v := p.on(1)
	v[string(search.Status)] = liveStatuses()
	return v
}

// liveOnly is the address of the list with only stars in force; none where there
// is nothing to choose from.
func liveOnly(p view.Page, params listParams, total int) string {
	if total == 0 {
		return ""
	}
	return p.ProductsWith(params.live())
}

// listTitle says in words what the list holds.
func (s *Server) listTitle(p view.Page, params listParams) string {
	if text := strings.TrimSpace(params.Text); text != "" {
		return p.T("list.title_query", "query", text)
	}
	var parts []string
	for _, field := range []search.Field{search.Group, search.Within, search.Province} {
		if chosen := params.Filters[field]; len(chosen) == 1 {
			parts = append(parts, s.valueLabel(p, field, chosen[0]))
		}
	}
	if len(parts) == 0 {
		return p.T("list.title")
	}
	return p.T("list.title_of", "what", strings.Join(parts, ", "))
}

// facets are the filters with what a click on each value would give: the values
// with products, and those chosen.
func (s *Server) facets(p view.Page, params listParams, answer search.Answer) []view.Facet {
	facets := make([]view.Facet, 0, len(search.Fields()))
	for _, field := range []search.Field{search.Stars, search.Province, search.Group, search.Set, search.ProducerType, search.Status, search.Month, search.Certificate, search.Ready} {
		facet := view.Facet{Name: string(field), Label: p.T("facet." + string(field)), Active: len(params.Filters[field])}
		for _, value := range s.allValues(field) {
			chosen := slices.Contains(params.Filters[field], value)
			if count := answer.Facets[field][value]; count > 0 || chosen {
				facet.Values = append(facet.Values, view.FacetValue{Value: value, Label: s.valueLabel(p, field, value), Count: count, Chosen: chosen})
			}
		}
		facets = append(facets, facet)
	}
	return facets
}

// allValues lists every value of a filter in the order pages show them.
func (s *Server) allValues(field search.Field) []string {
	atlas := s.index.Atlas()
	var values []string
	switch field {
	case search.Province:
		for _, p := range atlas.Provinces {
			values = append(values, p.Slug)
		}
	case search.Group:
		for _, g := range atlas.Groups {
			values = append(values, g.Slug)
		}
	case search.Set:
		for _, set := range atlas.Sets {
			values = append(values, strconv.Itoa(set.Number))
		}
	case search.Stars:
		values = []string{"5", "4", "3"}
	case search.ProducerType:
		for _, kind := range catalog.ProducerKinds() {
			values = append(values, string(kind))
		}
	case search.Status:
		for _, status := range catalog.Statuses() {
			values = append(values, string(status))
		}
	default:
		values = supplyValues(field)
	}
	return values
}

// valueLabel is a filter's value in the visitor's language.
func (s *Server) valueLabel(p view.Page, field search.Field, value string) string {
	atlas := s.index.Atlas()
	switch field {
	case search.Province:
		province, _ := atlas.Province(value)
		return p.ShortProvince(province)
	case search.Group:
		group, _ := atlas.Group(value)
		return p.Text(group.Name, group.NameEN)
	case search.Set:
		n, _ := strconv.Atoi(value)
		set, _ := atlas.Set(n)
		return p.Text(set.Name, set.NameEN)
	case search.Stars:
		return p.N("stars", int(value[0]-'0'))
	case search.ProducerType:
		return p.T("kind." + value)
	case search.Status:
		return p.T("status." + value)
	case search.Within:
		name, province, _ := s.index.Within(value)
		return p.T("list.place.within", "within", name, "place", s.valueLabel(p, search.Province, province))
	}
	return supplyLabel(p, field, value)
}

// chips are what is in force, each with the way to let go of it: the words, the
// places read from them, the filters, the visitor's place.
func (s *Server) chips(p view.Page, params listParams, answer search.Answer) []view.Chip {
	var chips []view.Chip
	if text := strings.TrimSpace(params.Text); text != "" {
		without := params
		without.Text = ""
		chips = append(chips, view.Chip{Label: "“" + text + "”", Words: true, Drop: p.ProductsWith(without.on(1))})
	}
	for _, place := range answer.Places {
		chips = append(chips, view.Chip{Label: s.placeLabel(p, place), Drop: p.ProductsWith(params.outside(place).on(1))})
	}
	if params.Verbatim && params.Text != "" {
		without := params
		without.Verbatim = false
		chips = append(chips, view.Chip{Label: p.T("list.verbatim.on"), Drop: p.ProductsWith(without.on(1))})
	}
	if params.Near != nil {
		without := params
		without.Near = nil
		if without.Sort == search.ByDistance {
			without.Sort = search.Relevance
		}
		chips = append(chips, view.Chip{Label: p.T("list.near"), Drop: p.ProductsWith(without.on(1))})
	}
	for _, field := range search.Filterable() {
		for _, value := range params.Filters[field] {
			chips = append(chips, view.Chip{Label: s.valueLabel(p, field, value), Drop: p.ProductsWith(params.without(field, value))})
		}
	}
	return append(chips, s.boundChips(p, params)...)
}

func sortings(p view.Page, params listParams) []view.Sorting {
	var list []view.Sorting
	for _, sort := range params.sorts() {
		list = append(list, view.Sorting{Value: string(sort), Label: p.T("sort." + string(sort)), Chosen: sort == params.Sort})
	}
	return list
}

// waysOn are places to go when nothing was found: the words without filters,
// the groups, the provinces.
func (s *Server) waysOn(p view.Page, params listParams) []view.Crumb {
	var ways []view.Crumb
	if params.Text != "" && len(params.Filters) > 0 {
		bare := listParams{Text: params.Text, Sort: search.Relevance, Page: 1}
		ways = append(ways, view.Crumb{Name: p.T("list.without_filters"), Path: p.ProductsWith(bare.values())})
	}
	for _, group := range s.index.Atlas().Groups {
		ways = append(ways, view.Crumb{Name: p.Text(group.Name, group.NameEN), Path: p.Links.Group(group.Slug)})
	}
	return ways
}

// pager leads through pages: the first, the last and two around the current.
func pager(page, pages int, path func(int) string) view.Pager {
	pager := view.Pager{Page: page, Pages: pages}
	if page > 1 {
		pager.Previous = path(page - 1)
	}
	if page < pages {
		pager.Next = path(page + 1)
	}
	last := 0
	for n := 1; n <= pages; n++ {
		if n != 1 && n != pages && (n < page-2 || n > page+2) {
			continue
		}
		if n > last+1 {
			pager.Numbers = append(pager.Numbers, view.PageLink{})
		}
		pager.Numbers = append(pager.Numbers, view.PageLink{Number: n, Path: path(n), Current: n == page})
		last = n
	}
	return pager
}

// crumbs is the way from the home page to a page.
func crumbs(p view.Page, steps ...view.Crumb) []view.Crumb {
	return append([]view.Crumb{{Name: p.T("nav.home"), Path: p.Home()}}, steps...)
}

// bySize orders what was counted from most to fewest.
func bySize[T any](list []T, size func(T) int) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(size(b), size(a)) })
}
