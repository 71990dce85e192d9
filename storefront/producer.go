package storefront

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// makersPerPage is the length of a page of the directory.
const makersPerPage = 48

// showProducer is the page of one producer.
func (s *Server) showProducer(c *fiber.Ctx) error {
	slug := c.Params("slug")
	producer, err := s.producers.BySlug(c.UserContext(), slug)
	if errors.Is(err, pgx.ErrNoRows) {
		return s.redirectFormer(c, slug, s.former.Producer, view.Links.Producer)
	}
	if err != nil {
		return err
	}
	listings, err := s.products.ListingsOf(c.UserContext(), producer.ID)
	if err != nil {
		return err
	}
	p := s.page(c)
	v := view.ProducerView{Producer: producer, Habit: s.habitOf(c, producer.ID)}
	v.Province, _ = s.index.Atlas().Province(producer.ProvinceCode)
	hits := starred(listings, p.Today)
	tags := []string{producerTag(producer.ID)}
	for _, hit := range hits {
		tags = append(tags, productTag(hit.ID))
		if hit.Star.Live() {
			v.Live++
		}
	}
	v.Cards = s.cards(hits)
	p.Section, p.Title = "producers", p.Text(producer.Name, producer.NameEN)
	p.Description = p.T("producer.description", "name", p.Title, "province", p.Text(v.Province.FullName, v.Province.NameEN))
	p.Canonical = p.Links.Producer(producer.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.producers"), Path: p.Producers()}, view.Crumb{Name: p.Title})
	p.JSONLD = s.producerData(p, v)
	return s.render(c, view.Producer(p, v), tags...)
}

// starred gives listings their star of a day, stars in force first.
func starred(listings []catalog.Listing, day catalog.Day) []*search.Hit {
	hits := make([]*search.Hit, len(listings))
	for i, l := range listings {
		hits[i] = &search.Hit{Listing: l, Star: l.Star(day)}
	}
	bySize(hits, func(h *search.Hit) int { return h.Star.Badge() })
	return hits
}

// listProducers is the directory of producers.
func (s *Server) listProducers(c *fiber.Ctx) error {
	q, err := s.readDirectory(c)
	if err != nil {
		return err
	}
	p := s.page(c)
	var lines []view.ProducerLine
	for _, m := range s.index.Makers() {
		if q.keeps(m) {
			lines = append(lines, s.producerLine(m))
		}
	}
	pages := max(1, (len(lines)+makersPerPage-1)/makersPerPage)
	if q.page > pages {
		return beyondPages{pages, p.ProducersWith(q.values(pages))}
	}
	p.Section, p.Title, p.Description = "producers", p.T("producers.title"), p.T("producers.description")
	p.NoIndex = q.text != "" || q.kind != "" || q.province.Slug != ""
	p.Canonical = p.ProducersWith(q.values(q.page))
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.ProducersWith(q.values(q.page))
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.producers")})
	return s.render(c, view.Producers(p, view.ProducersView{
		Query: q.text, Province: q.province.Slug, Kind: string(q.kind), Total: len(lines),
		Lines:     lines[min(len(lines), (q.page-1)*makersPerPage):min(len(lines), q.page*makersPerPage)],
		Provinces: s.index.Atlas().Provinces, Kinds: catalog.ProducerKinds(),
		Pager: pager(q.page, pages, func(n int) string { return p.ProducersWith(q.values(n)) }),
	}), listTag)
}

func (s *Server) producerLine(m search.Maker) view.ProducerLine {
	province, _ := s.index.Atlas().Province(m.ProvinceCode)
	return view.ProducerLine{Slug: m.Slug, Name: m.Name, Kind: m.Kind, ProvinceName: province.Name, ProvinceNameEN: province.ShortEN(), Products: m.Products, Live: m.Live}
}

// directory is what the address of the directory asks for.
type directory struct {
	text     string
	province catalog.Province // zero for all
	kind     catalog.ProducerKind
	page     int
}

func (s *Server) readDirectory(c *fiber.Ctx) (directory, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return directory{}, badRequest{key: "problem.address"}
	}
	d := directory{text: catalog.Clean(values.Get("q")), kind: catalog.ProducerKind(values.Get("producer_type"))}
	if utf8.RuneCountInString(d.text) > maxQuery {
		return d, badRequest{key: "problem.query"}
	}
	if d.kind != "" && !slices.Contains(catalog.ProducerKinds(), d.kind) {
		return d, badRequest{"problem.value", string(d.kind)}
	}
	if slug := values.Get("province"); slug != "" {
		known, ok := s.knownValue(search.Province, slug)
		if !ok {
			return d, badRequest{"problem.value", slug}
		}
		d.province, _ = s.index.Atlas().Province(known)
	}
	d.page, err = readPage(values.Get("page"))
	return d, err
}

// keeps reports whether a maker is asked for.
func (d directory) keeps(m search.Maker) bool {
	return (d.kind == "" || m.Kind == d.kind) &&
		(d.province.Code == "" || m.ProvinceCode == d.province.Code) &&
		(d.text == "" || m.Named(d.text))
}

func (d directory) values(page int) url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"q": d.text, "province": d.province.Slug, "producer_type": string(d.kind)} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return v
}
