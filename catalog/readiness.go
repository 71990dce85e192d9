package catalog

import "slices"

// Fact is one of the eight things that supermarkets ask of a supplier before
// they taste anything. They are what retailers named, not a rule of the
// programme.
type Fact string

// The facts, in the order pages show them.
const (
	FactInvoice     Fact = "invoice"     // writes VAT invoices
	FactGTIN        Fact = "gtin"        // a barcode
	FactFoodSafety  Fact = "food_safety" // certificate of food safety conditions, in force
	FactDeclaration Fact = "declaration" // the product is declared
	FactTrace       Fact = "trace"       // a code by which it is traced
	FactCapacity    Fact = "capacity"    // what can be supplied each month
	FactSample      Fact = "sample"      // samples can be had
	FactPayment     Fact = "payment"     // terms of payment are stated
)

// Facts lists the eight facts.
func Facts() []Fact {
	return []Fact{FactInvoice, FactGTIN, FactFoodSafety, FactDeclaration, FactTrace, FactCapacity, FactSample, FactPayment}
}

// Evidence is what is known of a product that the facts are read from.
type Evidence struct {
	GroupSlug     string
	GTIN          string
	TraceURL      string
	DeclarationNo string
	Trade         Trade
	Certificates  []Certificate
}

// Evidence is what a product says of the eight facts.
func (p Product) Evidence() Evidence {
	return Evidence{p.GroupSlug, p.GTIN, p.TraceURL, p.DeclarationNo, p.Trade, p.Certificates}
}

// Evidence is what a listing says of the eight facts.
func (l Listing) Evidence() Evidence {
	e := Evidence{GroupSlug: l.GroupSlug, GTIN: l.GTIN, TraceURL: l.TraceURL, DeclarationNo: l.DeclarationNo, Certificates: l.Certificates}
	if l.Trade != nil {
		e.Trade = *l.Trade
	}
	return e
}

// Goods reports whether the product can stand on a shelf at all: a visit cannot.
func (e Evidence) Goods() bool { return e.GroupSlug != "tourism" }

// Needs lists the facts that are asked of such a product: food safety and the
// declaration only of what is eaten, drunk or put on the skin.
func (e Evidence) Needs() []Fact {
	if !e.Goods() {
		return nil
	}
	facts := Facts()
	if e.GroupSlug == "handicraft" || e.GroupSlug == "ornamental" {
		facts = slices.DeleteFunc(facts, func(f Fact) bool { return f == FactFoodSafety || f == FactDeclaration })
	}
	return facts
}

// Holds reports whether a fact is given on a day.
func (e Evidence) Holds(f Fact, day Day) bool {
	said := func(answer *bool) bool { return answer != nil && *answer }
	switch f {
	case FactInvoice:
		return said(e.Trade.Invoice)
	case FactGTIN:
		return e.GTIN != ""
	case FactFoodSafety:
		return slices.ContainsFunc(e.Certificates, func(c Certificate) bool {
			// For health supplements good manufacturing practice stands for it.
			return c.ValidOn(day) && (c.Kind == "attp" || c.Kind == "gmp" && e.GroupSlug == "herbal")
		})
	case FactDeclaration:
		return e.DeclarationNo != ""
	case FactTrace:
		return e.TraceURL != ""
	case FactCapacity:
		return e.Trade.MostCapacity() > 0
	case FactSample:
		return said(e.Trade.SampleAvailable)
	case FactPayment:
		return e.Trade.PaymentTerms != ""
	}
	return false
}

// Missing lists what is asked and not given on a day.
func (e Evidence) Missing(day Day) []Fact {
	return slices.DeleteFunc(e.Needs(), func(f Fact) bool { return e.Holds(f, day) })
}

// Ready reports whether a supermarket would find every paper it asks for.
func (e Evidence) Ready(day Day) bool { return e.Goods() && len(e.Missing(day)) == 0 }
