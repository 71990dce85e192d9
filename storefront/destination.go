package storefront

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// What a destination's page shows of its surroundings.
const (
	nearbyProducts = 4
	nearbyKM       = 60.0
)

// showDestination is the page of one service of community tourism. One that
// says nothing of itself has only its product's page.
func (s *Server) showDestination(c *fiber.Ctx) error {
	slug := c.Params("slug")
	product, err := s.products.BySlug(c.UserContext(), slug)
	if errors.Is(err, pgx.ErrNoRows) {
		return s.redirectFormer(c, slug, s.former.Product, view.Links.Destination)
	}
	if err != nil {
		return err
	}
	stay, err := s.stays.Of(c.UserContext(), product.ID)
	if errors.Is(err, pgx.ErrNoRows) && product.GroupSlug == "tourism" {
		return c.Redirect(view.Links{Lang: lang(c)}.Product(product.Slug), fiber.StatusFound)
	}
	if err != nil {
		return err
	}
	p := s.page(c)
	v := view.DestinationView{
		Product: product, Stay: stay, Star: product.Star(p.Today), Former: s.index.Atlas().FormerOf(product.ProvinceCode),
		Share: shareLinks(p.BaseURL + p.Links.Destination(product.Slug)), Ask: p.StayRequest(product.Slug),
	}
	v.Province, _ = s.index.Atlas().Province(product.ProvinceCode)
	tags := []string{productTag(product.ID), listTag}
	if product.Producer != nil {
		tags = append(tags, producerTag(product.Producer.ID))
	}
	s.showSurroundings(&v)
	p.Section, p.Title = "tourism", p.Text(product.Name, product.NameEN)
	p.Description = p.T("stay.description", "name", p.Title, "province", p.Text(v.Province.FullName, v.Province.NameEN))
	p.Canonical = p.Links.Destination(product.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.tourism"), Path: p.Tourism()}, view.Crumb{Name: p.Title})
	p.JSONLD = s.destinationData(p, v)
	if shown := firstReady(product.Pictures); shown != nil {
		p.ShareImage = view.Picture(shown.Hash, int(slices.Max(shown.Widths)), "jpg")
	}
	return s.render(c, view.Destination(p, v), tags...)
}

// showSurroundings finds what with a star in force is made near, and draws it.
// Where no more than the province is known nothing is near for certain.
func (s *Server) showSurroundings(v *view.DestinationView) {
	here, known := s.placeOf(v.Product.ID)
	if !known {
		return
	}
	near := s.around(here, nearbyKM, func(hit *search.Hit) bool { return hit.ID != v.Product.ID })
	near = near[:min(len(near), nearbyProducts)]
	v.Nearby = s.cardsFrom(&here, near)
	v.Sketch.Spots = []view.Spot{{Name: shortName(v.Product.Name), Lat: here.Lat, Lon: here.Lon}}
	for i, hit := range near {
		v.Sketch.Spots = append(v.Sketch.Spots, view.Spot{Number: strconv.Itoa(i + 1), Name: shortName(hit.Name), Lat: hit.Lat, Lon: hit.Lon})
	}
}

// placeOf is where a product is made, and whether that is known better than by
// its province.
func (s *Server) placeOf(productID int64) (search.Point, bool) {
	for _, hit := range s.index.Top(nil, everyProduct) {
		if hit.ID == productID {
			return search.Point{Lat: hit.Lat, Lon: hit.Lon}, hit.Precision != catalog.AtProvince
		}
	}
	return search.Point{}, false
}

// everyProduct is more than a catalogue holds.
const everyProduct = 1 << 20

// around are the products with a star in force whose place is known, no farther
// from a point than so many kilometres, the nearest first.
func (s *Server) around(from search.Point, km float64, keep func(*search.Hit) bool) []*search.Hit {
	var near []*search.Hit
	away := make(map[int64]float64)
	for _, hit := range s.index.Top(map[search.Field][]string{search.Status: liveStatuses()}, everyProduct) {
		distance, about := hit.From(from)
		if !about && distance <= km && keep(hit) {
			near, away[hit.ID] = append(near, hit), distance
		}
	}
	slices.SortStableFunc(near, func(a, b *search.Hit) int { return cmp.Compare(away[a.ID], away[b.ID]) })
	return near
}

// shortName is the beginning of a name, for a drawing.
func shortName(name string) string {
	for _, lead := range []string{"Du lịch cộng đồng ", "Điểm du lịch cộng đồng ", "Điểm tham quan du lịch ", "Điểm du lịch sinh thái ", "Điểm dịch vụ du lịch ", "Điểm du lịch ", "Mô hình du lịch cộng đồng ", "Du lịch "} {
		if rest, found := strings.CutPrefix(name, lead); found {
			name = rest
			break
		}
	}
	const most = 22
	if utf8.RuneCountInString(name) <= most {
		return name
	}
	cut := string([]rune(name)[:most])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return cut + "…"
}
