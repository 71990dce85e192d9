package storefront

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// listTourism is the list of community tourism, set 26.
func (s *Server) listTourism(c *fiber.Ctx) error {
	q, err := s.readTourism(c)
	if err != nil {
		return err
	}
	stays, err := s.stays.All(c.UserContext())
	if err != nil {
		return err
	}
	p := s.page(c)
	suited := q.suited(s.index.Top(map[search.Field][]string{search.Group: {"tourism"}}, mostStays), stays)
	chosen := slices.DeleteFunc(slices.Clone(suited), func(hit *search.Hit) bool { return !q.in(hit) })
	pages := pagesOf(len(chosen))
	if q.page > pages {
		return beyondPages{pages, p.TourismWith(q.on(pages))}
	}
	shown := chosen[(q.page-1)*perPage : min(len(chosen), q.page*perPage)]
	v := view.TourismView{
		Chosen: view.StayChoice{Province: q.province.Slug, Month: q.wish.Month, Group: q.wish.Group, Night: q.wish.Night, Language: q.wish.Language, Activity: q.wish.Activity},
		Total:  len(chosen), Provinces: s.index.Atlas().Provinces, Country: s.bubbles(p, q, suited),
		Pager: pager(q.page, pages, func(n int) string { return p.TourismWith(q.on(n)) }),
	}
	if q.near != nil {
		v.Near = q.values().Get("near")
	}
	if v.Chips = q.chips(p); len(v.Chips) > 0 {
		v.Reset = p.Tourism()
	}
	v.Notes = q.notes(p)
	v.Lines = s.stayLines(p, q, shown, stays)
	if q.province.Code != "" || q.near != nil {
		v.Sketch = sketchOf(v.Lines, shown)
	}
	p.Section, p.Title, p.Description = "tourism", p.T("tourism.title"), p.T("tourism.description")
	p.NoIndex = q.wish.Any() || q.near != nil
	p.Canonical = p.TourismWith(q.values())
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.TourismWith(q.values())
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.tourism")})
	p.JSONLD = s.itemList(p, shown, (q.page-1)*perPage)
	if q.near != nil {
		err = s.render(c, view.Tourism(p, v))
		c.Set(fiber.HeaderCacheControl, "no-store")
		return err
	}
	return s.render(c, view.Tourism(p, v), listTag)
}

// mostStays is more than the country will ever have.
const mostStays = 10_000

// suited are the services that give what is wished for. In a month those at their
// best then come first; then the nearest, or those that say something of
// themselves. What says nothing suits only those who wish nothing.
func (q tourism) suited(hits []*search.Hit, stays map[int64]*catalog.Destination) []*search.Hit {
	var list []*search.Hit
	for _, hit := range hits {
		stay := stays[hit.ID]
		if stay == nil && !q.wish.Any() || stay != nil && stay.Suits(q.wish) {
			list = append(list, hit)
		}
	}
	slices.SortStableFunc(list, func(a, b *search.Hit) int {
		if season := cmp.Compare(q.rank(stays[a.ID]), q.rank(stays[b.ID])); season != 0 && q.wish.Month > 0 || q.near == nil {
			return season
		}
		fromA, _ := a.From(*q.near)
		fromB, _ := b.From(*q.near)
		return cmp.Compare(fromA, fromB)
	})
	return list
}

// rank is where a service stands: at its best in the month asked for, saying
// something of itself, or nothing.
func (q tourism) rank(stay *catalog.Destination) int {
	switch {
	case stay == nil:
		return 2
	case q.wish.Month > 0 && stay.BestIn(q.wish.Month):
		return 0
	}
	return 1
}

// in reports whether a service lies in the province asked for.
func (q tourism) in(hit *search.Hit) bool {
	return q.province.Code == "" || hit.ProvinceCode == q.province.Code
}

// bubbles counts services by province, whichever province is chosen.
func (s *Server) bubbles(p view.Page, q tourism, hits []*search.Hit) []view.Bubble {
	count := make(map[string]int)
	for _, hit := range hits {
		count[hit.ProvinceCode]++
	}
	var bubbles []view.Bubble
	for _, province := range s.index.Atlas().Provinces {
		bubble := view.Bubble{Name: p.ShortProvince(province), Lat: province.Lat, Lon: province.Lon, Count: count[province.Code], Chosen: province.Code == q.province.Code}
		if bubble.Count > 0 {
			of := q
			of.province = province
			bubble.Path = p.TourismWith(of.on(1))
		}
		bubbles = append(bubbles, bubble)
	}
	return bubbles
}

// stayLines are the services as the list shows them. Those that say nothing of
// themselves lead to their product.
func (s *Server) stayLines(p view.Page, q tourism, hits []*search.Hit, stays map[int64]*catalog.Destination) []view.StayLine {
	lines := make([]view.StayLine, len(hits))
	for i, card := range s.cardsFrom(q.near, hits) {
		lines[i] = view.StayLine{Card: card, Path: p.Links.Product(card.Slug), Stay: stays[hits[i].ID]}
		if stay := lines[i].Stay; stay != nil {
			lines[i].Path, lines[i].Day = p.Links.Destination(card.Slug), q.wish.Group > 0 && !q.wish.Night
			lines[i].Season = q.season(p, *stay)
		}
	}
	return lines
}

// season says why a service is there for the month asked for.
func (q tourism) season(p view.Page, stay catalog.Destination) string {
	if q.wish.Month == 0 {
		return ""
	}
	if stay.BestIn(q.wish.Month) {
		return p.T("tourism.best_then", "month", p.Month(q.wish.Month))
	}
	var names []string
	for _, a := range stay.OnlyThen(q.wish.Month) {
		names = append(names, p.Text(a.Name, a.NameEN))
	}
	return p.T("tourism.only_then", "month", p.Month(q.wish.Month), "what", strings.Join(names, ", "))
}

// sketchOf draws where the services lie whose place is known better than by
// their province, two at least, and numbers them in the list.
func sketchOf(lines []view.StayLine, hits []*search.Hit) view.Sketch {
	var spots []view.Spot
	for i, hit := range hits {
		if hit.Precision != catalog.AtProvince && len(spots) < 12 {
			spots = append(spots, view.Spot{Number: strconv.Itoa(i + 1), Name: shortName(hit.Name), Lat: hit.Lat, Lon: hit.Lon})
		}
	}
	if len(spots) < 2 {
		return view.Sketch{}
	}
	for _, spot := range spots {
		n, _ := strconv.Atoi(spot.Number)
		lines[n-1].Number = n
	}
	return view.Sketch{Spots: spots}
}
