package trade

import (
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ocop/catalog"
)

// State is how far a request to buy has come.
type State string

// The states of a request, in their order.
const (
	Unconfirmed State = "unconfirmed" // the buyer has not followed the link in the mail
	Waiting     State = "waiting"     // for the office
	Open        State = "open"        // makers may answer
	Closed      State = "closed"      // with an outcome
	Expired     State = "expired"     // its days are over
	Refused     State = "refused"     // by the office, with a reason
)

// Outcome is how a request ended.
type Outcome string

// The outcomes.
const (
	Bought    Outcome = "bought"    // from one of the answers
	Elsewhere Outcome = "elsewhere" // from somebody else
	Unneeded  Outcome = "unneeded"
	Unfit     Outcome = "unfit"    // no answer fitted
	Vanished  Outcome = "vanished" // the buyer did not come back
)

// Outcomes lists those a buyer can say.
func Outcomes() []Outcome { return []Outcome{Bought, Elsewhere, Unneeded, Unfit} }

// Origin is where the goods may come from.
type Origin string

// The origins.
const (
	AnyOrigin    Origin = "any"
	SameProvince Origin = "province" // the one they go to
	North        Origin = "north"
	Central      Origin = "central"
	South        Origin = "south"
)

// Origins lists the origins in the order forms show them.
func Origins() []Origin { return []Origin{AnyOrigin, SameProvince, North, Central, South} }

// regions lists the codes of an origin's regions; nil where it is not of regions.
func (o Origin) regions() []string {
	switch o {
	case North:
		return []string{"TDMNPB", "DBSH"}
	case Central:
		return []string{"BTB", "NTBTN"}
	case South:
		return []string{"DNB", "DBSCL"}
	}
	return nil
}

// Takes reports whether goods of one province may be bought for another.
func (o Origin) Takes(from catalog.Province, to string) bool {
	switch o {
	case AnyOrigin:
		return true
	case SameProvince:
		return from.Code == to
	}
	return slices.Contains(o.regions(), from.RegionCode)
}

// Limits of a request's life.
const (
	LifeDays   = 30 // and as many again, once
	MostOffers = 10
	// KeepDays is how long who the buyer is stays known after the request's end:
	// until both sides have said how it went and a quarrel could be settled. Data go
	// when their purpose has ended (Law 91/2025/QH15). The form and the privacy page
	// say the figure.
	KeepDays = 180
	// UrgeDays is how long an office may take to decide before it is asked again,
	// and then how long before the national office is told.
	UrgeDays = 3
)

// ConsentVersion is of the words buyers agree to on the form.
const ConsentVersion = "2026-11-22"

// Request is what a buyer looks for.
type Request struct {
	ID           int64
	FormKey      string
	Organisation string
	TaxCode      string
	ContactName  string
	Email        string
	Phone        string
	Lang         string
	What         string
	Quantity     float64 // in each of the months
	Unit         string  // code of catalog.Units
	EachQuantity float64 // what one unit that is only counted holds; 0 where not said
	EachUnit     string
	Months       []int
	ProvinceCode string // where to
	Place        string
	Origin       Origin
	Certificates []string
	Packaging    string
	Note         string
	Budget       int64 // dong for one unit; 0 where not said
	State        State
	CreatedAt    time.Time
	ConfirmedAt  time.Time
	DecidedAt    time.Time
	DecidedBy    int64
	Reason       string // of the office that refused it
	ClosesOn     catalog.Day
	Extended     bool
	SeenAt       time.Time
	WaitsSince   time.Time // the first answer not seen, or else the last look
	RemindedAt   time.Time
	ClosedAt     time.Time
	Outcome      Outcome
	Sample       bool
	ForgottenAt  time.Time
	UrgedAt      time.Time // when the office was asked to decide a second time
	RaisedAt     time.Time // when the national office was told that it had not

	Offers int // how many of the ten places are taken
}

// Amount is what is asked for in each month.
func (r Request) Amount() catalog.Amount {
	unit, _ := catalog.UnitOf(r.Unit)
	return catalog.Amount{Value: r.Quantity, Unit: unit}
}

