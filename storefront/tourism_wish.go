package storefront

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// mostGuests is the largest group that can be asked for.
const mostGuests = 2000

// tourism is what the address of the list of community tourism asks for.
type tourism struct {
	wish     catalog.Wish
	province catalog.Province // zero for all
	near     *search.Point
	page     int
}

// tourismParameters are what the address of the list may hold, each once.
func tourismParameters() []string {
	return []string{"province", "month", "group", "overnight", "language", "activity", "near"}
}

// readTourism reads the parameters of the list.
func (s *Server) readTourism(c *fiber.Ctx) (tourism, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return tourism{}, badRequest{key: "problem.address"}
	}
	if slices.ContainsFunc(tourismParameters(), func(name string) bool { return len(values[name]) > 1 }) {
		return tourism{}, badRequest{key: "problem.address"}
	}
	q := tourism{wish: catalog.Wish{Language: values.Get("language"), Activity: values.Get("activity")}}
	if slug := values.Get("province"); slug != "" {
		known, ok := s.knownValue(search.Province, slug)
		if !ok {
			return q, badRequest{"problem.value", slug}
		}
		q.province, _ = s.index.Atlas().Province(known)
	}
	if q.wish.Month, err = readNumber(values.Get("month"), 12); err != nil {
		return q, err
	}
	if q.wish.Group, err = readNumber(values.Get("group"), mostGuests); err != nil {
		return q, err
	}
	night := values.Get("overnight")
	if q.wish.Night = night == "1"; night != "" && !q.wish.Night {
		return q, badRequest{"problem.value", night}
	}
	if q.wish.Language != "" && !slices.Contains(catalog.StayLanguages(), q.wish.Language) {
		return q, badRequest{"problem.value", q.wish.Language}
	}
	if q.wish.Activity != "" && !slices.Contains(catalog.ActivityKinds(), q.wish.Activity) {
		return q, badRequest{"problem.value", q.wish.Activity}
	}
	if q.near, err = readPoint(values.Get("near")); err != nil {
		return q, err
	}
	q.page, err = readPage(values.Get("page"))
	return q, err
}

// readNumber reads a whole number from 1 up to a largest; an empty text is 0.
func readNumber(text string, most int) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, badRequest{"problem.value", text}
	}
	return n, nil
}

// values is the address form of the parameters.
func (q tourism) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"province": q.province.Slug, "language": q.wish.Language, "activity": q.wish.Activity} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, n := range map[string]int{"month": q.wish.Month, "group": q.wish.Group} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if q.wish.Night {
		v.Set("overnight", "1")
	}
	if q.near != nil {
		v.Set("near", listParams{Near: q.near}.near())
	}
	if q.page > 1 {
		v.Set("page", strconv.Itoa(q.page))
	}
	return v
}

// on is the same list on another page.
func (q tourism) on(page int) url.Values {
	q.page = page
	return q.values()
}

// chips repeat what is wished for, each with the way to let go of it.
func (q tourism) chips(p view.Page) []view.Chip {
	labels := map[string]string{
		"province": p.Text(q.province.Name, q.province.NameEN), "month": p.T("tourism.chip.month", "month", p.Month(q.wish.Month)),
		"group": p.N("tourism.chip.group", q.wish.Group), "overnight": p.T("tourism.overnight"),
		"language": p.T("stay.language." + q.wish.Language), "activity": p.T("stay.activity." + q.wish.Activity), "near": p.T("list.near"),
	}
	var list []view.Chip
	for _, name := range tourismParameters() {
		without := q.on(1)
		if without.Has(name) {
			without.Del(name)
			list = append(list, view.Chip{Label: upperFirst(labels[name]), Drop: p.TourismWith(without)})
		}
	}
	return list
}

// notes say what the size of a group was compared with, and in which order a
// month's places come.
func (q tourism) notes(p view.Page) []string {
	var list []string
	switch {
	case q.wish.Group > 0 && q.wish.Night:
		list = append(list, p.N("tourism.compared.night", q.wish.Group))
	case q.wish.Group > 0:
		list = append(list, p.N("tourism.compared.day", q.wish.Group))
	}
	switch {
	case q.wish.Month > 0 && q.near != nil:
		list = append(list, p.T("tourism.order.month_near", "month", p.Month(q.wish.Month)))
	case q.wish.Month > 0:
		list = append(list, p.T("tourism.order.month", "month", p.Month(q.wish.Month)))
	}
	return list
}
