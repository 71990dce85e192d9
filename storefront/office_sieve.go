package storefront

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// sieve reads which products an office asks for: words of their names, and the
// filters of the public list, each as it holds today. What is taken down passes
// only where no filter is set, for it has no place in the public list.
func (s *Server) sieve(c *fiber.Ctx, p view.Page, action account.Action) (catalog.Choice, view.Sieve, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	choice := catalog.Choice{ProvinceCode: s.ownProvince(c, action), Words: catalog.Clean(values.Get("q"))}
	if err != nil || utf8.RuneCountInString(choice.Words) > maxQuery {
		return choice, view.Sieve{}, badRequest{key: "problem.query"}
	}
	filters := map[search.Field][]string{}
	for _, field := range search.Filterable() {
		chosen, err := s.readFilter(field, values[string(field)])
		if err != nil {
			return choice, view.Sieve{}, ofParameter(string(field), err)
		}
		if len(chosen) > 0 {
			filters[field] = chosen
		}
	}
	sieve := s.sieveChoices(p, choice.ProvinceCode, filters)
	sieve.Query = choice.Words
	if len(filters) > 0 {
		choice.Among = []int64{}
		for _, hit := range s.index.Top(filters, 1<<20) {
			choice.Among = append(choice.Among, hit.ID)
		}
	}
	return choice, sieve, nil
}

// sieveChoices is what the form of the filters offers: an office of one province
// its communes, others the provinces.
func (s *Server) sieveChoices(p view.Page, province string, filters map[search.Field][]string) view.Sieve {
	atlas := s.index.Atlas()
	choices := map[search.Field][]view.Choosable{}
	if own, ok := atlas.Province(province); ok {
		choices[search.Within] = s.communesIn(own)
	} else {
		for _, other := range atlas.Provinces {
			choices[search.Province] = append(choices[search.Province], view.Choosable{Value: other.Slug, Label: p.Text(other.Name, other.NameEN)})
		}
	}
	for _, group := range atlas.Groups {
		choices[search.Group] = append(choices[search.Group], view.Choosable{Value: group.Slug, Label: p.Text(group.Name, group.NameEN)})
	}
	for _, stars := range []string{"3", "4", "5"} {
		choices[search.Stars] = append(choices[search.Stars], view.Choosable{Value: stars, Label: p.N("stars", number(stars))})
	}
	for _, status := range sieveStatuses() {
		choices[search.Status] = append(choices[search.Status], view.Choosable{Value: string(status), Label: p.T("status." + string(status))})
	}
	form, kept := view.Form{}, url.Values{}
	sieve := view.Sieve{}
	for field, chosen := range filters {
		if len(chosen) == 1 && slices.ContainsFunc(choices[field], func(c view.Choosable) bool { return c.Value == chosen[0] }) {
			form = form.With(string(field), chosen[0])
			continue
		}
		kept[string(field)] = chosen
	}
	sieve.Form, sieve.Kept = form, kept
	for _, field := range []search.Field{search.Province, search.Within, search.Group, search.Stars, search.Status} {
		if len(choices[field]) > 0 {
			sieve.Fields = append(sieve.Fields, view.SieveField{Name: string(field), Choices: choices[field]})
		}
	}
	return sieve
}

// sieveStatuses are the states of a star in the order in which offices ask for them.
func sieveStatuses() []catalog.Status {
	return []catalog.Status{
		catalog.Valid, catalog.Expiring, catalog.Extended, catalog.ReRating, catalog.Expired,
		catalog.Revoked, catalog.Discontinued, catalog.Unverified, catalog.Awaiting, catalog.NoStar,
	}
}

// communesIn is the communes of a province that hold products, in Vietnamese order.
func (s *Server) communesIn(province catalog.Province) []view.Choosable {
	names := map[string]string{}
	for _, hit := range s.index.Top(map[search.Field][]string{search.Province: {province.Slug}}, 1<<20) {
		if value := province.Slug + "_" + strings.ReplaceAll(catalog.Fold(hit.Commune), " ", "-"); hit.Commune != "" && names[value] == "" {
			names[value] = hit.Commune
		}
	}
	list := make([]view.Choosable, 0, len(names))
	for value, name := range names {
		list = append(list, view.Choosable{Value: value, Label: name})
	}
	slices.SortFunc(list, func(a, b view.Choosable) int {
		return cmp.Or(cmp.Compare(catalog.Fold(a.Label), catalog.Fold(b.Label)), cmp.Compare(a.Label, b.Label))
	})
	return list
}
