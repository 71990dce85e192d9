package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// attributes are those that every kind of field has.
func (f MakerField) attributes(form Form) templ.Attributes {
	attributes := templ.Attributes{"id": f.Name, "name": f.Name}
	by := Field{Name: f.Name, Help: f.Help}.describedBy(form)
	if by != "" {
		attributes["aria-describedby"] = strings.TrimSpace(by)
	}
	if form.Problem(f.Name) != "" {
		attributes["aria-invalid"] = "true"
	}
	if form.first(f.Name) {
		attributes["autofocus"] = true
	}
	if f.English {
		attributes["lang"] = "en"
	}
	switch f.Type {
	case "whole":
		attributes["inputmode"] = "numeric"
	case "decimal":
		attributes["inputmode"] = "decimal"
	case "gtin":
		attributes["inputmode"] = "numeric"
		attributes["maxlength"] = "20"
	case "line", "link":
		attributes["maxlength"] = strconv.Itoa(f.Most)
	}
	return attributes
}

// chosen reports whether a field that chooses some holds a value.
func (f MakerField) chosen(form Form, value string) bool {
	return slices.Contains(strings.Split(form.Value(f.Name), ","), value)
}

// inputType is the type of an input of one line.
func (f MakerField) inputType() string {
	switch {
	case f.Name == "phone" || f.Name == "contact_phone":
		return "tel"
	case f.Name == "email":
		return "email"
	case f.Type == "link":
		return "url"
	}
	return "text"
}

// monthFields are the fields of months, which stand in a grid of their own.
func monthFields(rows []MakerRow) []MakerField {
	var months []MakerField
	for _, row := range rows {
		if len(row.Fields) == 1 && row.Fields[0].Month {
			months = append(months, row.Fields[0])
		}
	}
	return months
}

func joined(words []string) string { return strings.Join(words, ", ") }

// The last segments of what can be done with a listing.
func (p Page) previewSegment() string { return p.segment("xem") }
func (p Page) historySegment() string { return p.segment("lich-su") }
func (p Page) confirmSegment() string { return p.segment("con-dung") }
func (p Page) submitSegment() string  { return p.segment("gui") }
func (p Page) discardSegment() string { return p.segment("bo") }

// segment is a word of the consoles' addresses in the page's language.
func (p Page) segment(word string) string {
	address := p.Console("/" + word)
	return address[strings.LastIndexByte(address, '/'):]
}
