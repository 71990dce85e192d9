package view

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"ocop/catalog"
)

// OfficeProductsView is the office's search for products.
type OfficeProductsView struct {
	Sieve Sieve
	Found []catalog.Desk
	More  bool // were found than are shown
	Down  []catalog.Takedown
}

// OfficeProductView is one product as an office sees it.
type OfficeProductView struct {
	Desk     catalog.Desk
	Past     []catalog.PastLine
	Audit    []catalog.AuditLine
	Names    map[int64]string // of the accounts in the audit
	Question string           // words of the producer it shall go to
	Takers   []catalog.ProducerBrief
	Form     Form
}

// LineView is one line of a decision.
type LineView struct {
	Desk  catalog.Desk
	Line  catalog.Recognition
	Today catalog.Day
	Form  Form
}

// AwardView is a decision that is being entered.
type AwardView struct {
	Form   Form
	Query  string
	Found  []catalog.Desk
	Chosen []AnnexRow
	Saved  int // lines of the decision entered just now
	Today  catalog.Day
}

// AnnexRow is a line of the annex.
type AnnexRow struct {
	Desk  catalog.Desk
	Stars int
	Code  string
}

// fresh are the products found that are not chosen yet.
func (v AwardView) fresh() []catalog.Desk {
	return slices.DeleteFunc(slices.Clone(v.Found), func(d catalog.Desk) bool {
		return slices.ContainsFunc(v.Chosen, func(row AnnexRow) bool { return row.Desk.ID == d.ID })
	})
}

func (p Page) officeProduct(id int64) string {
	return p.Console("/van-phong/san-pham/" + strconv.FormatInt(id, 10))
}

func (p Page) officeProducer(id int64) string {
	return p.Console("/van-phong/chu-the/" + strconv.FormatInt(id, 10))
}

func (p Page) officeLine(id int64) string {
	return p.Console("/van-phong/sao/" + strconv.FormatInt(id, 10))
}

// lineWords is one line of a decision in one sentence.
func lineWords(p Page, line catalog.Recognition) string {
	text := starCount(p, max(line.Stars, line.ProposedStars))
	if line.DecisionNo != "" {
		text += " · " + line.DecisionNo
	}
	switch {
	case !line.IssuedOn.IsZero():
		text += " · " + p.Day(line.IssuedOn)
	case line.IssuedYear > 0:
		text += " · " + strconv.Itoa(line.IssuedYear)
	}
	if end := line.Expires(); !end.IsZero() {
		text += " – " + p.Day(end)
	}
	return text
}

// lineState says what became of a line.
func lineState(p Page, line catalog.Recognition, day catalog.Day) string {
	if !line.SupersededOn.IsZero() && !line.SupersededOn.After(day) {
		return p.T("office.line.replaced", "day", p.Day(line.SupersededOn))
	}
	return p.T("status." + string(line.StatusOn(day)))
}

// detailWords is the detail of an audit line in one text.
func detailWords(p Page, detail map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(detail)) {
		if detail[name] != "" {
			parts = append(parts, p.T("audit.detail."+name)+": "+detailValue(p, name, detail[name]))
		}
	}
	return strings.Join(parts, " · ")
}

// detailValue is what the audit notes, with fields called as people call them.
func detailValue(p Page, name, value string) string {
	switch {
	case value == "true":
		return p.T("audit.yes")
	case value == "false":
		return p.T("audit.no")
	case name == "role":
		return p.T("role." + value)
	case name != "fields":
		if day, err := catalog.ParseDay(value); err == nil {
			return p.Day(day)
		}
		return value
	}
	var labels []string
	for _, field := range strings.Fields(value) {
		if strings.HasPrefix(field, "capacity_") || p.Has("office.field."+field) {
			field = fieldLabel(p, field)
		}
		labels = append(labels, field)
	}
	return strings.Join(labels, ", ")
}

// dotted puts what is known of some texts side by side.
func dotted(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), " · ")
}
