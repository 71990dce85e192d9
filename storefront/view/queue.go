package view

import (
	"strconv"
	"strings"

	"ocop/catalog"
)

// QueueView is what waits for the office.
type QueueView struct {
	Total     int
	Reports   int // of false content, that wait as well
	Lines     []QueueLine
	Next      string // address of the next page; empty on the last
	Key       string
	Done      int // of the decision just made
	Failed    int
	Decided   Decided
	Unchecked []catalog.Edit // small changes that appeared at once
	HasRule   bool           // for an office of one province
	Rule      catalog.SmallChanges
}

// QueueLine is one waiting change.
type QueueLine struct {
	Edit     catalog.Edit
	Province string
	Waits    int // days
	Fields   []string
	Flagged  bool
	TakenBy  string // another officer; empty for nobody
}

// value is what a checkbox sends: the change in the version that was seen.
func (l QueueLine) value() string {
	return strconv.FormatInt(l.Edit.ID, 10) + ":" + strconv.Itoa(l.Edit.Version)
}

// ChangeView is one change beside what is public.
type ChangeView struct {
	Line             QueueLine
	Rows             []ChangeRow
	Conflicts        []catalog.Conflict
	Key              string
	Form             Form
	Author           string
	Helper           string // who entered it for the producer; empty where the producer did
	Confirmed        string // who of the producer agreed with the helper
	TakenBy, TakenAt string // another officer; empty for nobody
	Decided          Decided
}

// Decided is the change that was decided just now; without a name there is none.
type Decided struct {
	Name, State string
	Public      string // address of the page it shows on
}

// waits is for how many days a change has waited.
func waits(p Page, days int) string {
	if days == 0 {
		return p.T("office.today")
	}
	return p.N("office.days", days)
}

// ChangeRow is one field, before and after.
type ChangeRow struct {
	Field              catalog.Field
	Old                string
	New                []catalog.Span
	Proposed           string // the new value as it is kept
	OldShots, NewShots []BigShot
}

// BigShot is a picture as an officer looks at it; without a source its sizes
// are still being made.
type BigShot struct {
	Source, Alt   string
	Width, Height int
}

// fieldLabel is what a field is called in the page's language.
func fieldLabel(p Page, name string) string {
	if month, ok := strings.CutPrefix(name, "capacity_"); ok {
		if n, err := strconv.Atoi(month); err == nil {
			return p.T("office.field.capacity", "month", p.Month(n))
		}
	}
	if p.Has("office.field." + name) {
		return p.T("office.field." + name)
	}
	if base, english := strings.CutSuffix(name, "_en"); english {
		return p.T("maker.field.english", "name", p.T("maker.field."+base))
	}
	return p.T("maker.field." + name)
}

// fieldLabels joins the names of a few fields, and counts the rest.
func fieldLabels(p Page, names []string) string {
	const most = 3
	var labels []string
	for _, name := range names[:min(most, len(names))] {
		labels = append(labels, fieldLabel(p, name))
	}
	text := strings.Join(labels, ", ")
	if rest := len(names) - most; rest > 0 {
		text += p.T("office.queue.more", "n", p.Number(rest))
	}
	return text
}

// path is the address of a change in the queue.
func (p Page) change(id int64) string {
	return p.Console("/van-phong/cho-duyet/" + strconv.FormatInt(id, 10))
}
