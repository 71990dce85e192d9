package storefront

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// suggestPath is asked at every pause in typing.
const suggestPath = "/api/v1/suggest"

// apiSuggestions is an answer of /api/v1/suggest.
type apiSuggestions struct {
	Items []apiSuggestion `json:"items"`
}

// apiSuggestion is one line under a search box.
type apiSuggestion struct {
	Kind  search.SuggestionKind `json:"kind"`
	Label string                `json:"label"`
	Note  string                `json:"note"`  // what tells it from others of its name
	Stars int                   `json:"stars"` // 0 unless a badge may show
	Image *string               `json:"image"` // path of a small picture
	Icon  string                `json:"icon"`  // path of the drawing of its kind
	URL   string                `json:"url"`   // path of its page
}

// apiSuggest answers what a text that is still being typed may mean.
func (s *Server) apiSuggest(c *fiber.Ctx) error {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return badRequest{key: "problem.address"}
	}
	language := locale.Lang(values.Get("lang"))
	switch language {
	case "":
		language = locale.VI
	case locale.VI, locale.EN:
	default:
		return badRequest{"problem.value", string(language)}
	}
	text := values.Get("q")
	if utf8.RuneCountInString(text) > maxQuery {
		return badRequest{key: "problem.query"}
	}
	body, err := s.suggested.answer(suggestKey{s.index.Edition(), language, strings.ToLower(text)}, func() ([]byte, error) {
		return s.suggest(language, text)
	})
	if err != nil {
		return err
	}
	return sendSuggestions(c, body)
}

// suggest writes what a text may mean in the words of a language.
func (s *Server) suggest(language locale.Lang, text string) ([]byte, error) {
	found := s.index.Suggest(text)
	p := view.Page{Printer: s.words.In(language), Links: view.Links{Lang: language}}
	answer := apiSuggestions{Items: make([]apiSuggestion, len(found))}
	for i, one := range found {
		answer.Items[i] = s.suggestion(p, one)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return nil, fmt.Errorf("writing suggestions: %w", err)
	}
	return body, nil
}

// sendSuggestions sends what is asked for at every pause in typing: as it is,
// because packing two kilobytes takes longer than sending them, and to be kept
// for a minute, which what is suggested may be behind a write. Its page is not.
func sendSuggestions(c *fiber.Ctx, body []byte) error {
	tag := etagOf(body)
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "public, max-age=60")
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	if hasTag(c, tag) {
		c.Status(fiber.StatusNotModified)
		return nil
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	c.Response().SetBodyRaw(body)
	return nil
}

// suggestion writes a suggestion in the words of a language.
func (s *Server) suggestion(p view.Page, one search.Suggestion) apiSuggestion {
	line := apiSuggestion{Kind: one.Kind}
	place := func(rest ...string) string { return joined(append(rest, p.N("count.products", one.Products))...) }
	switch one.Kind {
	case search.SuggestProduct:
		hit := one.Hit
		province, _ := s.index.Atlas().Province(hit.ProvinceCode)
		line.Label, line.Note = p.Text(hit.Name, hit.NameEN), joined(p.ShortProvince(province), hit.ProducerName)
		line.Stars, line.URL = hit.Star.Badge(), p.Product(hit.Slug)
		line.Image, line.Icon = smallPicture(hit.Picture), s.assets.URL(view.Drawing(hit.GroupSlug, hit.SetNumber))
	case search.SuggestProducer:
		m := one.Maker
		line.Label, line.Note = m.Name, place(p.T("suggest.producer"), p.ShortProvince(*one.Province))
		line.URL, line.Icon = p.Producer(m.Slug), s.assets.URL("producer.svg")
	case search.SuggestProvince:
		line.Label, line.Note = p.ShortProvince(*one.Province), place(s.madeOf(p, *one.Province))
		line.URL, line.Icon = p.Links.Province(one.Province.Slug), s.assets.URL("place.svg")
	case search.SuggestFormer:
		line.Label, line.Note = one.Former.Name, place(p.T("suggest.now", "province", p.ShortProvince(*one.Province)))
		line.URL, line.Icon = s.placeList(p, one.Former.Name, *one.Province), s.assets.URL("place.svg")
	case search.SuggestCommune:
		line.Label, line.Note = one.Commune, place(p.ShortProvince(*one.Province))
		line.URL, line.Icon = s.placeList(p, one.Commune, *one.Province), s.assets.URL("place.svg")
	case search.SuggestGroup:
		line.Label, line.Note = p.Text(one.Group.Name, one.Group.NameEN), place(p.T("suggest.group"))
		line.URL, line.Icon = p.Links.Group(one.Group.Slug), s.assets.URL(view.Drawing(one.Group.Slug, 0))
	case search.SuggestSet:
		line.Label, line.Note = p.Text(one.Set.Name, one.Set.NameEN), place(p.T("suggest.set"))
		line.URL, line.Icon = p.Links.Set(one.Set.Number), s.assets.URL(view.Drawing(one.Set.GroupSlug, one.Set.Number))
	}
	return line
}

// placeList is the list of what comes from a place that has no page of its own.
func (s *Server) placeList(p view.Page, name string, province catalog.Province) string {
	return p.ProductsWith(url.Values{"q": {name}, string(search.Province): {province.Slug}})
}

// madeOf names the other provinces that a province is made of: "gồm Hòa Bình,
// Vĩnh Phúc cũ".
func (s *Server) madeOf(p view.Page, province catalog.Province) string {
	var names []string
	for _, former := range s.index.Atlas().FormerOf(province.Code) {
		if former.Name != province.Name {
			names = append(names, former.Name)
		}
	}
	if len(names) == 0 {
		return p.T("suggest.province")
	}
	return p.T("suggest.made_of", "names", strings.Join(names, ", "))
}

// joined puts what is known of a thing on one line.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), " · ")
}

// smallPicture is the path of a picture's smallest form; nil where there is
// none to show.
func smallPicture(pic *catalog.Picture) *string {
	if pic == nil || !pic.Ready() {
		return nil
	}
	path := view.Picture(pic.Hash, slices.Min(pic.Widths), "webp")
	return &path
}
