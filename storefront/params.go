package storefront

import (
	"cmp"
	"errors"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
)

// What a list can be asked for at most.
const (
	perPage   = 24
	maxPage   = 1000
	maxQuery  = 300 // characters; the longest real name with its maker has 120
	maxValues = 40  // of one filter
)

// listParams is what the address of a list asks for, every value known.
type listParams struct {
	Text    string
	Filters map[search.Field][]string
	Sort    search.Sort
	Page    int

	Verbatim bool                    // the words are taken as they stand
	Unread   map[search.Field]string // amounts that could not be read, as typed; only readForm leaves them out
	Near     *search.Point           // where the visitor is; such a list is ordered by distance where nothing else is asked for
}

// readList reads the parameters of a list. Unknown parameters are ignored; an
// unknown value of a known one is a badRequest.
func (s *Server) readList(c *fiber.Ctx) (listParams, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return listParams{}, badRequest{key: "problem.address"}
	}
	return s.parseList(values)
}

// readForm is readList for people: an amount that cannot be read is left out and
// told beside its field, and all else that was asked for stays.
func (s *Server) readForm(c *fiber.Ctx) (listParams, error) {
	p, err := s.readList(c)
	var wrong badParameter
	if !errors.As(err, &wrong) || !slices.Contains(search.Bounds(), search.Field(wrong.name)) {
		return p, err
	}
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return p, badRequest{key: "problem.address"}
	}
	unit, _ := catalog.UnitOf(cmp.Or(values.Get("unit"), "kg"))
	unread := make(map[search.Field]string)
	for _, bound := range search.Bounds() {
		typed := strings.TrimSpace(values.Get(string(bound)))
		if _, ok := readQuantity(typed, unit); typed != "" && !ok {
			unread[bound] = typed
			values.Del(string(bound))
		}
	}
	p, err = s.parseList(values)
	p.Unread = unread
	return p, err
}

// parseList reads the parameters of a list from where else they are kept.
func (s *Server) parseList(values url.Values) (p listParams, err error) {
	p = listParams{Filters: make(map[search.Field][]string), Sort: search.Relevance, Page: 1}
	p.Text = catalog.Clean(values.Get("q"))
	if strings.HasSuffix(values.Get("q"), " ") && p.Text != "" {
		p.Text += " " // the last word is finished
	}
	if utf8.RuneCountInString(p.Text) > maxQuery {
		return p, badParameter{"q", badRequest{key: "problem.query"}}
	}
	for _, field := range search.Filterable() {
		chosen, err := s.readFilter(field, values[string(field)])
		if err != nil {
			return p, ofParameter(string(field), err)
		}
		if len(chosen) > 0 {
			p.Filters[field] = chosen
		}
	}
	if err = readBounds(values, p.Filters); err != nil {
		return p, err
	}
	if err = readEvery(values, p.Filters); err != nil {
		return p, err
	}
	if p.Near, err = readPoint(values.Get("near")); err != nil {
		return p, ofParameter("near", err)
	}
	if p.Verbatim, err = readFlag(values.Get("verbatim")); err != nil {
		return p, ofParameter("verbatim", err)
	}
	p.Sort = p.ownSort()
	if sort := values.Get("sort"); sort != "" {
		p.Sort = search.Sort(sort)
		if !slices.Contains(p.sorts(), p.Sort) {
			return p, badParameter{"sort", badRequest{"problem.value", sort}}
		}
	}
	p.Page, err = readPage(values.Get("page"))
	return p, ofParameter("page", err)
}

// sorts are the orders this list can have, its own first.
func (p listParams) sorts() []search.Sort {
	if p.Near == nil {
		return search.Sorts()
	}
	return append([]search.Sort{search.ByDistance}, search.Sorts()...)
}

// ownSort is the order that goes without saying.
func (p listParams) ownSort() search.Sort { return p.sorts()[0] }

// readPoint reads "21.03,105.85", latitude first; an empty text is no point.
func readPoint(text string) (*search.Point, error) {
	if text == "" {
		return nil, nil
	}
	lat, lon, _ := strings.Cut(text, ",")
	y, latErr := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, lonErr := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	// About a kilometre is near enough, and all that links repeat of it.
	point := search.Point{Lat: math.Round(y*100) / 100, Lon: math.Round(x*100) / 100}
	if latErr != nil || lonErr != nil || !point.Valid() {
		return nil, badRequest{"problem.near", text}
	}
	return &point, nil
}

