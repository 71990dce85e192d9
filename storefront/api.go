package storefront

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// apiList is an answer of /api/v1/products.
type apiList struct {
	Total  int                   `json:"total"`
	Page   int                   `json:"page"`
	Pages  int                   `json:"pages"`
	Items  []apiItem             `json:"items"`
	Facets map[string][]apiCount `json:"facets"`

	Corrected string     `json:"corrected,omitempty"` // the words with slips put right
	Places    []apiTaken `json:"places,omitempty"`    // taken from the words as filters
	Choices   []apiTaken `json:"choices,omitempty"`   // what the words may also mean
	Loose     bool       `json:"loose,omitempty"`     // no product holds every word
	Partial   bool       `json:"partial,omitempty"`   // cut short

	Engine string  `json:"engine"`
	TookMS float64 `json:"took_ms"`
}

// apiCount is a value that can be asked for and what it would give.
type apiCount struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// apiTaken is a place read from the words.
type apiTaken struct {
	Words  string       `json:"words"`
	Field  search.Field `json:"field"`
	Value  string       `json:"value"`
	Name   string       `json:"name"`
	Former string       `json:"former,omitempty"`
	Within string       `json:"within,omitempty"`
}

func apiPlacesTaken(places []search.Place) []apiTaken {
	var list []apiTaken
	for _, p := range places {
		list = append(list, apiTaken(p))
	}
	return list
}

// apiItem is a product in a list. Stars is 0 unless a badge may show, and StarUntil
// is the last day of a star in force.
type apiItem struct {
	Slug       string         `json:"slug"`
	Name       string         `json:"name"`
	NameEN     string         `json:"name_en"`
	Producer   *apiName       `json:"producer"`
	Province   apiProvince    `json:"province"`
	Group      string         `json:"group"`
	Set        *int           `json:"set"`
	Stars      int            `json:"stars"`
	StarStatus catalog.Status `json:"star_status"`
	StarUntil  catalog.Day    `json:"star_until"`
	Image      *string        `json:"image"`
	URL        string         `json:"url"`
	Distance   *apiDistance   `json:"distance,omitempty"`
}

// apiDistance is how far a product is made from the point asked from.
type apiDistance struct {
	KM        float64           `json:"km"`
	Precision catalog.Precision `json:"precision"` // of the place it is measured to
}

func apiDistanceOf(hit *search.Hit, from *search.Point) *apiDistance {
	if from == nil {
		return nil
	}
	km, _ := hit.From(*from)
	return &apiDistance{math.Round(km*10) / 10, hit.Precision}
}

type apiName struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

type apiProvince struct {
	Code string `json:"code"`
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// apiProducts answers the list with the same parameters as its page.
func (s *Server) apiProducts(c *fiber.Ctx) error {
	if c.Context().QueryArgs().Has("cursor") {
		return s.apiHarvest(c)
	}
	began := time.Now()
	params, err := s.readList(c)
	if err != nil {
		return err
	}
	answer, err := s.finder.Search(c.UserContext(), params.query())
	if err != nil {
		return err
	}
	list := s.apiListOf(c, params, answer)
	if params.Page > list.Pages {
		return beyondPages{pages: list.Pages}
	}
	content, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("writing an answer of the API: %w", err)
	}
	list.TookMS = float64(time.Since(began).Microseconds()) / 1000
	body, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("writing an answer of the API: %w", err)
	}
	err = s.packer.sendAPI(c, body, etagOf(content)) // the time it took is no content
	if params.Near != nil {
		c.Set(fiber.HeaderCacheControl, "no-store")
	}
	return err
}

func (s *Server) apiListOf(c *fiber.Ctx, params listParams, answer search.Answer) apiList {
	list := apiList{
		Total: answer.Total, Page: params.Page, Pages: pagesOf(answer.Total), Engine: answer.Engine,
		Items: make([]apiItem, len(answer.Hits)), Facets: make(map[string][]apiCount),
		Corrected: answer.Corrected, Places: apiPlacesTaken(answer.Places), Choices: apiPlacesTaken(slices.Concat(answer.Choices, answer.Missing)),
		Loose: answer.Any, Partial: answer.Partial,
	}
	for i, hit := range answer.Hits {
		list.Items[i] = s.apiItem(hit)
		list.Items[i].Distance = apiDistanceOf(hit, params.Near)
	}
	for _, facet := range s.facets(s.page(c), params, answer) {
		counts := make([]apiCount, len(facet.Values))
		for i, v := range facet.Values {
			counts[i] = apiCount{v.Value, v.Label, v.Count}
		}
		list.Facets[facet.Name] = counts
	}
	return list
}

func (s *Server) apiItem(hit *search.Hit) apiItem {
	item := apiItem{
		Slug: hit.Slug, Name: hit.Name, NameEN: hit.NameEN, Group: hit.GroupSlug, Province: s.apiProvince(hit.ProvinceCode),
		Stars: hit.Star.Badge(), StarStatus: hit.Star.Status, StarUntil: untilOf(hit.Star), URL: s.baseURL + view.Links{Lang: locale.VI}.Product(hit.Slug),
	}
	if hit.ProducerSlug != "" {
		item.Producer = &apiName{hit.ProducerSlug, hit.ProducerName}
	}
	if hit.SetNumber > 0 {
		item.Set = &hit.SetNumber
	}
	if hit.Picture != nil {
		item.Image = s.apiImage(*hit.Picture)
	}
	return item
}

// untilOf is the last day of a star in force.
func untilOf(star catalog.Star) catalog.Day {
	if !star.Live() {
		return catalog.Day{}
	}
	return star.Until
}

func (s *Server) apiProvince(code string) apiProvince {
	province, _ := s.index.Atlas().Province(code)
	return apiProvince{province.Code, province.Slug, province.Name}
}

func (s *Server) apiImage(pic catalog.Picture) *string {
	if !pic.Ready() {
		return nil
	}
	width := slices.Min(pic.Widths)
	if slices.Contains(pic.Widths, 640) {
		width = 640
	}
	address := s.baseURL + view.Picture(pic.Hash, int(width), "jpg")
	return &address
}

// apiProvinces answers all provinces with what they hold.
func (s *Server) apiProvinces(c *fiber.Ctx) error {
	t := s.tally(nil)
	list := apiPlaces{AsOf: t.day}
	for _, p := range t.atlas.Provinces {
		place := apiPlace{
			apiProvince: apiProvince{p.Code, p.Slug, p.Name}, NameEN: p.NameEN, Region: p.RegionCode,
			Products: t.all[search.Province][p.Slug], Live: t.live[search.Province][p.Slug], Former: []string{},
		}
		for _, former := range t.atlas.FormerOf(p.Code) {
			place.Former = append(place.Former, former.Name)
		}
		list.Items = append(list.Items, place)
	}
	return answerAPI(c, &s.packer, list)
}

type apiPlaces struct {
	AsOf  catalog.Day `json:"as_of"`
	Items []apiPlace  `json:"items"`
}

// apiPlace is a province with the former ones it is made of.
type apiPlace struct {
	apiProvince
	NameEN   string   `json:"name_en"`
	Region   string   `json:"region"`
	Former   []string `json:"former"`
	Products int      `json:"products"`
	Live     int      `json:"live"`
}
