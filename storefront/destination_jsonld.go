package storefront

import (
	"encoding/json"
	"slices"

	"ocop/storefront/view"
)

// lodging is schema.org's LodgingBusiness or TouristAttraction, whichever fits.
type lodging struct {
	Context     string    `json:"@context"`
	Type        string    `json:"@type"`
	ID          string    `json:"@id"`
	Name        string    `json:"name"`
	URL         string    `json:"url"`
	Description string    `json:"description,omitempty"`
	Image       []string  `json:"image,omitempty"`
	Telephone   string    `json:"telephone,omitempty"`
	Email       string    `json:"email,omitempty"`
	Address     address   `json:"address"`
	Geo         *geo      `json:"geo,omitempty"`
	Languages   []string  `json:"availableLanguage,omitempty"`
	Rooms       int       `json:"numberOfRooms,omitempty"` // of lodging alone
	Capacity    int       `json:"maximumAttendeeCapacity,omitempty"`
	PriceRange  string    `json:"priceRange,omitempty"` // of lodging alone
	Features    []feature `json:"amenityFeature,omitempty"`
	Award       string    `json:"award,omitempty"`
}

type geo struct {
	Type string  `json:"@type"`
	Lat  float64 `json:"latitude"`
	Lon  float64 `json:"longitude"`
}

type feature struct {
	Type  string `json:"@type"`
	Name  string `json:"name"`
	Value bool   `json:"value"`
}

// destinationData describes a service. A star that is not in force is not an
// award, and a point that is only the province's is no point.
func (s *Server) destinationData(p view.Page, v view.DestinationView) []string {
	product, stay := v.Product, v.Stay
	path := s.baseURL + p.Links.Destination(product.Slug)
	l := lodging{
		Context: "https://schema.org", Type: "TouristAttraction", ID: path + "#place", Name: p.Title, URL: path,
		Description: p.Text(product.Story, product.StoryEN), Languages: stay.Languages, Capacity: stay.Room(false),
		Address: address{Type: "PostalAddress", Locality: product.Commune, Region: v.Province.Name, Country: "VN"},
	}
	if stay.Overnight() {
		l.Type, l.Rooms, l.PriceRange, l.Capacity = "LodgingBusiness", stay.Rooms, p.Text(stay.PriceBand, stay.PriceBandEN), 0
	}
	if len(v.Sketch.Spots) > 0 {
		l.Geo = &geo{"GeoCoordinates", v.Sketch.Spots[0].Lat, v.Sketch.Spots[0].Lon}
	}
	for _, facility := range stay.Facilities {
		l.Features = append(l.Features, feature{"LocationFeatureSpecification", p.T("stay.facility." + facility), true})
	}
	if maker := product.Producer; maker != nil {
		l.Telephone, l.Email, l.Address.Street = maker.Phone, maker.Email, maker.Address
	}
	for _, pic := range product.Pictures {
		if pic.Ready() {
			l.Image = append(l.Image, s.baseURL+view.Picture(pic.Hash, int(slices.Max(pic.Widths)), "jpg"))
		}
	}
	if v.Star.Live() && !v.Star.Line.Sample {
		l.Award = p.T("product.award", "stars", p.N("stars", v.Star.Stars))
	}
	written, err := json.Marshal(l)
	if err != nil {
		return marshal(s.trail(p))
	}
	return append([]string{string(written)}, marshal(s.trail(p))...)
}
