package inquiry

import (
	"strings"
	"time"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Kind says what an inquiry is about, and with that which fields it has.
type Kind string

// The kinds of inquiry.
const (
	Product  Kind = "product"  // one product
	Producer Kind = "producer" // a maker, without a product
	Basket   Kind = "basket"   // products chosen from several makers
	Stay     Kind = "stay"     // a visit to a village or a host
	Trade    Kind = "trade"    // a buyer's request
	Operator Kind = "operator" // whoever runs the site
)

// Inquiry is what somebody asks.
type Inquiry struct {
	ID           int64
	Key          string // of the form: sent twice it is one inquiry
	Kind         Kind
	Lang         locale.Lang
	Topic        string // of an inquiry to the operator: question, feedback, complaint
	Name         string
	Phone        string // +84900000000, or as it is dialled abroad
	Email        string
	ProvinceCode string // where the writer is; empty where not said
	Quantity     float64
	Unit         string
	NeededBy     catalog.Day
	Message      string
	Sample       bool // wanted
	Invoice      bool // needed
	Details      []Detail
	Warnings     []string // keys of the words that warn
	Gentle       bool     // the maker hears only after it was confirmed
	ReceivedAt   time.Time
	ConfirmedAt  *time.Time
	ForgottenAt  *time.Time
	Consents     []Purpose
	ConsentText  string        // version of the words agreed to; empty where nothing was
	Stay         *catalog.Turn `db:"-"` // of a request to stay: when and how many; the house is found when it is taken
}

// Detail is what only some kinds ask: dates of a stay, number of guests. Name is
// a key of the words behind "inquiry.detail.".
type Detail struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Details that are kept so that each reader sees them in their own language: two
// days with a stroke between them, and a code.
const (
	DatesDetail    = "dates"
	LanguageDetail = "language"
)

// In is a detail's text for a reader.
func (d Detail) In(w *locale.Printer) string {
	switch d.Name {
	case DatesDetail:
		first, last, _ := strings.Cut(d.Text, "/")
		from, err := catalog.ParseDay(first)
		to, fails := catalog.ParseDay(last)
		if err == nil && fails == nil {
			return w.T("stay.ask.dates", "from", w.Day(from), "to", w.Day(to))
		}
	case LanguageDetail:
		if key := "stay.language." + d.Text; w.Has(key) {
			return w.T(key)
		}
	}
	return d.Text
}

// Confirmed reports whether the writer has shown that the contact is theirs.
func (i Inquiry) Confirmed() bool { return i.ConfirmedAt != nil }

// Forgotten reports whether the person behind it is no longer known.
func (i Inquiry) Forgotten() bool { return i.ForgottenAt != nil }

// Purpose is what data may be used for, each with a box of its own.
type Purpose string

// The purposes somebody may agree to (Law 91/2025/QH15: each on its own).
const (
	ForAnswer  Purpose = "answer"  // passed on to the maker, who answers
	ForFollow  Purpose = "follow"  // asked later what came of it
	ForPublish Purpose = "publish" // shown on the site with its answer, without a name
)

// ConsentVersion names the texts beside the boxes. Whoever changes them changes
// it too.
const ConsentVersion = "2026-11-23"

// Target is whom an inquiry goes to: a maker and the products asked about. Without
// a maker it is the office of the province, and without that the operator of the
// site.
type Target struct {
	ProducerID   int64
	ProductIDs   []int64
	Subject      string // the products' names
	SubjectEN    string
	ProvinceCode string
	GroupSlug    string
	thread       int64 // once kept
}

// operator reports whether it goes to whoever runs the site.
func (t Target) operator() bool { return t.ProducerID == 0 && t.ProvinceCode == "" }

// Answer is what a maker says with one tap.
type Answer string

// The answers. Written is one in the maker's own words alone.
const (
	Available  Answer = "available"
	SeasonOver Answer = "season_over"
	CallMe     Answer = "call_me"
	Unsuitable Answer = "unsuitable"
	Fraud      Answer = "fraud"
	Written    Answer = "written"
)

// AnswerKey is the key of an answer's words. Beds are free, goods in stock.
func AnswerKey(kind Kind, a Answer) string {
	if kind == Stay && (a == Available || a == SeasonOver) {
		return "inquiry.answer.stay_" + string(a)
	}
	return "inquiry.answer." + string(a)
}

// Answers lists what a maker is offered, in the order of the buttons.
func Answers() []Answer { return []Answer{Available, SeasonOver, CallMe, Unsuitable, Fraud} }
