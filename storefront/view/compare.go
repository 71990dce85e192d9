package view

import (
	"strconv"
	"strings"

	"ocop/catalog"
)

// CompareView is products side by side.
type CompareView struct {
	Columns []CompareColumn
	Slugs   []string // of the address
	Gone    []string // slugs that are no product's
	Query   string   // words for another one
	Offers  []Crumb  // products that can be added
	Full    bool     // no more fit
}

// CompareColumn is one product of a comparison.
type CompareColumn struct {
	Product  catalog.Product
	Star     catalog.Star
	Province catalog.Province
	Picture  *catalog.Picture // nil where there is none to show
	Goods    bool             // can stand on a shelf
	Missing  []catalog.Fact   // papers that supermarkets ask for
	Drop     string           // address of the comparison without it
}

// compareRow is one question and how each product answers it.
type compareRow struct {
	key    string
	answer func(Page, CompareColumn) string // empty where nothing is known
}

// compareRows are the questions of buyers, in the order they ask them.
func compareRows() []compareRow {
	text := func(vi, en func(catalog.Product) string) func(Page, CompareColumn) string {
		return func(p Page, c CompareColumn) string { return p.Text(vi(c.Product), en(c.Product)) }
	}
	return []compareRow{
		{"compare.price", func(p Page, c CompareColumn) string {
			if c.Product.Price == 0 {
				return ""
			}
			return strings.TrimSuffix(p.Money(c.Product.Price)+" / "+p.Text(c.Product.PriceUnit, c.Product.PriceUnitEN), " / ")
		}},
		{"compare.capacity", mostWords},
		{"trade.minimum", func(p Page, c CompareColumn) string {
			if t := c.Product.Trade; t.MinimumOrder > 0 {
				return p.Amount(t.MinimumOrder) + " " + p.Text(t.MinimumOrderUnit, t.MinimumOrderUnitEN)
			}
			return ""
		}},
		{"trade.lead", func(p Page, c CompareColumn) string {
			if t := c.Product.Trade; t.Known() && t.LeadDays >= 0 {
				return p.N("trade.days", t.LeadDays)
			}
			return ""
		}},
		{"trade.sample", func(p Page, c CompareColumn) string {
			return yesNoWords(p, "trade.sample", c.Product.Trade.SampleAvailable)
		}},
		{"trade.invoice", func(p Page, c CompareColumn) string { return yesNoWords(p, "trade.invoice", c.Product.Trade.Invoice) }},
		{"trade.payment", func(p Page, c CompareColumn) string {
			return p.Text(c.Product.Trade.PaymentTerms, c.Product.Trade.PaymentTermsEN)
		}},
		{"trade.papers", paperList},
		{"compare.ready", readyWords},
		{"product.packaging", text(func(d catalog.Product) string { return d.Packaging }, func(d catalog.Product) string { return d.PackagingEN })},
		{"product.shelf_life", text(func(d catalog.Product) string { return d.ShelfLife }, func(d catalog.Product) string { return d.ShelfLifeEN })},
		{"product.storage", text(func(d catalog.Product) string { return d.Storage }, func(d catalog.Product) string { return d.StorageEN })},
	}
}

// mostWords says the largest month's amount and which months there is nothing.
func mostWords(p Page, c CompareColumn) string {
	most, known := c.Product.Trade.Supplies()
	if !known {
		return ""
	}
	unit := p.Text(c.Product.Trade.CapacityUnit, c.Product.Trade.CapacityUnitEN)
	var none []string
	for i, amount := range c.Product.Trade.Capacity {
		if amount == 0 {
			none = append(none, strconv.Itoa(i+1))
		}
	}
	words := p.T("compare.most", "amount", p.Amount(most.Value)+" "+unit)
	if len(none) > 0 {
		words += "; " + p.T("compare.none", "months", strings.Join(none, ", "))
	}
	return words
}

func yesNoWords(p Page, key string, answer *bool) string {
	switch {
	case answer == nil:
		return ""
	case *answer:
		return p.T(key + ".yes")
	}
	return p.T(key + ".no")
}

// paperList names the papers in force and until when.
func paperList(p Page, c CompareColumn) string {
	var words []string
	for _, paper := range c.Product.Certificates {
		if !paper.ValidOn(p.Today) {
			continue
		}
		word := p.T("paper." + paper.Kind)
		if !paper.ExpiresOn.IsZero() {
			word += " (" + p.T("paper.until", "day", p.Day(paper.ExpiresOn)) + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, "; ")
}

// readyWords says what a supermarket would still ask for.
func readyWords(p Page, c CompareColumn) string {
	if !c.Goods {
		return p.T("compare.ready.visit")
	}
	if len(c.Missing) == 0 {
		return p.T("ready.supermarket")
	}
	words := make([]string, len(c.Missing))
	for i, fact := range c.Missing {
		words[i] = p.T("fact." + string(fact))
	}
	return p.T("compare.missing", "facts", strings.Join(words, ", "))
}
