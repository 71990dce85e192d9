package storefront

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// similarProducts is how many a product page shows of its kind.
const similarProducts = 4

// showProduct is the page of one product.
func (s *Server) showProduct(c *fiber.Ctx) error {
	slug := c.Params("slug")
	product, err := s.onPages.Known(c.UserContext(), slug, s.index.ProductAt(slug))
	if errors.Is(err, pgx.ErrNoRows) {
		return s.redirectFormer(c, slug, s.former.Product, view.Links.Product)
	}
	if err != nil {
		return err
	}
	p := s.page(c)
	v := s.productView(p, product)
	similar := s.similar(product)
	v.Similar = s.cards(similar)
	p.Section, p.Title = "products", p.Text(product.Name, product.NameEN)
	p.Description = s.productDescription(p, v)
	p.Canonical = p.Links.Product(product.Slug)
	p.Crumbs = s.productCrumbs(p, v)
	p.JSONLD = s.productData(p, v)
	if shown := firstReady(product.Pictures); shown != nil {
		p.ShareImage = view.Picture(shown.Hash, int(slices.Max(shown.Widths)), "jpg")
	}
	tags := []string{productTag(product.ID)}
	if product.Producer != nil {
		tags = append(tags, producerTag(product.Producer.ID))
	}
	for _, hit := range similar {
		tags = append(tags, productTag(hit.ID), producerTag(hit.ProducerID))
	}
	return s.render(c, view.Product(p, v), tags...)
}

// productView gathers what the page of a product shows.
func (s *Server) productView(p view.Page, product catalog.Product) *view.ProductView {
	atlas := s.index.Atlas()
	v := &view.ProductView{
		Product: product, Star: product.Star(p.Today),
		Former: atlas.FormerOf(product.ProvinceCode), Share: shareLinks(p.BaseURL + p.Links.Product(product.Slug)),
		Alcohol: catalog.Alcoholic(product.SetNumber, product.Subgroup, product.Name) || product.AlcoholPercent > 0,
		Health:  catalog.Supplement(product.SetNumber),
	}
	v.Province, _ = atlas.Province(product.ProvinceCode)
	v.Group, _ = atlas.Group(product.GroupSlug)
	v.Set, _ = atlas.Set(product.SetNumber)
	for _, line := range slices.Backward(product.Recognitions) {
		v.History = append(v.History, view.HistoryLine{Line: line, Status: line.StatusOn(p.Today)})
	}
	return v
}

// similar finds products of the same set, else group, near and with stars in
// force first.
func (s *Server) similar(product catalog.Product) []*search.Hit {
	var kin search.Kin
	switch {
	case product.SetNumber > 0:
		kin.Field, kin.Value = search.Set, catalog.Set{Number: product.SetNumber}.Key()
	case product.GroupSlug != "":
		kin.Field, kin.Value = search.Group, product.GroupSlug
	default:
		return nil
	}
	province, _ := s.index.Atlas().Province(product.ProvinceCode)
	var found []*search.Hit
	for _, near := range []string{province.Slug, ""} {
		kin.Province = near
		for _, hit := range s.index.Best(kin, 2*similarProducts+1) {
			if hit.ID != product.ID && len(found) < similarProducts && !slices.Contains(found, hit) {
				found = append(found, hit)
			}
		}
	}
	return found
}

// redirectFormer leads from an address a page had before to the one it has now.
func (s *Server) redirectFormer(c *fiber.Ctx, slug string, find findFormer, address func(view.Links, string) string) error {
	now, err := find(c.UserContext(), slug)
	if err != nil {
		return err
	}
	return c.Redirect(address(view.Links{Lang: lang(c)}, now), fiber.StatusMovedPermanently)
}

// takenDown tells a page that an office took down from one that never was; err
// is what looking for the page of the address gave.
func takenDown(c *fiber.Ctx, err error, find findFormer) error {
	if !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if _, why := find(c.UserContext(), c.Params("slug")); errors.Is(why, catalog.ErrTakenDown) {
		return why
	}
	return err
}

// productDescription is a sentence for search engines and shared links.
func (s *Server) productDescription(p view.Page, v *view.ProductView) string {
	maker := p.T("product.no_producer")
	if v.Product.Producer != nil {
		maker = v.Product.Producer.Name
	}
	key := "product.description"
	if v.Star.Live() {
		key = "product.description_live"
	}
	return p.T(key, "name", p.Text(v.Product.Name, v.Product.NameEN), "maker", maker,
		"province", p.Text(v.Province.FullName, v.Province.NameEN), "stars", p.N("stars", v.Star.Stars))
}

func (s *Server) productCrumbs(p view.Page, v *view.ProductView) []view.Crumb {
	steps := []view.Crumb{{Name: p.T("nav.products"), Path: p.Products()}}
	if v.Group.Slug != "" {
		steps = append(steps, view.Crumb{Name: p.Text(v.Group.Name, v.Group.NameEN), Path: p.Group(v.Group.Slug)})
	}
	return crumbs(p, append(steps, view.Crumb{Name: p.Title})...)
}

// shareLinks are plain addresses that share a page; no script of others runs
// here.
func shareLinks(address string) view.Share {
	escaped := url.QueryEscape(address)
	return view.Share{
		URL:      address,
		Zalo:     "https://zalo.me/share?url=" + escaped,
		Facebook: "https://www.facebook.com/sharer/sharer.php?u=" + escaped,
	}
}

func firstReady(pictures []catalog.Picture) *catalog.Picture {
	for i := range pictures {
		if pictures[i].Ready() {
			return &pictures[i]
		}
	}
	return nil
}

// findFormer follows an address that a page had before.
type findFormer func(ctx context.Context, slug string) (string, error)
