package storefront

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// How far around a product its trail looks, and how much it shows.
const (
	trailKM    = 60.0
	trailStops = 16 // that routes are made of
	trailShown = 6  // of stays, and of crafts
)

// showTrail is the maker's trail of a product: where it is made, when to visit,
// where to sleep near and half-days on the way.
func (s *Server) showTrail(c *fiber.Ctx) error {
	p, v, err := s.trailOf(c)
	if errors.Is(err, pgx.ErrNoRows) {
		return s.redirectFormer(c, c.Params("slug"), s.former.Product, view.Links.Trail)
	}
	if err != nil {
		return err
	}
	return s.render(c, view.Trail(p, v), productTag(v.Product.ID), listTag)
}

// showTrailFile is the same as one file that needs no network: to keep on a
// phone or to print.
func (s *Server) showTrailFile(c *fiber.Ctx) error {
	p, v, err := s.trailOf(c)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := view.TrailSheet(p, v).Render(c.UserContext(), &page); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	c.Set(fiber.HeaderContentLanguage, string(p.Printer.Lang))
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="cung-duong-`+v.Product.Slug+`.html"`)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set("X-Robots-Tag", "noindex")
	return c.Send(page.Bytes())
}

// trailOf gathers what a trail shows.
func (s *Server) trailOf(c *fiber.Ctx) (view.Page, view.TrailView, error) {
	ctx := c.UserContext()
	product, err := s.products.BySlug(ctx, c.Params("slug"))
	if err != nil {
		return view.Page{}, view.TrailView{}, err
	}
	stays, err := s.stays.All(ctx)
	if err != nil {
		return view.Page{}, view.TrailView{}, err
	}
	p := s.page(c)
	v := view.TrailView{Product: product, Star: product.Star(p.Today)}
	v.Province, _ = s.index.Atlas().Province(product.ProvinceCode)
	v.Months, v.Busy = visitMonths(product, stays[product.ID])
	v.Stay = stays[product.ID] != nil
	here := s.stopOf(product, v.Province, stays)
	v.About = here.about
	near := s.stopsNear(here, stays)
	for _, next := range near {
		line := s.trailLine(p, here, next)
		switch {
		case next.about:
		case next.stay && len(v.Stays) < trailShown:
			v.Stays = append(v.Stays, line)
		case next.craft && len(v.Crafts) < trailShown:
			v.Crafts = append(v.Crafts, line)
		}
	}
	halves := halfDays(here, near[:min(len(near), trailStops)])
	makers, err := s.makersOf(ctx, halves)
	if err != nil {
		return p, v, err
	}
	for _, h := range halves {
		v.Routes = append(v.Routes, s.routeView(p, h, makers))
	}
	p.Section, p.Title = "tourism", p.T("trail.title", "name", p.Text(product.Name, product.NameEN))
	p.Description = p.T(v.Key("trail.description"), "name", p.Text(product.Name, product.NameEN), "province", p.Text(v.Province.FullName, v.Province.NameEN))
	p.Canonical = p.Links.Trail(product.Slug)
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.Trail(product.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()},
		view.Crumb{Name: p.Text(product.Name, product.NameEN), Path: p.Links.Product(product.Slug)}, view.Crumb{Name: p.T("trail.crumb")})
	if v.Stay {
		p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.tourism"), Path: p.Tourism()},
			view.Crumb{Name: p.Text(product.Name, product.NameEN), Path: p.Links.Destination(product.Slug)}, view.Crumb{Name: p.T("trail.crumb")})
	}
	p.JSONLD = marshal(s.trail(p))
	return p, v, nil
}

// visitMonths are the months in which there is something to see, and those in
// which most is made: at least two thirds of the fullest month. Both are empty
// where the maker has not said.
func visitMonths(product catalog.Product, stay *catalog.Destination) (all, busy []int) {
	if stay != nil {
		return []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, stay.BestMonths
	}
	most := product.Trade.MostCapacity()
	for i, amount := range product.Trade.Capacity {
		if amount > 0 {
			all = append(all, i+1)
		}
		if amount > 0 && amount >= most*2/3 {
			busy = append(busy, i+1)
		}
	}
	return all, busy
}

// stopOf is where the product itself is made.
func (s *Server) stopOf(product catalog.Product, province catalog.Province, stays map[int64]*catalog.Destination) stop {
	for _, hit := range s.index.Top(map[search.Field][]string{search.Province: {province.Slug}}, everyProduct) {
		if hit.ID == product.ID {
			return newStop(hit, stays)
		}
	}
	listing := catalog.Listing{ID: product.ID, Slug: product.Slug, Name: product.Name, NameEN: product.NameEN, ProvinceCode: product.ProvinceCode, Precision: catalog.AtProvince, Lat: province.Lat, Lon: province.Lon}
	return newStop(&search.Hit{Listing: listing}, stays)
}

func newStop(hit *search.Hit, stays map[int64]*catalog.Destination) stop {
	stay := stays[hit.ID]
	return stop{
		hit: hit, point: search.Point{Lat: hit.Lat, Lon: hit.Lon}, about: hit.Precision == catalog.AtProvince,
		stay: stay != nil && stay.Overnight(), craft: hit.GroupSlug == "handicraft",
	}
}

// stopsNear are the makers around a stop, one product of each, with a star in
// force, the nearest first. Those of the same province of whom no more than that
// is known come last; they are needed where too few others are near.
func (s *Server) stopsNear(here stop, stays map[int64]*catalog.Destination) []stop {
	var near, about []stop
	seen := map[int64]bool{here.hit.ProducerID: true}
	for _, hit := range s.index.Top(map[search.Field][]string{search.Status: liveStatuses()}, everyProduct) {
		next := newStop(hit, stays)
		if hit.ID == here.hit.ID || hit.ProducerID != 0 && seen[hit.ProducerID] || hit.ProducerID == 0 && hit.GroupSlug != "tourism" {
			continue
		}
		switch {
		case !next.about && here.point.To(next.point) <= trailKM:
			near = append(near, next)
		case next.about && hit.ProvinceCode == here.hit.ProvinceCode:
			about = append(about, next)
		default:
			continue
		}
		seen[hit.ProducerID] = true
	}
	slices.SortStableFunc(near, func(a, b stop) int { return cmp.Compare(here.point.To(a.point), here.point.To(b.point)) })
	if len(near) < fewestStops-1 {
		near = append(near, about[:min(len(about), mostStops-1)]...)
	}
	return near
}

func (s *Server) trailLine(p view.Page, from, to stop) view.TrailLine {
	line := view.TrailLine{Card: s.card(to.hit), Path: p.Links.Product(to.hit.Slug)}
	line.Card.Away = &view.Away{Kilometres: from.point.To(to.point), About: from.about || to.about}
	if to.hit.GroupSlug == "tourism" && to.stay {
		line.Path = p.Links.Destination(to.hit.Slug)
	}
	return line
}

// makersOf reads the producers of all stops at once, for places and telephones.
func (s *Server) makersOf(ctx context.Context, halves []half) (map[int64]catalog.Producer, error) {
	var ids []int64
	for _, h := range halves {
		for _, next := range h.route {
			ids = append(ids, next.hit.ProducerID)
		}
	}
	return s.producers.ByID(ctx, ids)
}

func (s *Server) routeView(p view.Page, h half, makers map[int64]catalog.Producer) view.RouteView {
	v := view.RouteView{Theme: h.theme, Kilometres: h.route.kilometres(), Minutes: h.route.minutes(), Day: h.day}
	v.Sketch.Route, v.Sketch.Rings = true, true
	for i, next := range h.route {
		from := next
		if i > 0 {
			from = h.route[i-1]
		}
		line := s.trailLine(p, from, next)
		line.Card.Away.Kilometres *= roadFactor
		line.Producer = makers[next.hit.ProducerID]
		v.About = v.About || next.about
		v.Stops = append(v.Stops, line)
		v.Sketch.Spots = append(v.Sketch.Spots, view.Spot{Number: strconv.Itoa(i + 1), Name: shortName(p.Text(next.hit.Name, next.hit.NameEN)), Lat: next.point.Lat, Lon: next.point.Lon, About: next.about})
	}
	return v
}
