package storefront

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// What a comparison holds at most, and how many products are offered to add.
const (
	maxCompared = 4
	maxOffered  = 6
)

// compareParam names the products of a comparison in its address.
const compareParam = "sp"

// showComparison sets up to four products side by side. The address names them,
// so that a comparison can be sent to a colleague and printed.
func (s *Server) showComparison(c *fiber.Ctx) error {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return badRequest{key: "problem.address"}
	}
	slugs := distinctTexts(values[compareParam])
	if len(slugs) > maxCompared {
		return badRequest{key: "problem.compare"}
	}
	p := s.page(c)
	p.Section, p.Title, p.Description, p.NoIndex = "products", p.T("compare.title"), p.T("compare.description"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()}, view.Crumb{Name: p.Title})
	v := view.CompareView{Query: catalog.Clean(values.Get("q")), Slugs: slugs, Full: len(slugs) == maxCompared}
	if utf8.RuneCountInString(v.Query) > maxQuery {
		return badRequest{key: "problem.query"}
	}
	for _, slug := range slugs {
		product, err := s.products.BySlug(c.UserContext(), slug)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			v.Gone = append(v.Gone, slug)
		case err != nil:
			return err
		default:
			v.Columns = append(v.Columns, s.compareColumn(p, product, slugs))
		}
	}
	if v.Offers, err = s.offers(c, p, v, slugs); err != nil {
		return err
	}
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.Compare(slugs...)
	return s.render(c, view.Compare(p, v))
}

// compareColumn is one product of a comparison.
func (s *Server) compareColumn(p view.Page, product catalog.Product, slugs []string) view.CompareColumn {
	province, _ := s.index.Atlas().Province(product.ProvinceCode)
	evidence := product.Evidence()
	column := view.CompareColumn{
		Product: product, Star: product.Star(p.Today), Province: province, Goods: evidence.Goods(),
		Missing: evidence.Missing(p.Today),
		Drop:    p.Compare(slices.DeleteFunc(slices.Clone(slugs), func(slug string) bool { return slug == product.Slug })...),
	}
	if shown := firstReady(product.Pictures); shown != nil {
		column.Picture = shown
	}
	return column
}

// offers are products that can be added: those the words find, else those of the
// same set as the first.
func (s *Server) offers(c *fiber.Ctx, p view.Page, v view.CompareView, slugs []string) ([]view.Crumb, error) {
	if v.Full {
		return nil, nil
	}
	var hits []*search.Hit
	switch {
	case v.Query != "":
		answer, err := s.finder.Search(c.UserContext(), search.Query{Text: v.Query, Limit: maxOffered + maxCompared})
		if err != nil {
			return nil, err
		}
		hits = answer.Hits
	case len(v.Columns) > 0:
		hits = s.similar(v.Columns[0].Product)
	}
	var offers []view.Crumb
	for _, hit := range hits {
		if !slices.Contains(slugs, hit.Slug) && len(offers) < maxOffered {
			name := p.Text(hit.Name, hit.NameEN)
			if hit.ProducerName != "" {
				name += " – " + hit.ProducerName
			}
			offers = append(offers, view.Crumb{Name: name, Path: p.Compare(append(slices.Clone(slugs), hit.Slug)...)})
		}
	}
	return offers, nil
}

// distinctTexts is the texts that say something, each once, in their order.
func distinctTexts(texts []string) []string {
	var list []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
