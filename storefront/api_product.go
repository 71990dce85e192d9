package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// apiDetail is one product with its recognitions.
type apiDetail struct {
	apiItem
	Story        string           `json:"story,omitempty"`
	StoryEN      string           `json:"story_en,omitempty"`
	Packaging    string           `json:"packaging,omitempty"`
	Ingredients  string           `json:"ingredients,omitempty"`
	Storage      string           `json:"storage,omitempty"`
	ShelfLife    string           `json:"shelf_life,omitempty"`
	Usage        string           `json:"usage,omitempty"`
	Price        int64            `json:"price,omitempty"`
	PriceUnit    string           `json:"price_unit,omitempty"`
	GTIN         string           `json:"gtin,omitempty"`
	TraceURL     string           `json:"trace_url,omitempty"`
	AsOf         catalog.Day      `json:"as_of"`
	Recognitions []apiRecognition `json:"recognitions"`
	Certificates []apiCertificate `json:"certificates"`
	Trade        *apiTrade        `json:"trade"`
	Sample       bool             `json:"sample"` // written for a demonstration, whatever the source of its name and star
}

type apiRecognition struct {
	Stars        int                     `json:"stars"`
	Kind         catalog.RecognitionKind `json:"kind"`
	Status       catalog.Status          `json:"status"`
	Decision     string                  `json:"decision"`
	Issuer       string                  `json:"issuer"`
	Generation   string                  `json:"generation"`
	IssuedOn     catalog.Day             `json:"issued_on"`
	IssuedYear   int                     `json:"issued_year,omitempty"`
	ExpiresOn    catalog.Day             `json:"expires_on"`
	Extended     catalog.Day             `json:"extended_until"`
	SupersededOn catalog.Day             `json:"superseded_on"`
	RevokedOn    catalog.Day             `json:"revoked_on"`
	Sample       bool                    `json:"sample"`
}

type apiCertificate struct {
	Kind      string      `json:"kind"`
	Number    string      `json:"number,omitempty"`
	ExpiresOn catalog.Day `json:"expires_on"`
}

type apiTrade struct {
	Capacity         []float64 `json:"capacity,omitempty"`
	CapacityUnit     string    `json:"capacity_unit,omitempty"`
	MinimumOrder     float64   `json:"minimum_order,omitempty"`
	MinimumOrderUnit string    `json:"minimum_order_unit,omitempty"`
	LeadDays         *int      `json:"lead_days"`
	SampleAvailable  *bool     `json:"sample_available"`
	Invoice          *bool     `json:"invoice"`
}

// apiProduct answers one product.
func (s *Server) apiProduct(c *fiber.Ctx) error {
	product, err := s.onPages.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return takenDown(c, err, s.former.Product)
	}
	p := s.page(c)
	v := s.productView(p, product)
	d := apiDetail{
		apiItem: s.apiItemOf(v), Story: product.Story, StoryEN: product.StoryEN, Packaging: product.Packaging,
		Ingredients: product.Ingredients, Storage: product.Storage, ShelfLife: product.ShelfLife, Usage: product.Usage,
		Price: product.Price, PriceUnit: product.PriceUnit, GTIN: product.GTIN, TraceURL: product.TraceURL,
		AsOf: p.Today, Recognitions: []apiRecognition{}, Certificates: []apiCertificate{}, Trade: apiTradeOf(product.Trade),
		Sample: s.demo,
	}
	for _, h := range v.History {
		d.Recognitions = append(d.Recognitions, apiRecognitionOf(h))
	}
	for _, paper := range product.Certificates {
		d.Certificates = append(d.Certificates, apiCertificate{paper.Kind, paper.Number, paper.ExpiresOn})
	}
	return answerAPI(c, &s.packer, d)
}

func (s *Server) apiItemOf(v *view.ProductView) apiItem {
	item := apiItem{
		Slug: v.Product.Slug, Name: v.Product.Name, NameEN: v.Product.NameEN, Group: v.Product.GroupSlug,
		Province: s.apiProvince(v.Product.ProvinceCode), Stars: v.Star.Badge(), StarStatus: v.Star.Status, StarUntil: untilOf(v.Star),
		URL: s.baseURL + view.Links{Lang: locale.VI}.Product(v.Product.Slug),
	}
	if v.Product.Producer != nil {
		item.Producer = &apiName{v.Product.Producer.Slug, v.Product.Producer.Name}
	}
	if v.Product.SetNumber > 0 {
		item.Set = &v.Product.SetNumber
	}
	if pic := firstReady(v.Product.Pictures); pic != nil {
		item.Image = s.apiImage(*pic)
	}
	return item
}

func apiRecognitionOf(h view.HistoryLine) apiRecognition {
	r := h.Line
	return apiRecognition{
		Stars: r.Stars, Kind: r.Kind, Status: h.Status, Decision: r.DecisionNo, Issuer: r.Issuer, Generation: r.Generation,
		IssuedOn: r.IssuedOn, IssuedYear: r.IssuedYear, ExpiresOn: r.Expires(), Extended: r.ExtendedUntil,
		SupersededOn: r.SupersededOn, RevokedOn: r.RevokedOn, Sample: r.Sample,
	}
}

func apiTradeOf(t catalog.Trade) *apiTrade {
	if !t.Known() {
		return nil
	}
	trade := &apiTrade{
		Capacity: t.Capacity, CapacityUnit: t.CapacityUnit, MinimumOrder: t.MinimumOrder, MinimumOrderUnit: t.MinimumOrderUnit,
		SampleAvailable: t.SampleAvailable, Invoice: t.Invoice,
	}
	if t.LeadDays >= 0 {
		trade.LeadDays = &t.LeadDays
	}
	return trade
}

// apiMaker is one producer with its products.
type apiMaker struct {
	Slug        string               `json:"slug"`
	Name        string               `json:"name"`
	NameEN      string               `json:"name_en"`
	Kind        catalog.ProducerKind `json:"kind"`
	Province    apiProvince          `json:"province"`
	Commune     string               `json:"commune,omitempty"`
	Address     string               `json:"address,omitempty"`
	Phone       string               `json:"phone,omitempty"`
	Email       string               `json:"email,omitempty"`
	Website     string               `json:"website,omitempty"`
	ConfirmedOn catalog.Day          `json:"confirmed_on"`
	AsOf        catalog.Day          `json:"as_of"`
	Products    []apiItem            `json:"products"`
	URL         string               `json:"url"`
}

// apiProducer answers one producer.
func (s *Server) apiProducer(c *fiber.Ctx) error {
	producer, err := s.producers.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return takenDown(c, err, s.former.Producer)
	}
	listings, err := s.products.ListingsOf(c.UserContext(), producer.ID)
	if err != nil {
		return err
	}
	maker := apiMaker{
		Slug: producer.Slug, Name: producer.Name, NameEN: producer.NameEN, Kind: producer.Kind,
		Province: s.apiProvince(producer.ProvinceCode), Commune: producer.Commune, Address: producer.Address,
		Phone: producer.Phone, Email: producer.Email, Website: producer.Website, ConfirmedOn: producer.ConfirmedOn,
		AsOf: s.index.Day(), Products: []apiItem{}, URL: s.baseURL + view.Links{Lang: locale.VI}.Producer(producer.Slug),
	}
	for _, hit := range starred(listings, s.index.Day()) {
		maker.Products = append(maker.Products, s.apiItem(hit))
	}
	return answerAPI(c, &s.packer, maker)
}
