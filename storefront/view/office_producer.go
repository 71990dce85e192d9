package view

import (
	"net/url"
	"strconv"

	"ocop/catalog"
)

// OfficeProducersView is the office's search for producers, with what looks
// double.
type OfficeProducersView struct {
	Query      string
	Found      []catalog.ProducerBrief
	Duplicates []catalog.Duplicate
	Merges     []catalog.Merge
}

// OfficeProducerView is one producer as an office sees it.
type OfficeProducerView struct {
	Producer  catalog.ProducerBrief
	Products  []catalog.Desk
	Provinces []catalog.Province
	Audit     []catalog.AuditLine
	Names     map[int64]string
	Query     string // words of another producer that may be this one
	Found     []catalog.ProducerBrief
	Trusted   bool
	Today     catalog.Day
	Form      Form
}

// taxCode is a form with the tax code that is kept, or the one just refused.
func (v OfficeProducerView) taxCode() Form {
	if v.Form.Problem("tax") != "" {
		return v.Form
	}
	return Form{}.With("tax", v.Producer.TaxCode)
}

// MergeView is what merging two producers would do.
type MergeView struct {
	Preview catalog.MergePreview
	Form    Form
}

// filledWords is an empty field that a merger fills, in words.
func (v MergeView) filledWords(p Page, f catalog.FieldChange) string {
	value := f.New
	switch f.Field {
	case "commune_id":
		value = v.Preview.Dropped.Commune
	case "kind":
		value = p.T("kind." + value)
	}
	return p.T("office.merge.filled", "field", fieldLabel(p, f.Field), "value", value)
}

// merge is the address of the preview of a merger.
func (p Page) merge(kept, dropped int64) string {
	query := url.Values{"giu": {strconv.FormatInt(kept, 10)}, "bo": {strconv.FormatInt(dropped, 10)}}
	return p.Console("/van-phong/gop") + "?" + query.Encode()
}

// producerWords is a producer in one line: where it is, and how much it has.
func producerWords(p Page, b catalog.ProducerBrief) string {
	text := p.N("count.products", b.Products)
	if b.Commune != "" {
		text = b.Commune + " · " + text
	}
	return text
}
