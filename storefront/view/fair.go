package view

import (
	"net/url"
	"strconv"

	"ocop/catalog"
	"ocop/catalog/fair"
)

// MeetForm asks an exhibitor for a meeting.
func (l Links) MeetForm(event string, exhibitor int64) string {
	return l.Event(event) + l.part("/hen/", "/meet/") + strconv.FormatInt(exhibitor, 10)
}

// Meeting is a meeting as its buyer sees it.
func (l Links) Meeting(token string) string { return l.path("/hen/", "/meeting/") + token }

// MeetingAnswer is where a maker answers one, with what was tapped in the letter.
func (l Links) MeetingAnswer(token, tapped string) string {
	return withTapped(l.path("/tra-loi-hen/", "/meeting-answer/")+token, tapped)
}

// Memorandum is where a maker says what came of one.
func (l Links) Memorandum(token, tapped string) string {
	return withTapped(l.path("/bien-ban/", "/memorandum/")+token, tapped)
}

func withTapped(path, tapped string) string {
	if tapped == "" {
		return path
	}
	return withQuery(path, url.Values{"r": {tapped}})
}

// OfficeEvent is an event in its office's console.
func (l Links) OfficeEvent(id int64) string {
	return l.Console("/van-phong/su-kien/" + strconv.FormatInt(id, 10))
}

// FairPlace is what a maker has to do with one event.
func (l Links) FairPlace(id int64) string {
	return l.Console("/quan-ly/su-kien/" + strconv.FormatInt(id, 10))
}

// Apply is the form with which a maker applies to an event.
func (l Links) Apply(event, producer int64) string {
	return l.Console("/quan-ly/su-kien/dang-ky/" + strconv.FormatInt(event, 10) + "/" + strconv.FormatInt(producer, 10))
}

// FairRecord is what a maker has taken part in.
func (l Links) FairRecord(producer int64) string {
	return l.Console("/quan-ly/su-kien/ho-so/" + strconv.FormatInt(producer, 10))
}

// OfficeEventLine is an event in an office's list.
type OfficeEventLine struct {
	EventLine
	Waiting, Accepted, Taken int
}

// OfficeEvents is what an office keeps.
type OfficeEvents struct{ Drafts, Coming, Past []OfficeEventLine }

// FairLine is an event with one maker's part in it.
type FairLine struct {
	ID, EventID, ProducerID         int64
	Name, Slug, Kind, Level         string
	Place                           string
	StartsOn, EndsOn, CancelledOn   catalog.Day
	Organiser, Document             string
	State, Booth, Reason, Note      string
	LapsedOn, AppliedOn             catalog.Day
	Reach                           string
	Maker, MakerSlug, MakerProvince string
	Coming, CanKeep, Sample         bool
	Revoked                         bool // refused after it had been accepted
}

// OfficePlace is a maker at an event as its office sees it.
type OfficePlace struct {
	FairLine
	Products []ShownProduct
}

// OfficeEvent is an event as its office sees it.
type OfficeEvent struct {
	Line                      EventLine
	Form                      Form
	CanPublish, CanCancel     bool
	TakesMakers, Over         bool
	Taken                     int
	Waiting, Accepted, Others []OfficePlace
	Tally                     fair.Tally
	Stages                    []int
}

// EventForm is the form of an event.
type EventForm struct {
	Form                            Form
	Action, Submit                  string
	Public                          bool   // people are told where it moves
	Seen                            string // the event's version that the form shows
	Marks                           string // of its fields as they were then
	Clashes                         []MakerChange
	Kinds, Levels, Provinces, Stars []Choosable
}

// FairMaker is a maker for whom somebody acts.
type FairMaker struct {
	ID   int64
	Name string
}

// OpenFair is an event that takes applications.
type OpenFair struct {
	EventLine
	Left   int // places; -1 where they are not counted
	Makers []FairMaker
}

// Fairs is what makers take part in, and where they may apply.
type Fairs struct {
	Own     []FairLine
	Open    []OpenFair
	Makers  []FairMaker
	Several bool
}

// FairProduct is a product that could be shown at an event.
type FairProduct struct {
	ID         int64
	Card       Card
	Fits       bool
	EndsBefore bool // its star ends before the event does
}

// FairApplication is the form with which a maker applies.
type FairApplication struct {
	Line     EventLine
	Form     Form
	Maker    string
	Open     bool
	Again    string // what became of an application before, with the reason
	Reason   string
	Left     int
	Products []FairProduct
}

// FairSlot is a time at which a maker can be met.
type FairSlot struct {
	ID         int64
	Hour       string
	Free, Past bool
}

// MeetingView is a meeting as one side sees it.
type MeetingView struct {
	ID                        int64
	Hour, State               string
	Name, Organisation, About string
	Email, Phone              string // empty before both agree
}

// FairPlace is a maker's part in one event.
type FairPlace struct {
	FairLine
	Form     Form
	Products []ShownProduct
	Slots    []FairSlot
	Days     []Choosable
	Meetings []MeetingView
	Tally    fair.Tally
	Begun    bool
}

// MeetingForm asks for a meeting.
type MeetingForm struct {
	Line        FairLine
	Form        Form
	Key, Notice string
	Slots       []Choosable
}

// OwnMeeting is a meeting behind a link of a letter.
type OwnMeeting struct {
	Meeting MeetingView
	Line    FairLine
	Form    Form
	Path    string
	Holds   bool
	Decline bool // that is what was tapped
}

// NoteLine is something noted at a booth.
type NoteLine struct {
	Memorandum                               bool
	Who, Organisation, Contact, What, Amount string
	Value                                    int64
	On                                       catalog.Day
}

// Booth is the page on which a maker notes whom it meets.
type Booth struct {
	Line                FairLine
	Form                Form
	Worker, Scope, Path string
	Products            []ShownProduct
	Units               []string
	Notes               []NoteLine
}

// MemorandumView asks what has come of a memorandum.
type MemorandumView struct {
	Line                            FairLine
	Form                            Form
	Path                            string
	What, Who, Organisation, Amount string
	Value, Realised                 int64
	AfterDays                       int
	Result                          string // empty while not answered
	Results                         []Choosable
}

// FairRecordGroup is the events of one reach.
type FairRecordGroup struct {
	Reach string
	Lines []FairLine
}

// FairRecord is what a maker has taken part in.
type FairRecord struct {
	Maker, Path, CSV string
	Total            int
	Groups           []FairRecordGroup
}

// fairDays is when an event is held.
func fairDays(p Page, l FairLine) string {
	if l.StartsOn.IsZero() {
		return p.T("event.permanent")
	}
	return p.Days(l.StartsOn, l.EndsOn)
}

// fairState is where a maker's part in an event stands, in words.
func fairState(p Page, l FairLine) string {
	switch {
	case !l.CancelledOn.IsZero():
		return p.T("event.cancelled", "day", p.Day(l.CancelledOn))
	case !l.LapsedOn.IsZero():
		return p.T("fair.state.lapsed")
	case l.Revoked:
		return p.T("fair.state.revoked")
	}
	return p.T("fair.state." + l.State)
}

// stageOf is how memoranda stood after so many days.
func stageOf(t fair.Tally, days int) fair.StageTally {
	for _, s := range t.Stages {
		if s.AfterDays == days {
			return s
		}
	}
	return fair.StageTally{AfterDays: days}
}
