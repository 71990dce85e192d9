package catalog

import (
	"fmt"

	"ocop/catalog/sheet"
)

// Remark is something an operator should know about a row. Code and Value stay
// stable, so that messages can be made in the reader's language.
type Remark struct {
	Code  RemarkCode
	Cell  string // like "E12"
	Value string
}

// RemarkCode is the stable name of a kind of remark: one of these, or a
// sheet.Code.
type RemarkCode string

// What may be remarked on a row beside what could not be read in it.
const (
	PlaceMissing     RemarkCode = "place-missing"      // refuses the row
	PlaceUnknown     RemarkCode = "place-unknown"      // refuses the row
	PlaceConflict    RemarkCode = "place-conflict"     // the former province is not part of the one named
	PlaceForeign     RemarkCode = "place-foreign"      // of a province that is not the office's; refuses the row
	ProducerUnnamed  RemarkCode = "producer-unnamed"   // kept without a producer
	ProducerAlike    RemarkCode = "producer-alike"     // a new producer, perhaps one that is known in other words
	KindUnknown      RemarkCode = "kind-unknown"       // kept without a kind
	GroupUnknown     RemarkCode = "group-unknown"      // kept without a group
	GroupOfSet       RemarkCode = "group-of-set"       // the set belongs to another group than the list says
	SetUnknown       RemarkCode = "set-unknown"        // kept without a set
	SubgroupUnmapped RemarkCode = "subgroup-unmapped"  // kept as text, without a set
	StarsMissing     RemarkCode = "stars-missing"      // kept without a recognition
	StarsBelow       RemarkCode = "stars-below-three"  // kept without a recognition
	StarsProposed    RemarkCode = "stars-proposed"     // kept without a recognition
	YearUnlikely     RemarkCode = "year-unlikely"      // read as unknown
	IssuedLater      RemarkCode = "issued-in-future"   // kept, and counts from that day
	ExpiryUnlikely   RemarkCode = "expiry-unlikely"    // not an exact day after the issue; not taken
	RowRepeated      RemarkCode = "repeats-line"       // the product stands in an earlier line as well
	SourceOdd        RemarkCode = "source-not-address" // not taken
)

func remarkOf(p sheet.Problem) Remark {
	return Remark{Code: RemarkCode(p.Code), Cell: p.Cell, Value: p.Value}
}

// String says the remark in English.
func (r Remark) String() string {
	text := r.text()
	if text == "" {
		return sheet.Problem{Code: sheet.Code(r.Code), Cell: r.Cell, Value: r.Value}.String()
	}
	return r.Cell + ": " + text
}

func (r Remark) text() string {
	switch r.Code {
	case PlaceMissing:
		return "neither the list nor -province names a province"
	case PlaceUnknown:
		return fmt.Sprintf("no province is or was named %q", r.Value)
	case PlaceConflict:
		return fmt.Sprintf("the former province %q is not part of the province named; taken as text", r.Value)
	case PlaceForeign:
		return fmt.Sprintf("the row is of %s, which another office keeps", r.Value)
	case ProducerUnnamed:
		return "no producer is named; the product is kept without one"
	case ProducerAlike:
		return fmt.Sprintf("a new producer, although %q is known; perhaps they are one", r.Value)
	case KindUnknown:
		return fmt.Sprintf("the kind of producer %q is not known; kept as unknown", r.Value)
	case GroupUnknown:
		return fmt.Sprintf("the group %q is not known; kept as unknown", r.Value)
	case GroupOfSet:
		return fmt.Sprintf("the set belongs to another group than %q; the set decides", r.Value)
	case SetUnknown:
		return fmt.Sprintf("the set %q is not known; kept as unknown", r.Value)
	case SubgroupUnmapped:
		return fmt.Sprintf("the subgroup %q tells no set; the set stays empty", r.Value)
	case StarsMissing:
		return "no stars are given; the product is kept without recognition"
	case StarsBelow:
		return fmt.Sprintf("%q gives no certificate; the product is kept without recognition", r.Value)
	case StarsProposed:
		return fmt.Sprintf("%q is a proposal; the product is kept without recognition", r.Value)
	case YearUnlikely:
		return fmt.Sprintf("no product was rated in %s; read as unknown", r.Value)
	case IssuedLater:
		return fmt.Sprintf("the decision is of %s, which is still to come", r.Value)
	case ExpiryUnlikely:
		return fmt.Sprintf("the end %q is no day after the issue; 36 months are taken instead", r.Value)
	case RowRepeated:
		return fmt.Sprintf("the product stands in line %s as well", r.Value)
	case SourceOdd:
		return fmt.Sprintf("%q is no address of a page; not taken", r.Value)
	}
	return r.ofCommune()
}