// readFlag reads a parameter that is 1 or not there.
func readFlag(text string) (bool, error) {
	switch text {
	case "", "0":
		return false, nil
	case "1":
		return true, nil
	}
	return false, badRequest{"problem.value", text}
}

// readPage reads a page number; an empty one is the first.
func readPage(text string) (int, error) {
	if text == "" {
		return 1, nil
	}
	page, err := strconv.Atoi(text)
	if err != nil || page < 1 {
		return 1, badRequest{"problem.page", text}
	}
	return min(page, maxPage+1), nil // no list goes on beyond that
}

// readFilter reads the values of one filter, sorted, each once. A former
// province stands for the one it is part of now.
func (s *Server) readFilter(field search.Field, values []string) ([]string, error) {
	if len(values) > maxValues {
		return nil, badRequest{key: "problem.address"}
	}
	var chosen []string
	for _, value := range values {
		if value == "" {
			continue // an untouched choice of a form
		}
		known, ok := s.knownValue(field, value)
		if !ok {
			return nil, badRequest{"problem.value", value}
		}
		chosen = append(chosen, known)
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), nil
}

func (s *Server) knownValue(field search.Field, value string) (string, bool) {
	atlas := s.index.Atlas()
	switch field {
	case search.Province:
		for _, p := range atlas.Provinces {
			if p.Slug == value {
				return value, true
			}
		}
		p, ok := atlas.Successor(value)
		return p.Slug, ok
	case search.Group:
		_, ok := atlas.Group(value)
		return value, ok
	case search.Set:
		n, err := strconv.Atoi(value)
		_, ok := atlas.Set(n)
		return value, err == nil && ok && strconv.Itoa(n) == value
	case search.Stars:
		return value, value == "3" || value == "4" || value == "5"
	case search.ProducerType:
		return value, slices.Contains(catalog.ProducerKinds(), catalog.ProducerKind(value))
	case search.Status:
		return value, catalog.Status(value).Known()
	case search.Within:
		_, _, ok := s.index.Within(value)
		return value, ok
	}
	return value, knownSupply(field, value)
}

// query is the question to the engine for one page of the list.
func (p listParams) query() search.Query {
	return search.Query{
		Text: p.Text, Verbatim: p.Verbatim, Filters: p.Filters, Sort: p.Sort, Near: p.Near,
		Offset: (p.Page - 1) * perPage, Limit: perPage,
	}
}

// values is the address form of the parameters, without what goes without
// saying.
func (p listParams) values() url.Values {
	v := url.Values{}
	if text := strings.TrimSpace(p.Text); text != "" {
		v.Set("q", text)
	}
	for field, chosen := range p.Filters {
		v[string(field)] = slices.Clone(chosen)
	}
	p.boundValues(v)
	if p.Sort != p.ownSort() {
		v.Set("sort", string(p.Sort))
	}
	if p.Near != nil {
		v.Set("near", p.near())
	}
	if p.Verbatim && p.Text != "" {
		v.Set("verbatim", "1")
	}
	if p.Page > 1 {
		v.Set("page", strconv.Itoa(p.Page))
	}
	return v
}

// near is the visitor's point as the address has it, no finer than some ten
// metres.
func (p listParams) near() string {
	if p.Near == nil {
		return ""
	}
	degrees := func(d float64) string { return strconv.FormatFloat(math.Round(d*1e4)/1e4, 'f', -1, 64) }
	return degrees(p.Near.Lat) + "," + degrees(p.Near.Lon)
}

// on is the same list on another page.
func (p listParams) on(page int) url.Values {
	p.Page = page
	return p.values()
}

// without is the list with one value of a filter let go, from its first page.
func (p listParams) without(field search.Field, value string) url.Values {
	v := p.on(1)
	v[string(field)] = slices.DeleteFunc(v[string(field)], func(s string) bool { return s == value })
	if len(v[string(field)]) == 0 {
		v.Del(string(field))
	}
	return v
}

// indexable reports whether search engines should know this list: the whole of
// it, or that of one province, one group or both. All other combinations are
// for people.
func (p listParams) indexable() bool {
	if p.Text != "" || p.Near != nil || p.Sort != search.Relevance {
		return false
	}
	for field, chosen := range p.Filters {
		if len(chosen) > 1 || field != search.Province && field != search.Group {
			return false
		}
	}
	return true
}

// liveStatuses are the states in which a badge shows.
func liveStatuses() []string {
	var live []string
	for _, status := range catalog.Statuses() {
		if status.Live() {
			live = append(live, string(status))
		}
	}
	return live
}
