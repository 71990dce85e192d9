package catalog

import (
	"cmp"
	"slices"
)

// termMonths is how long a certificate lasts from its issue: 36 months
// (Decision 26/2026/QĐ-TTg, Art. 4–6).
const termMonths = 36

// expiringDays before its end a star counts as expiring: the dossier for a
// re-rating may be filed from 180 days before expiry (Art. 7).
const expiringDays = 180

// RecognitionKind says on which occasion stars were given.
type RecognitionKind string

// The three occasions of the registration form (Mẫu số 01).
const (
	First    RecognitionKind = "first"
	Upgrade  RecognitionKind = "upgrade"
	Rerating RecognitionKind = "rerating"
)

// Recognition is one line of one decision: these stars for one product, by one
// body, for one term.
type Recognition struct {
	ID         int64
	ProductID  int64
	Kind       RecognitionKind
	Stars      int // 3 to 5; 0 while stars are only proposed
	DecisionNo string
	Issuer     string // as issued; the body may no longer exist
	Generation string // criteria generation, e.g. qd148-2023
	IssuedOn   Day
	IssuedYear int // for sources that publish the year alone
	ExpiresOn  Day // last day of the term; zero means 36 months after issue

	DossierFiledOn Day // for the next re-rating
	ProposedStars  int // proposed to the ministry and not decided
	SentOn         Day

	ExtendedUntil      Day // set by the authority (Decision 26/2026, Art. 12)
	SupersededOn       Day // issue day of the decision that replaced this one
	RevokedOn          Day // Art. 8
	RevocationDecision string
	RevocationGround   string
	DiscontinuedOn     Day
	ProductCode        string
	Sample             bool // made up for the demonstration
}

// Issued is the day of issue, or the first day of the year where only that is
// known; zero where nothing is.
func (r Recognition) Issued() Day {
	if r.IssuedOn.IsZero() && r.IssuedYear > 0 {
		return NewDay(r.IssuedYear, 1, 1)
	}
	return r.IssuedOn
}

// Expires is the last day of the term, zero where it cannot be known.
func (r Recognition) Expires() Day {
	switch {
	case !r.ExpiresOn.IsZero():
		return r.ExpiresOn
	case !r.IssuedOn.IsZero():
		return r.IssuedOn.AddMonths(termMonths)
	}
	return Day{}
}

// EndYear is the year in which the term of a line ends that is known by its year
// of issue alone: whichever day of the year it was, the end falls into the same
// year. Zero where not even that is known.
func (r Recognition) EndYear() int {
	if r.IssuedYear == 0 {
		return 0
	}
	return r.IssuedYear + termMonths/12
}

// reached reports whether day d is known and has come by the given day.
func reached(d, day Day) bool { return !d.IsZero() && !d.After(day) }

// StatusOn is the state of this one line on a day, without regard to other
// lines of the product. A star is valid through its expiry day.
func (r Recognition) StatusOn(day Day) Status {
	switch {
	case r.Stars == 0:
		return Awaiting
	case reached(r.RevokedOn, day):
		return Revoked
	case reached(r.DiscontinuedOn, day):
		return Discontinued
	case !r.ExtendedUntil.IsZero() && !r.ExtendedUntil.Before(day):
		return Extended
	}
	end := r.Expires()
	if end.IsZero() {
		return r.statusOfYear(day)
	}
	return r.statusOfTerm(day, end)
}

func (r Recognition) statusOfTerm(day, end Day) Status {
	switch {
	case end.Before(day):
		return Expired
	case reached(r.DossierFiledOn, day):
		return ReRating
	case day.DaysUntil(end) <= expiringDays:
		return Expiring
	}
	return Valid
}

// statusOfYear judges a line of which only the year of issue is known. What
// holds whichever day of the year it was is said; the rest is unverified.
func (r Recognition) statusOfYear(day Day) Status {
	if r.IssuedYear == 0 {
		return Unverified
	}
	earliest := NewDay(r.IssuedYear, 1, 1).AddMonths(termMonths)
	latest := NewDay(r.IssuedYear, 12, 31).AddMonths(termMonths)
	switch {
	case !earliest.Before(day):
		return r.statusOfTerm(day, earliest)
	case latest.Before(day):
		return Expired
	}
	return Unverified
}

// Until is the last day on which the line's stars count as of a day: the end of
// an extension, or of the term. Zero where it is not known.
func (r Recognition) Until(day Day) Day {
	if r.StatusOn(day) == Extended {
		return r.ExtendedUntil
	}
	return r.Expires()
}

// sortByIssue orders lines from the oldest issue to the newest.
func sortByIssue(lines []Recognition) {
	slices.SortStableFunc(lines, func(a, b Recognition) int {
		return cmp.Or(cmp.Compare(a.Issued().number(), b.Issued().number()), cmp.Compare(a.ID, b.ID))
	})
}
