package storefront

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// mostGuests is the largest group that can be asked for.
const mostGuests = 2000

// tourism is what the address of the list of community tourism asks for.
type tourism struct {
	wish     catalog.Wish
	province catalog.Province // zero for all
	near     *search.Point
	page     int
}

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
		return fiber.ErrNotFound
	}
	shown := chosen[(q.page-1)*perPage : min(len(chosen), q.page*perPage)]
	v := view.TourismView{
		Chosen: view.StayChoice{Province: q.province.Slug, Month: q.wish.Month, Group: q.wish.Group, Language: q.wish.Language, Activity: q.wish.Activity},
		Total:  len(chosen), Provinces: s.index.Atlas().Provinces, Country: s.bubbles(p, q, suited),
		Pager: pager(q.page, pages, func(n int) string { return p.TourismWith(q.on(n)) }),
	}
	if q.near != nil {
		v.Near = q.values().Get("near")
	}
	if len(q.values()) > 0 {
		v.Reset = p.Tourism()
	}
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

// suited are the services that give what is wished for: the nearest first, or
// those that say something of themselves. What says nothing suits only those
// who wish nothing.
func (q tourism) suited(hits []*search.Hit, stays map[int64]*catalog.Destination) []*search.Hit {
	var list []*search.Hit
	for _, hit := range hits {
		stay := stays[hit.ID]
		if stay == nil && !q.wish.Any() || stay != nil && stay.Suits(q.wish) {
			list = append(list, hit)
		}
	}
	slices.SortStableFunc(list, func(a, b *search.Hit) int {
		if q.near != nil {
			fromA, _ := a.From(*q.near)
			fromB, _ := b.From(*q.near)
			return cmp.Compare(fromA, fromB)
		}
		return cmp.Compare(said(stays[a.ID]), said(stays[b.ID]))
	})
	return list
}

func said(stay *catalog.Destination) int {
	if stay == nil {
		return 1
	}
	return 0
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
		if lines[i].Stay != nil {
			lines[i].Path = p.Links.Destination(card.Slug)
		}
	}
	return lines
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

// readTourism reads the parameters of the list.
func (s *Server) readTourism(c *fiber.Ctx) (tourism, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return tourism{}, badRequest{key: "problem.address"}
	}
	if len(values["month"]) > 1 || len(values["group"]) > 1 || len(values["province"]) > 1 {
		return tourism{}, badRequest{key: "problem.address"}
	}
	q := tourism{wish: catalog.Wish{Language: values.Get("language"), Activity: values.Get("activity")}}
	if slug := values.Get("province"); slug != "" {
		known, ok := s.knownValue(search.Province, slug)
		if !ok {
			return q, badRequest{"problem.value", slug}
		}
		q.province, _ = s.index.Atlas().Province(known)
	}
	if q.wish.Month, err = readNumber(values.Get("month"), 12); err != nil {
		return q, err
	}
	if q.wish.Group, err = readNumber(values.Get("group"), mostGuests); err != nil {
		return q, err
	}
	if q.wish.Language != "" && !slices.Contains(catalog.StayLanguages(), q.wish.Language) {
		return q, badRequest{"problem.value", q.wish.Language}
	}
	if q.wish.Activity != "" && !slices.Contains(catalog.ActivityKinds(), q.wish.Activity) {
		return q, badRequest{"problem.value", q.wish.Activity}
	}
	if q.near, err = readPoint(values.Get("near")); err != nil {
		return q, err
	}
	q.page, err = readPage(values.Get("page"))
	return q, err
}

// readNumber reads a whole number from 1 up to a largest; an empty text is 0.
func readNumber(text string, most int) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, badRequest{"problem.value", text}
	}
	return n, nil
}

// values is the address form of the parameters.
func (q tourism) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"province": q.province.Slug, "language": q.wish.Language, "activity": q.wish.Activity} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, n := range map[string]int{"month": q.wish.Month, "group": q.wish.Group} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if q.near != nil {
		v.Set("near", listParams{Near: q.near}.near())
	}
	if q.page > 1 {
		v.Set("page", strconv.Itoa(q.page))
	}
	return v
}

// on is the same list on another page.
func (q tourism) on(page int) url.Values {
	q.page = page
	return q.values()
}
