package catalog

import (
	"errors"
	"fmt"
	"time"
)

// EditState says how far a change has come.
type EditState string

// The states of a change. The first three are open: a subject has one at most.
const (
	EditDraft     EditState = "draft"
	EditWaiting   EditState = "waiting"  // for the office
	EditReturned  EditState = "returned" // by the office, with a reason
	EditApproved  EditState = "approved" // and applied
	EditWithdrawn EditState = "withdrawn"
)

// Edit is a change to one product or one producer on its way from the maker to
// the catalogue.
type Edit struct {
	ID           int64
	SubjectKind  string // ProductSubject or ProducerSubject
	SubjectID    int64  // 0 for a new product until it is approved
	ProducerID   int64
	ProvinceCode string
	Patch        Values         // field → new value
	Base         Values         // field → value when it was begun; once approved, the value replaced
	Touched      map[string]int // field → version that last wrote it
	State        EditState
	Version      int
	AuthorID     int64
	HelperID     int64 // who entered it for the producer; 0 where the producer did
	HelperDoneAt time.Time
	UndoOf       int64
	UpdatedAt    time.Time
	SubmittedAt  time.Time
	TakenBy      int64 // the officer who looks at it; 0 for nobody
	TakenAt      time.Time
	DecidedBy    int64
	DecidedAt    time.Time
	Reason       string // of the office that sent it back
	AtOnce       bool   // appeared before an officer saw it
	CheckedAt    time.Time

	ProducerName string
	SubjectName  string // as it is public now; of a new product the one it shall have
	SubjectSlug  string // empty for a new product
}

// Subject is what the edit changes.
func (e Edit) Subject() Subject { return Subject{Kind: e.SubjectKind, ID: e.SubjectID} }

// Open reports whether the edit can still change.
func (e Edit) Open() bool {
	return e.State == EditDraft || e.State == EditWaiting || e.State == EditReturned
}

// EditChange is one line of a difference.
type EditChange struct {
	Field    Field
	Old, New string
}

// Changes lists what an edit changes, in the order of Fields.
func (e Edit) Changes() []EditChange {
	var changes []EditChange
	for _, f := range Fields() {
		if value, ok := e.Patch[f.Name]; ok && f.Subject == e.SubjectKind && value != e.Base[f.Name] {
			changes = append(changes, EditChange{f, e.Base[f.Name], value})
		}
	}
	return changes
}

// Step says who asks for something to be done to which version of an edit. The
// same key asks for the same thing once, however often it is sent.
type Step struct {
	EditID  int64
	Version int    // as it was seen
	By      int64  // account
	Key     string // made by the page, 8 to 64 letters
}

// Draft is what a maker wants kept.
type Draft struct {
	Step               // an EditID of 0 means the subject's open edit, or a new one
	Subject    Subject // an ID of 0 is a new product
	ProducerID int64   // whose it is; the caller has checked that By may edit it
	Helper     bool    // By enters it for the producer
	Set        Values  // fields to set, as typed
	UndoOf     int64
	kept       bool // Set holds values as they were kept, not as typed
}

// Clash is a field that two hands have written.
type Clash struct{ Field, Yours, Theirs string }

// StaleError says that the edit is not any more what was seen. Nothing was
// written.
type StaleError struct {
	Edit    Edit    // as it stands
	Clashes []Clash // of a draft: the fields that both have written
}

func (e *StaleError) Error() string {
	return fmt.Sprintf("catalog: edit %d has version %d by now", e.Edit.ID, e.Edit.Version)
}

// Conflict is a field that has changed in the catalogue since the edit began.
type Conflict struct{ Field, Base, Now, Proposed string }

// ConflictError says that the catalogue has moved on under an edit. Nothing was
// written.
type ConflictError struct{ Conflicts []Conflict }

func (e *ConflictError) Error() string {
	return fmt.Sprintf("catalog: %d fields have changed since the edit began", len(e.Conflicts))
}

// TakenError says that another officer is looking at an edit.
type TakenError struct {
	By int64
	At time.Time
}

func (e *TakenError) Error() string {
	return fmt.Sprintf("catalog: account %d has taken the edit", e.By)
}

// ErrState says that the edit is not in a state for what was asked.
var ErrState = errors.New("catalog: the edit is not in a state for this")

// ErrEmpty says that an edit changes nothing.
var ErrEmpty = errors.New("catalog: the edit changes nothing")

// ErrHelper says that a helper asked for what only the producer may do.
var ErrHelper = errors.New("catalog: the producer must confirm what a helper entered")
