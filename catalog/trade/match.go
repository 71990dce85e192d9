package trade

import (
	"cmp"
	"math"
	"slices"

	"ocop/catalog"
)

// Candidate is a product that search has found for the words of a request.
type Candidate struct {
	Listing *catalog.Listing
	Star    catalog.Star
	Place   int  // among what was found, 1 for the first
	Loose   bool // it holds some of the words only
	// Record of its maker with earlier requests and inquiries.
	Asked, Answered int
}

// Match is a product that fits a request, and why.
type Match struct {
	Listing *catalog.Listing
	Reasons []Reason
	score   float64
	supply  []float64 // for each of the request's months, in its unit; nil where not comparable
	least   float64   // minimum order in the request's unit; 0 where none or not comparable
}

// Whole reports whether the maker can supply all that is asked for.
func (m Match) Whole() bool { return m.Reason(Supply).Verdict == Yes }

// Reason is the match's reason of a kind.
func (m Match) Reason(kind Kind) Reason {
	for _, r := range m.Reasons {
		if r.Kind == kind {
			return r
		}
	}
	return Reason{}
}

// Matcher weighs products for one request on one day.
type Matcher struct {
	Request Request
	Atlas   *catalog.Atlas
	Day     catalog.Day

	measure measure
	to      catalog.Province
	from    map[string]catalog.Province // by code
	units   map[string]catalog.Unit     // by what makers call them: reading one costs more than the rest
}

// unit reads a unit once.
func (m *Matcher) unit(text string) catalog.Unit {
	unit, known := m.units[text]
	if !known {
		unit, _ = catalog.UnitOf(text)
		m.units[text] = unit
	}
	return unit
}

// Match keeps, of each maker, the product that fits best, the best maker first.
func (m Matcher) Match(found []Candidate) []Match {
	m.measure = m.Request.measure()
	m.to, _ = m.Atlas.Province(m.Request.ProvinceCode)
	m.from = make(map[string]catalog.Province, len(m.Atlas.Provinces))
	for _, p := range m.Atlas.Provinces {
		m.from[p.Code] = p
	}
	m.units = make(map[string]catalog.Unit)
	best := make(map[int64]int) // producer → index in matches
	var matches []Match
	// Most products are another maker's second: what is found out about each is
	// written where the last one's was, and copied only where it is kept.
	room := Match{Reasons: make([]Reason, 0, 8), supply: make([]float64, len(m.Request.Months))}
	for _, c := range found {
		match, fits := m.weigh(c, room)
		if !fits {
			continue
		}
		at, known := best[c.Listing.ProducerID]
		if known && match.before(matches[at]) >= 0 {
			continue
		}
		match.Reasons, match.supply = slices.Clone(match.Reasons), slices.Clone(match.supply)
		if known {
			matches[at] = match
			continue
		}
		best[c.Listing.ProducerID] = len(matches)
		matches = append(matches, match)
	}
	slices.SortFunc(matches, Match.before)
	return matches
}

// before orders matches; every tie ends by id.
func (m Match) before(other Match) int {
	return cmp.Or(cmp.Compare(other.score, m.score), cmp.Compare(m.Listing.ID, other.Listing.ID))
}

// weigh finds the reasons for and against a product, and whether none rules it out.
// They are written into room.
func (m *Matcher) weigh(c Candidate, room Match) (Match, bool) {
	l := c.Listing
	from := m.from[l.ProvinceCode]
	if l.ProducerID == 0 || !c.Star.Live() || !m.Request.Origin.Takes(from, m.Request.ProvinceCode) {
		return Match{}, false
	}
	papers := m.papersOf(l)
	least, minimum := m.minimumOf(l)
	if papers.Verdict == No || least.Verdict == No {
		return Match{}, false
	}
	amounts, supply := m.supplyOf(l, room.supply)
	if amounts.Verdict == No {
		return Match{}, false
	}
	match := Match{Listing: l, supply: supply, least: minimum, Reasons: room.Reasons[:0]}
	words := Reason{Kind: Words, Verdict: Yes}
	if c.Loose {
		words.Verdict = Partly
	}
	match.Reasons = append(match.Reasons, words, amounts, least, papers, m.distanceOf(l),
		Reason{Kind: Stars, Verdict: Yes, Stars: c.Star.Badge(), Until: c.Star.Until}, m.freshnessOf(l), responseOf(c))
	match.score = m.score(&match, c)
	return match, true
}

// What each reason can add to a score. Words weigh by the place in the search's
// own order, which knows stars and words already.
const (
	wordsWeight    = 3.0
	supplyWeight   = 4.0
	papersWeight   = 1.0
	minimumWeight  = 0.5
	distanceWeight = 1.5
	starsWeight    = 0.5
	freshWeight    = 1.0
	responseWeight = 1.5
)

func (m *Matcher) score(match *Match, c Candidate) float64 {
	score := wordsWeight * 20 / (20 + float64(max(c.Place, 1)-1))
	for _, r := range match.Reasons {
		switch r.Kind {
		case Words:
			score *= r.Verdict.worth()
		case Supply:
			score += supplyWeight * m.covered(match.supply)
		case MinimumOrder:
			score += minimumWeight * r.Verdict.worth()
		case Papers:
			score += papersWeight * r.Verdict.worth()
		case Distance:
			score += distanceWeight * 150 / (150 + float64(r.Km))
		case Stars:
			score += starsWeight * float64(r.Stars-3) / 2
		case Fresh:
			score += freshWeight * r.Verdict.worth()
		case Response:
			score += responseWeight * share(r.Answers, r.Asked)
		}
	}
	return score
}

