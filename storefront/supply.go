package storefront

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// readBounds reads min_capacity and moq_max with the unit that both are in:
// kilograms where none is said, as the form shows, and the one beside the number
// where one is written there.
func readBounds(values url.Values, filters map[search.Field][]string) error {
	text := cmp.Or(values.Get("unit"), "kg")
	unit, known := catalog.UnitOf(text)
	if !known {
		return badParameter{"unit", badRequest{"problem.unit", text}}
	}
	for _, bound := range search.Bounds() {
		asked := strings.TrimSpace(values.Get(string(bound)))
		if asked == "" {
			continue
		}
		amount, ok := readQuantity(asked, unit)
		if !ok {
			return badParameter{string(bound), badRequest{"problem.amount", asked}}
		}
		filters[bound] = []string{amount.String()}
	}
	return nil
}

// readEvery reads whether all the certificates chosen must be there; of none it
// means nothing.
func readEvery(values url.Values, filters map[search.Field][]string) error {
	every, err := readFlag(values.Get(string(search.EveryCertificate)))
	if err != nil {
		return ofParameter(string(search.EveryCertificate), err)
	}
	if every && len(filters[search.Certificate]) > 0 {
		filters[search.EveryCertificate] = []string{"1"}
	}
	return nil
}

// bound is the amount a list is bounded by.
func (p listParams) bound(field search.Field) (catalog.Amount, bool) {
	if len(p.Filters[field]) == 0 {
		return catalog.Amount{}, false
	}
	return catalog.ParseAmount(p.Filters[field][0])
}

// boundValues writes the bounds as the address has them.
func (p listParams) boundValues(v url.Values) {
	for _, field := range search.Bounds() {
		v.Del(string(field))
		if amount, ok := p.bound(field); ok {
			v.Set(string(field), strconv.FormatFloat(amount.Value, 'f', -1, 64))
			v.Set("unit", amount.Unit.Code)
		}
	}
}

// withoutBound is the list with a bound let go, from its first page.
func (p listParams) withoutBound(field search.Field) url.Values {
	filters := make(map[search.Field][]string, len(p.Filters))
	for other, values := range p.Filters {
		if other != field {
			filters[other] = values
		}
	}
	p.Filters = filters
	return p.on(1)
}

// knownSupply reports whether a value of a trade buyers' filter exists.
func knownSupply(field search.Field, value string) bool {
	return slices.Contains(supplyValues(field), value)
}

// supplyValues lists the values of a trade buyers' filter.
func supplyValues(field search.Field) []string {
	switch field {
	case search.Month:
		return search.Months()
	case search.Certificate:
		return search.Certificates()
	case search.Ready:
		return []string{search.Supermarket}
	}
	return nil
}

// supplyLabel is a value of a trade buyers' filter in the visitor's language.
func supplyLabel(p view.Page, field search.Field, value string) string {
	switch field {
	case search.Month:
		n, _ := strconv.Atoi(value)
		return upperFirst(p.Month(n))
	case search.Certificate:
		return p.T("paper." + value)
	}
	return p.T("ready." + value)
}

// upperFirst begins a label with a capital letter.
func upperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// boundChips are the bounds in force and that all certificates are asked for, each
// with the way to let go of it.
func (s *Server) boundChips(p view.Page, params listParams) []view.Chip {
	var chips []view.Chip
	for _, field := range search.Bounds() {
		if amount, ok := params.bound(field); ok {
			label := p.T("supply."+string(field)+".chip", "amount", p.Amount(amount.Value)+" "+unitName(p, amount.Unit))
			chips = append(chips, view.Chip{Label: label, Drop: p.ProductsWith(params.withoutBound(field))})
		}
	}
	if every := params.Filters[search.EveryCertificate]; len(every) > 0 && len(params.Filters[search.Certificate]) > 1 {
		chips = append(chips, view.Chip{Label: p.T("supply.certificate.chip"), Drop: p.ProductsWith(params.without(search.EveryCertificate, every[0]))})
	}
	return chips
}

// unitName is a unit in the visitor's language.
func unitName(p view.Page, u catalog.Unit) string { return p.Text(u.Name, u.NameEN) }

// supplyView is the filter of amounts as the page shows it; what could not be
// read stays in its field.
func supplyView(p view.Page, params listParams) view.SupplyFilter {
	f := view.SupplyFilter{Unit: "kg", Trade: search.ForTrade(params.Filters), Every: len(params.Filters[search.EveryCertificate]) > 0}
	if typed, wrong := params.Unread[search.MinCapacity]; wrong {
		f.Least, f.LeastProblem = typed, p.T("problem.amount", "value", typed)
	}
	if typed, wrong := params.Unread[search.MaxOrder]; wrong {
		f.Order, f.OrderProblem = typed, p.T("problem.amount", "value", typed)
	}
	for _, field := range search.Bounds() {
		amount, ok := params.bound(field)
		if !ok {
			continue
		}
		f.Active++
		f.Unit = amount.Unit.Code
		text := strconv.FormatFloat(amount.Value, 'f', -1, 64)
		if field == search.MinCapacity {
			f.Least = text
		} else {
			f.Order = text
		}
		if amount.Unit.Counted() {
			f.Counted = unitName(p, amount.Unit)
		}
	}
	for _, u := range catalog.Units() {
		f.Units = append(f.Units, view.Choosable{Value: u.Code, Label: unitName(p, u)})
	}
	return f
}
