package storefront

import (
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
}

// readList reads the parameters of a list. Unknown parameters are ignored; an
// unknown value of a known one is a badRequest.
func (s *Server) readList(c *fiber.Ctx) (listParams, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return listParams{}, badRequest{key: "problem.address"}
	}
	p := listParams{Filters: make(map[search.Field][]string), Sort: search.Relevance, Page: 1}
	p.Text = catalog.Clean(values.Get("q"))
	if strings.HasSuffix(values.Get("q"), " ") && p.Text != "" {
		p.Text += " " // the last word is finished
	}
	if utf8.RuneCountInString(p.Text) > maxQuery {
		return p, badRequest{key: "problem.query"}
	}
	for _, field := range search.Fields() {
		chosen, err := s.readFilter(field, values[string(field)])
		if err != nil {
			return p, err
		}
		if len(chosen) > 0 {
			p.Filters[field] = chosen
		}
	}
	if sort := values.Get("sort"); sort != "" {
		p.Sort = search.Sort(sort)
		if !slices.Contains(search.Sorts(), p.Sort) {
			return p, badRequest{"problem.value", sort}
		}
	}
	p.Page, err = readPage(values.Get("page"))
	return p, err
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
	if page > maxPage {
		return 1, fiber.ErrNotFound
	}
	return page, nil
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
	}
	return "", false
}

// query is the question to the engine for one page of the list.
func (p listParams) query() search.Query {
	return search.Query{Text: p.Text, Filters: p.Filters, Sort: p.Sort, Offset: (p.Page - 1) * perPage, Limit: perPage}
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
	if p.Sort != search.Relevance {
		v.Set("sort", string(p.Sort))
	}
	if p.Page > 1 {
		v.Set("page", strconv.Itoa(p.Page))
	}
	return v
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
	if p.Text != "" || p.Sort != search.Relevance {
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
