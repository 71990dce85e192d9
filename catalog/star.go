package catalog

// Status is the state of a product's star on a day.
type Status string

// The states, in the order in which they take precedence.
const (
	Revoked      Status = "revoked"
	Discontinued Status = "discontinued"
	Extended     Status = "extended"
	ReRating     Status = "re_rating"
	Expiring     Status = "expiring"
	Valid        Status = "valid"
	Unverified   Status = "unverified" // only a year is known and validity is not certain
	Expired      Status = "expired"
	Awaiting     Status = "awaiting" // proposed to the ministry, not given
	NoStar       Status = "none"
)

// Statuses lists every state in the order a visitor reads them: what counts
// today first.
func Statuses() []Status {
	return []Status{Valid, Expiring, ReRating, Extended, Unverified, Expired, Revoked, Discontinued, Awaiting, NoStar}
}

// Live reports whether a badge may show: only while the star is in force.
func (s Status) Live() bool {
	return s == Valid || s == Expiring || s == ReRating || s == Extended
}

// Known reports whether s is one of the states.
func (s Status) Known() bool { return s.rank() < statuses }

// statuses is how many states there are.
const statuses = 10

// rank is a state's place in the precedence: of several lines the lowest decides.
func (s Status) rank() int {
	order := [statuses]Status{Revoked, Discontinued, Extended, ReRating, Expiring, Valid, Unverified, Expired, Awaiting, NoStar}
	for i, status := range order {
		if s == status {
			return i
		}
	}
	return statuses
}

// Star is what a product may show on one day. It is computed by StarOn and
// never stored or typed.
type Star struct {
	Day      Day // the day it was computed for
	Stars    int // as given by the line that decides; shows as a badge only while Live
	Status   Status
	Until    Day // last day in force, or the day it ended; zero where not known
	Awaiting int // stars proposed to the ministry beside the ones held; 0 for none
	Line     *Recognition
}

// Live reports whether a badge may show.
func (s Star) Live() bool { return s.Status.Live() }

// Badge is the number of stars to show, 0 where none may be.
func (s Star) Badge() int {
	if s.Live() {
		return s.Stars
	}
	return 0
}

// StarOn computes the star of a product for a day from all its recognitions,
// in any order. Lines of the future and lines that a later decision replaced do
// not count; of the rest the status of highest precedence decides. A proposal
// never hides a star, it stands beside it.
func StarOn(day Day, lines []Recognition) Star {
	lines = append([]Recognition(nil), lines...)
	sortByIssue(lines)
	star := Star{Day: day, Status: NoStar}
	for i := range lines {
		line := &lines[i]
		if line.Stars == 0 || line.Issued().After(day) || replaced(lines, i, day) {
			continue
		}
		if status := line.StatusOn(day); star.Line == nil || status.rank() <= star.Status.rank() {
			star.Line, star.Status, star.Stars, star.Until = line, status, line.Stars, line.Until(day)
		}
	}
	star.Awaiting = proposedOn(day, lines)
	if star.Status == NoStar && star.Awaiting > 0 {
		star.Status = Awaiting
	}
	return star
}

// replaced reports whether a later decision ended line i by the day. The day is
// written in SupersededOn; where a hand forgot it, the later line itself tells.
func replaced(lines []Recognition, i int, day Day) bool {
	line := lines[i]
	if reached(line.SupersededOn, day) {
		return true
	}
	for _, later := range lines[i+1:] {
		if later.Stars > 0 && !later.Issued().After(day) && later.Issued().After(line.Issued()) {
			return true
		}
	}
	return false
}

// proposedOn is the number of stars that wait for the ministry on a day: those
// proposed and not yet answered by a later line with as many stars.
func proposedOn(day Day, lines []Recognition) int {
	proposed := 0
	for _, line := range lines {
		if line.ProposedStars == 0 || line.SentOn.After(day) || reached(line.SupersededOn, day) || line.Stars >= line.ProposedStars {
			continue
		}
		answered := false
		for _, other := range lines {
			if other.Stars >= line.ProposedStars && !other.Issued().After(day) && !other.Issued().Before(line.SentOn) {
				answered = true
			}
		}
		if !answered {
			proposed = max(proposed, line.ProposedStars)
		}
	}
	return proposed
}