// worth is how much of a reason's weight a verdict earns.
func (v Verdict) worth() float64 {
	switch v {
	case Yes:
		return 1
	case Partly:
		return 0.5
	case Unknown:
		return 0.25
	}
	return 0
}

// share of earlier requests that were answered; who was never asked stands in
// the middle.
func share(answers, asked int) float64 { return (float64(answers) + 1) / (float64(asked) + 2) }

// covered is which part of what is asked for can be supplied, 0 where not known.
func (m *Matcher) covered(supply []float64) float64 {
	part := 0.0
	for _, amount := range supply {
		part += min(1, amount/m.Request.Quantity)
	}
	return part / float64(len(m.Request.Months))
}

// supplyOf compares what can be supplied with what is asked for, month by month,
// and writes it into supply.
func (m *Matcher) supplyOf(l *catalog.Listing, supply []float64) (Reason, []float64) {
	if l.Trade == nil || len(l.Trade.Capacity) != 12 {
		return Reason{Kind: Supply, Verdict: Unknown}, nil
	}
	unit := m.unit(l.Trade.CapacityUnit)
	least, total := 0, 0.0
	for i, month := range m.Request.Months {
		amount, comparable := m.measure.in(catalog.Amount{Value: l.Trade.Capacity[month-1], Unit: unit})
		if !comparable {
			most, _ := l.Trade.Supplies(m.Request.Months...)
			if most.Value == 0 {
				return Reason{Kind: Supply, Verdict: No}, nil
			}
			return Reason{Kind: Supply, Verdict: Unknown, Amount: most.Value, Unit: unit.Code, Month: month}, nil
		}
		supply[i] = amount
		total += amount
		if amount < supply[least] {
			least = i
		}
	}
	r := Reason{Kind: Supply, Verdict: Yes, Month: m.Request.Months[least], Amount: round(supply[least]), Unit: m.Request.Unit}
	switch {
	case total == 0:
		r.Verdict = No
	case supply[least] < m.Request.Quantity:
		r.Verdict = Partly
	}
	return r, supply
}

// minimumOf compares the minimum order with one month's amount.
func (m *Matcher) minimumOf(l *catalog.Listing) (Reason, float64) {
	if l.Trade == nil || l.Trade.MinimumOrder <= 0 {
		return Reason{Kind: MinimumOrder, Verdict: Unknown}, 0
	}
	least := catalog.Amount{Value: l.Trade.MinimumOrder, Unit: m.unit(l.Trade.MinimumOrderUnit)}
	r := Reason{Kind: MinimumOrder, Verdict: Unknown, Amount: least.Value, Unit: least.Unit.Code}
	amount, comparable := m.measure.in(least)
	if !comparable {
		return r, 0
	}
	if r.Verdict = Yes; amount > m.Request.Quantity {
		r.Verdict = No
	}
	return r, amount
}

// papersOf looks for the certificates that are needed among those in force.
func (m *Matcher) papersOf(l *catalog.Listing) Reason {
	for _, kind := range m.Request.Certificates {
		held := slices.ContainsFunc(l.Certificates, func(c catalog.Certificate) bool { return c.Kind == kind && c.ValidOn(m.Day) })
		if !held {
			return Reason{Kind: Papers, Verdict: No, Papers: []string{kind}}
		}
	}
	return Reason{Kind: Papers, Verdict: Yes, Papers: m.Request.Certificates}
}

// distanceOf is how far a product lies from the province it goes to.
func (m *Matcher) distanceOf(l *catalog.Listing) Reason {
	r := Reason{Kind: Distance, Verdict: Yes, Here: l.ProvinceCode == m.Request.ProvinceCode}
	if !r.Here {
		r.Km = int(math.Round(kilometres(l.Lat, l.Lon, m.to.Lat, m.to.Lon)))
	}
	if r.Km > farAway {
		r.Verdict = Partly
	}
	return r
}

// farAway is more than a lorry's day.
const farAway = 600

// Freshness of an entry, in days since its maker confirmed it.
const (
	freshDays = 90
	staleDays = 365
)

func (m *Matcher) freshnessOf(l *catalog.Listing) Reason {
	if l.ConfirmedOn.IsZero() {
		return Reason{Kind: Fresh, Verdict: Unknown}
	}
	r := Reason{Kind: Fresh, Verdict: Partly, Days: max(0, l.ConfirmedOn.DaysUntil(m.Day))}
	switch {
	case r.Days <= freshDays:
		r.Verdict = Yes
	case r.Days > staleDays:
		r.Verdict = Unknown
	}
	return r
}

// responseOf is what is known of the maker's answers; a few say nothing yet.
func responseOf(c Candidate) Reason {
	r := Reason{Kind: Response, Verdict: Unknown, Answers: c.Answered, Asked: c.Asked}
	switch {
	case c.Asked < 3:
	case 2*c.Answered >= c.Asked:
		r.Verdict = Yes
	default:
		r.Verdict = Partly
	}
	return r
}

// round keeps what pages show of an amount.
func round(amount float64) float64 { return math.Round(amount*100) / 100 }

// kilometres is the distance of two points on the globe.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	a, b := math.Sin((lat2-lat1)*degree/2), math.Sin((lon2-lon1)*degree/2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, a*a+math.Cos(lat1*degree)*math.Cos(lat2*degree)*b*b)))
}
