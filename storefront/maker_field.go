package storefront

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// makerScreen is one subject on one screen of a phone: the fields by their
// Vietnamese names; a field's English one stands beside it.
type makerScreen struct {
	name   string // in addresses, and of the messages maker.screen.NAME
	kind   string // of subject
	fields []string
}

// Screens that are not made of fields alone have handlers of their own.
const (
	picturesScreen = "anh"
	papersScreen   = "giay-to"
	readyScreen    = "sieu-thi"
)

func makerScreens(kind string) []makerScreen {
	if kind == catalog.ProducerSubject {
		return []makerScreen{
			{"gioi-thieu", kind, []string{"name_en", "story"}},
			{"lien-he", kind, []string{"address", "phone", "email", "website", "contact_name", "contact_phone"}},
		}
	}
	months := make([]string, 12)
	for i := range months {
		months[i] = catalog.CapacityField(i + 1)
	}
	return []makerScreen{
		{picturesScreen, kind, []string{"pictures"}},
		{"ten", kind, []string{"name", "set_number", "story"}},
		{"gia", kind, []string{"price", "price_unit"}},
		{"dong-goi", kind, []string{"ingredients", "packaging", "storage", "shelf_life", "usage", "alcohol_percent"}},
		{"san-luong", kind, append([]string{"capacity_unit"}, months...)},
		{"giao-thuong", kind, []string{"minimum_order", "minimum_order_unit", "lead_days", "sample_available", "invoice", "payment_terms"}},
		{papersScreen, kind, []string{"papers"}},
		{readyScreen, kind, []string{"gtin", "trace_url", "declaration_no", "ad_approval_no"}},
	}
}

// stayScreens are those of services of community tourism alone.
func stayScreens() []makerScreen {
	kind := catalog.ProductSubject
	return []makerScreen{
		{"don-khach", kind, []string{"kinds", "houses", "rooms", "beds", "guests_night", "guests_day", "smallest_group", "price_band", "meals", "answer_hours"}},
		{"tien-nghi", kind, []string{"best_months", "languages", "facilities"}},
		{"hoat-dong", kind, []string{"activities"}},
		{"nha-don", kind, []string{"hosts"}},
		{"duong-den", kind, []string{"directions", "nearby", "access", "safety", "rules", "festivals"}},
	}
}

// stayWants are what guests look for first.
func stayWants() []string {
	return []string{"kinds", "price_band", "best_months", "languages", "facilities", "activities", "directions", "safety"}
}

// screens are those of a listing: only services of community tourism say how they
// receive guests.
func (l makerListing) screens() []makerScreen {
	list := makerScreens(l.subject.Kind)
	if l.values()["set_number"] == strconv.Itoa(catalog.SetTourism) {
		return append(list, stayScreens()...)
	}
	return list
}

// screenOf is the screen on which a field is edited.
func screenOf(kind, field string) string {
	for _, screen := range makerScreens(kind) {
		for _, name := range screen.fields {
			if field == name || field == name+"_en" {
				return screen.name
			}
		}
	}
	return ""
}

// all lists the screen's fields, English ones included.
func (m makerScreen) all() []catalog.Field {
	var fields []catalog.Field
	for _, name := range m.fields {
		for _, form := range []string{name, name + "_en"} {
			if field, ok := catalog.FieldOf(m.kind, form); ok {
				fields = append(fields, field)
			}
		}
	}
	return fields
}

// mark is a short hash of a value, by which a form tells what was changed in it.
func mark(value string) string {
	sum := fnv.New32a()
	sum.Write([]byte(value))
	return fmt.Sprintf("%08x", sum.Sum32())
}

// fieldLabel is what a field is called.
func fieldLabel(p view.Page, name string) string {
	if month, ok := strings.CutPrefix(name, "capacity_"); ok {
		if n, err := strconv.Atoi(month); err == nil {
			return p.T("maker.field.capacity", "month", p.Month(n))
		}
	}
	if base, english := strings.CutSuffix(name, "_en"); english && !p.Has("maker.field."+name) {
		return p.T("maker.field.english", "name", p.T("maker.field."+base))
	}
	return p.T("maker.field." + name)
}

// typed is a value as it stands in a form.
func typed(p view.Page, f catalog.Field, value string) string {
	switch {
	case f.Type == catalog.WholeField && value != "":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return p.Number(int(n))
		}
	case f.Type == catalog.DecimalField && p.Printer.Lang == locale.VI:
		return strings.Replace(value, ".", ",", 1)
	}
	return value
}

// shown is a value as a difference shows it.
func (s *Server) shown(p view.Page, f catalog.Field, value string) string {
	if value == "" {
		return ""
	}
	switch f.Type {
	case catalog.AnswerField:
		return p.T("maker.answer." + value)
	case catalog.SetField:
		n, err := strconv.Atoi(value)
		set, _ := s.index.Atlas().Set(n)
		if err == nil {
			return p.T("maker.set", "number", value, "name", p.Text(set.Name, set.NameEN))
		}
	case catalog.PapersField:
		var lines []string
		for _, paper := range catalog.ReadPapers(value) {
			lines = append(lines, paperLine(p, paper))
		}
		return strings.Join(lines, "\n")
	case catalog.ShotsField:
		shots := catalog.ReadShots(value)
		lines := []string{p.N("maker.pictures", len(shots))}
		for _, shot := range shots {
			if alt := p.Text(shot.Alt, shot.AltEN); alt != "" {
				lines = append(lines, alt)
			}
		}
		return strings.Join(lines, "\n")
	case catalog.ChoiceField, catalog.ChoicesField:
		return shownChoices(p, f, value)
	case catalog.LinesField:
		var lines []string
		for _, line := range f.ReadLines(value) {
			lines = append(lines, s.shownLine(p, f, line))
		}
		return strings.Join(lines, "\n")
	}
	return typed(p, f, value)
}

// paperLine is a certificate in one line.
func paperLine(p view.Page, paper catalog.Paper) string {
	parts := []string{p.T("paper." + paper.Kind)}
	for _, part := range []string{paper.Number, paper.Issuer} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if !paper.ExpiresOn.IsZero() {
		parts = append(parts, p.T("paper.until", "day", p.Day(paper.ExpiresOn)))
	}
	if paper.File != "" {
		parts = append(parts, p.T("maker.paper.scan."+strconv.FormatBool(paper.Public)))
	}
	return strings.Join(parts, ", ")
}

// changes is an edit's difference for people.
func (s *Server) changes(p view.Page, e catalog.Edit) []view.MakerChange {
	var list []view.MakerChange
	for _, change := range e.Changes() {
		list = append(list, view.MakerChange{
			Label: fieldLabel(p, change.Field.Name), Old: s.shown(p, change.Field, change.Old), New: s.shown(p, change.Field, change.New),
		})
	}
	return list
}
