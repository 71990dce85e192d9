package locale

import (
	"strconv"
	"strings"
	"time"

	"ocop/catalog"
)

// Number writes a whole number with the language's separator: 18.243 or 18,243.
func (p *Printer) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	separator := "."
	if p.Lang == EN {
		separator = ","
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Amount writes a quantity with at most two decimals: 1.200,5 or 1,200.5.
func (p *Printer) Amount(f float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 2, 64), "0"), ".")
	whole, rest, broken := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return text
	}
	point := ","
	if p.Lang == EN {
		point = "."
	}
	if !broken {
		return p.Number(n)
	}
	return p.Number(n) + point + rest
}

// Money writes an amount of dong: 120.000 ₫, with a space that does not break.
func (p *Printer) Money(dong int64) string { return p.Number(int(dong)) + "\u00a0₫" }

// Day writes a date as 05/08/2029 or 5 August 2029; nothing for an unknown one.
func (p *Printer) Day(d catalog.Day) string {
	switch {
	case d.IsZero():
		return ""
	case p.Lang == EN:
		return d.Time().Format("2 January 2006")
	}
	return d.Time().Format("02/01/2006")
}

// Moment is a day and the time of it in Vietnam, in short: "23/11/2026 08:50",
// "23 Nov 2026 08:50".
func (p *Printer) Moment(at time.Time) string {
	if p.Lang == EN {
		return at.In(catalog.Zone()).Format("2 Jan 2006 15:04")
	}
	return at.In(catalog.Zone()).Format("02/01/2006 15:04")
}

// Days is from one day to another: "20 – 24/12/2026", "20–24 December 2026". What
// both have in common is said once.
func (p *Printer) Days(from, to catalog.Day) string {
	switch {
	case from == to:
		return p.Day(from)
	case p.Lang == EN && from.Year == to.Year && from.Month == to.Month:
		return from.Time().Format("2") + "–" + p.Day(to)
	case p.Lang == EN && from.Year == to.Year:
		return from.Time().Format("2 January") + " – " + p.Day(to)
	case p.Lang != EN && from.Year == to.Year && from.Month == to.Month:
		return from.Time().Format("02") + " – " + p.Day(to)
	case p.Lang != EN && from.Year == to.Year:
		return from.Time().Format("02/01") + " – " + p.Day(to)
	}
	return p.Day(from) + " – " + p.Day(to)
}

// Month is the name of a month, January being 1: "tháng 1" or "January".
func (p *Printer) Month(month int) string {
	if p.Lang == EN {
		return catalog.NewDay(2000, 1, 1).AddMonths(month - 1).Time().Format("January")
	}
	return "tháng " + strconv.Itoa(month)
}
