package storefront

import (
	"strings"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// amountText is an amount with its unit in words.
func amountText(w *locale.Printer, value float64, code string) string {
	unit, _ := catalog.UnitOf(code)
	return w.Amount(value) + "\u00a0" + w.Text(unit.Name, unit.NameEN)
}

// monthsText lists months in words.
func monthsText(w *locale.Printer, months []int) string {
	if len(months) == 12 {
		return w.T("buying.months.all")
	}
	names := make([]string, len(months))
	for i, month := range months {
		names[i] = w.Month(month)
	}
	return strings.Join(names, ", ")
}

// papersText lists certificates in words.
func papersText(w *locale.Printer, kinds []string) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = w.T("paper." + kind)
	}
	return strings.Join(names, ", ")
}

// quantityText is what a request asks for in each month.
func quantityText(w *locale.Printer, q trade.Request) string {
	text := amountText(w, q.Quantity, q.Unit)
	if each, said := q.Each(); said {
		text += " " + w.T("buying.each", "amount", amountText(w, each.Value, each.Unit.Code))
	}
	return text
}

// buyingFacts is what anybody may read of a request: no contact and no budget.
func (s *Server) buyingFacts(w *locale.Printer, q trade.Request) []view.BuyingFact {
	province, _ := s.index.Atlas().Province(q.ProvinceCode)
	where := w.Text(province.Name, province.NameEN)
	if q.Place != "" {
		where = q.Place + ", " + where
	}
	facts := []view.BuyingFact{
		{Label: w.T("buying.fact.quantity"), Text: quantityText(w, q)}, {Label: w.T("buying.fact.months"), Text: monthsText(w, q.Months)},
		{Label: w.T("buying.fact.to"), Text: where}, {Label: w.T("buying.fact.origin"), Text: w.T("buying.origin." + string(q.Origin))},
	}
	if len(q.Certificates) > 0 {
		facts = append(facts, view.BuyingFact{Label: w.T("buying.fact.certificates"), Text: papersText(w, q.Certificates)})
	}
	if q.Packaging != "" {
		facts = append(facts, view.BuyingFact{Label: w.T("buying.fact.packaging"), Text: q.Packaging})
	}
	if q.Note != "" {
		facts = append(facts, view.BuyingFact{Label: w.T("buying.fact.note"), Text: q.Note})
	}
	return facts
}

// buyerFacts is who buys: for the office, and the maker who was chosen.
func buyerFacts(w *locale.Printer, q trade.Request) []view.BuyingFact {
	if q.Forgotten() {
		return []view.BuyingFact{{Label: w.T("buying.buyer"), Text: w.T("buying.own.forgotten", "day", w.Day(catalog.DayAt(q.ForgottenAt)))}}
	}
	facts := []view.BuyingFact{
		{Label: w.T("buying.field.organisation"), Text: q.Organisation}, {Label: w.T("buying.field.tax_code"), Text: q.TaxCode},
		{Label: w.T("buying.field.contact_name"), Text: q.ContactName}, {Label: w.T("buying.field.email"), Text: q.Email},
	}
	if q.Phone != "" {
		facts = append(facts, view.BuyingFact{Label: w.T("buying.fact.phone"), Text: q.Phone})
	}
	return facts
}

// reasonLines put in words why a product fits.
func reasonLines(w *locale.Printer, reasons []trade.Reason) []view.ReasonLine {
	var lines []view.ReasonLine
	for _, r := range reasons {
		lines = append(lines, view.ReasonLine{Verdict: string(r.Verdict), Text: reasonText(w, r)})
	}
	return lines
}

func reasonText(w *locale.Printer, r trade.Reason) string {
	key := "buying.reason." + string(r.Kind) + "." + string(r.Verdict)
	switch r.Kind {
	case trade.Supply:
		if r.Verdict == trade.Unknown && r.Unit == "" {
			return w.T(key + ".silent")
		}
		return w.T(key, "amount", amountText(w, r.Amount, r.Unit), "month", w.Month(r.Month))
	case trade.MinimumOrder:
		if r.Unit == "" {
			return w.T(key + ".silent")
		}
		return w.T(key, "amount", amountText(w, r.Amount, r.Unit))
	case trade.Papers:
		if len(r.Papers) == 0 {
			return w.T("buying.reason.papers.none")
		}
		return w.T(key, "papers", papersText(w, r.Papers))
	case trade.Distance:
		if r.Here {
			return w.T("buying.reason.distance.here")
		}
		return w.T(key, "km", w.Number(r.Km))
	case trade.Stars:
		if r.Until.IsZero() {
			return w.T("buying.reason.stars.open", "stars", w.Number(r.Stars))
		}
		return w.T(key, "stars", w.Number(r.Stars), "day", w.Day(r.Until))
	case trade.Fresh:
		if r.Days == 0 && r.Verdict == trade.Unknown {
			return w.T("buying.reason.fresh.never")
		}
		return w.T(key, "days", w.Number(r.Days))
	case trade.Response:
		return w.T(key, "answers", w.Number(r.Answers), "asked", w.Number(r.Asked))
	}
	return w.T(key)
}

// stateText is how far a request has come, in words.
func stateText(w *locale.Printer, q trade.Request) string {
	if q.State == trade.Closed {
		return w.T("buying.outcome." + string(q.Outcome))
	}
	return w.T("buying.state." + string(q.State))
}
