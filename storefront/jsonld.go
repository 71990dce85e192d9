package storefront

import (
	"encoding/json"
	"slices"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// thing is the part of schema.org that our pages speak.
type thing struct {
	Context     string     `json:"@context,omitempty"`
	Type        string     `json:"@type"`
	ID          string     `json:"@id,omitempty"`
	Name        string     `json:"name,omitempty"`
	URL         string     `json:"url,omitempty"`
	Description string     `json:"description,omitempty"`
	Image       []string   `json:"image,omitempty"`
	Category    string     `json:"category,omitempty"`
	GTIN        string     `json:"gtin,omitempty"`
	Award       string     `json:"award,omitempty"`
	Position    int        `json:"position,omitempty"`
	Item        string     `json:"item,omitempty"`
	Telephone   string     `json:"telephone,omitempty"`
	Email       string     `json:"email,omitempty"`
	Address     *address   `json:"address,omitempty"`
	Brand       *thing     `json:"brand,omitempty"`
	Maker       *thing     `json:"manufacturer,omitempty"`
	Elements    []thing    `json:"itemListElement,omitempty"`
	Action      *searching `json:"potentialAction,omitempty"`
	Language    string     `json:"inLanguage,omitempty"`
}

type address struct {
	Type     string `json:"@type"`
	Street   string `json:"streetAddress,omitempty"`
	Locality string `json:"addressLocality,omitempty"`
	Region   string `json:"addressRegion,omitempty"`
	Country  string `json:"addressCountry"`
}

type searching struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

// marshal writes things for a page. json.Marshal escapes what could end a
// script element.
func marshal(things ...thing) []string {
	var list []string
	for _, t := range things {
		t.Context = "https://schema.org"
		if text, err := json.Marshal(t); err == nil {
			list = append(list, string(text))
		}
	}
	return list
}

// marshalOne writes one description of another kind.
func marshalOne[T any](t T) []string {
	text, err := json.Marshal(t)
	if err != nil {
		return nil
	}
	return []string{string(text)}
}

// siteData describes the site on its front page.
func (s *Server) siteData(p view.Page) []string {
	return marshal(thing{
		Type: "WebSite", Name: p.T("site.name"), URL: s.baseURL + p.Home(), Language: string(p.Links.Lang),
		Action: &searching{"SearchAction", s.baseURL + p.Products() + "?q={q}", "required name=q"},
	})
}

// trail is the way to a page.
func (s *Server) trail(p view.Page) thing {
	list := thing{Type: "BreadcrumbList"}
	for i, crumb := range p.Crumbs {
		step := thing{Type: "ListItem", Position: i + 1, Name: crumb.Name}
		if crumb.Path != "" {
			step.Item = s.baseURL + crumb.Path
		}
		list.Elements = append(list.Elements, step)
	}
	return list
}

// itemList describes a list of products from a position on.
func (s *Server) itemList(p view.Page, hits []*search.Hit, offset int) []string {
	list := thing{Type: "ItemList", Name: p.Title}
	for i, hit := range hits {
		list.Elements = append(list.Elements, thing{
			Type: "ListItem", Position: offset + i + 1, Name: p.Text(hit.Name, hit.NameEN), URL: s.baseURL + p.Links.Product(hit.Slug),
		})
	}
	return marshal(list, s.trail(p))
}

// productData describes a product. A star that is not in force is not an award.
func (s *Server) productData(p view.Page, v *view.ProductView) []string {
	product := v.Product
	t := thing{
		Type: "Product", ID: s.baseURL + p.Links.Product(product.Slug) + "#product", Name: p.Text(product.Name, product.NameEN),
		URL: s.baseURL + p.Links.Product(product.Slug), Description: p.Text(product.Story, product.StoryEN),
		Category: p.Text(v.Set.Name, v.Set.NameEN), GTIN: product.GTIN,
	}
	if t.Description == "" {
		t.Description = p.Description
	}
	if s.demo {
		t.GTIN = "" // a sample's number may be somebody's
	}
	for _, pic := range product.Pictures {
		if pic.Ready() {
			t.Image = append(t.Image, s.baseURL+view.Picture(pic.Hash, int(slices.Max(pic.Widths)), "jpg"))
		}
	}
	if v.Star.Live() && !v.Star.Line.Sample {
		t.Award = p.T("product.award", "stars", p.N("stars", v.Star.Stars))
	}
	if product.Producer != nil {
		maker := s.organization(p, *product.Producer, v.Province)
		t.Maker = &maker
	}
	return marshal(t, s.trail(p))
}

func (s *Server) organization(p view.Page, producer catalog.Producer, province catalog.Province) thing {
	path := s.baseURL + p.Links.Producer(producer.Slug)
	if s.demo { // samples, not to be dialled by programs
		producer.Phone, producer.Email = "", ""
	}
	return thing{
		Type: "Organization", ID: path + "#producer", Name: p.Text(producer.Name, producer.NameEN), URL: path,
		Telephone: producer.Phone, Email: producer.Email,
		Address: &address{"PostalAddress", producer.Address, producer.Commune, province.Name, "VN"},
	}
}

// producerData describes a producer.
func (s *Server) producerData(p view.Page, v view.ProducerView) []string {
	t := s.organization(p, v.Producer, v.Province)
	t.Description = p.Text(v.Producer.Story, v.Producer.StoryEN)
	return marshal(t, s.trail(p))
}