// Each is what one unit holds; false where that was not said.
func (r Request) Each() (catalog.Amount, bool) {
	unit, known := catalog.UnitOf(r.EachUnit)
	return catalog.Amount{Value: r.EachQuantity, Unit: unit}, known && r.EachQuantity > 0
}

// Forgotten reports whether who the buyer is was deleted.
func (r Request) Forgotten() bool { return !r.ForgottenAt.IsZero() }

// Answerable reports whether makers may answer on a day.
func (r Request) Answerable(day catalog.Day) bool {
	return r.State == Open && !r.ClosesOn.Before(day) && r.Offers < MostOffers
}

// Problem is what is wrong with a field of a form: a code that pages put in words.
type Problem struct{ Field, Code string }

// Container reports whether a unit holds something, so that how much is asked.
func Container(u catalog.Unit) bool {
	return slices.Contains([]string{"thung", "bao", "hop", "tui", "goi", "hu", "lo", "lon", "binh", "ghe", "chai"}, u.Code)
}

// Check tidies what a buyer wrote and lists what is wrong, in the order of the
// form. unsaid means that the buyer cannot say what one container holds.
func (r *Request) Check(unsaid bool) []Problem {
	var problems []Problem
	fail := func(field, code string) { problems = append(problems, Problem{field, code}) }
	for _, f := range []struct {
		name        string
		text        *string
		least, most int
	}{
		{"what", &r.What, 2, 120}, {"place", &r.Place, 0, 200}, {"packaging", &r.Packaging, 0, 300}, {"note", &r.Note, 0, 2000},
		{"organisation", &r.Organisation, 2, 200}, {"contact_name", &r.ContactName, 2, 100}, {"phone", &r.Phone, 0, 20},
	} {
		*f.text = catalog.Clean(*f.text)
		switch n := utf8.RuneCountInString(*f.text); {
		case n < f.least:
			fail(f.name, "missing")
		case n > f.most:
			fail(f.name, "long")
		}
	}
	problems = append(problems, r.checkAmounts(unsaid)...)
	slices.Sort(r.Months)
	r.Months = slices.Compact(r.Months)
	if len(r.Months) == 0 || r.Months[0] < 1 || r.Months[len(r.Months)-1] > 12 {
		fail("months", "missing")
	}
	if r.ProvinceCode == "" {
		fail("province", "missing")
	}
	if !slices.Contains(Origins(), r.Origin) {
		fail("origin", "missing")
	}
	if r.Budget < 0 || r.Budget > 1e11 {
		fail("budget", "wrong")
	}
	if slices.ContainsFunc(r.Certificates, func(kind string) bool { return !slices.Contains(catalog.CertificateKinds(), kind) }) {
		fail("certificates", "wrong")
	}
	code, err := TaxCode(r.TaxCode)
	switch err {
	case nil:
		r.TaxCode = code
	case ErrPersonal:
		r.TaxCode = "" // it is not even shown again
		fail("tax_code", "personal")
	default:
		fail("tax_code", "wrong")
	}
	r.Email = strings.TrimSpace(r.Email)
	if a, err := mail.ParseAddress(r.Email); err != nil || a.Address != r.Email || len(r.Email) > 254 {
		fail("email", "wrong")
	}
	return problems
}

// checkAmounts reads how much is asked for and what one container holds.
func (r *Request) checkAmounts(unsaid bool) []Problem {
	var problems []Problem
	if !(r.Quantity > 0 && r.Quantity < 1e9) {
		problems = append(problems, Problem{"quantity", "wrong"})
	}
	unit, known := catalog.UnitOf(r.Unit)
	if !known {
		return append(problems, Problem{"unit", "missing"})
	}
	r.Unit = unit.Code
	if !Container(unit) || unsaid {
		r.EachQuantity, r.EachUnit = 0, ""
		return problems
	}
	each, known := catalog.UnitOf(r.EachUnit)
	switch {
	case r.EachQuantity == 0:
		problems = append(problems, Problem{"each_quantity", "missing"})
	case !(r.EachQuantity > 0 && r.EachQuantity < 1e6):
		problems = append(problems, Problem{"each_quantity", "wrong"})
	case !known || each.Code == unit.Code:
		problems = append(problems, Problem{"each_unit", "missing"})
	default:
		r.EachUnit = each.Code
	}
	return problems
}
