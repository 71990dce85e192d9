package fair

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// News is something that somebody must hear.
type News string

// The news.
const (
	NewApplication News = "application" // the office: a maker has applied
	WithdrawnNews  News = "withdrawn"   // the office: a maker has taken it back
	AcceptedNews   News = "accepted"    // the maker, with the booth where it has one
	BoothNews      News = "booth"       // the maker: another booth
	RefusedNews    News = "refused"     // the maker, with the office's reason
	RevokedNews    News = "revoked"     // the maker who had been accepted, with the office's reason
	KeptNews       News = "kept"        // the maker: stays without the lapsed products
	LapsedNews     News = "lapsed"      // maker and office: a star is no longer what the event demands
	RenewedNews    News = "renewed"     // maker and office: it is again
	MovedNews      News = "moved"       // maker, and buyers whose meeting stays: another day or place
	CancelledNews  News = "cancelled"   // maker: called off
	MeetConfirm    News = "meet_confirm"
	MeetAsked      News = "meet_asked"      // the maker, with one-tap answers
	MeetAgreed     News = "meet_agreed"     // both
	MeetDeclined   News = "meet_declined"   // the buyer
	MeetWithdrawn  News = "meet_withdrawn"  // the maker: the buyer does not come
	MeetVanished   News = "meet_vanished"   // the buyer: not confirmed, the slot is free
	MeetUnanswered News = "meet_unanswered" // both: the maker has not answered, the slot is free
	MeetOff        News = "meet_off"        // both: the event moved or ended, or the maker does not come
	OutcomeAsked   News = "outcome"         // the maker: what came of a memorandum
)

// Audience is whom a notice goes to.
type Audience string

// The audiences.
const (
	ToMaker  Audience = "maker"
	ToOffice Audience = "office"
	ToBuyer  Audience = "buyer"
)

// Notice is news for one of an event's people.
type Notice struct {
	News        News
	To          Audience
	Participant Participant
	Meeting     Meeting // of news about one
	Note        Note    // of OutcomeAsked
	OutcomeID   int64
	AfterDays   int
	Products    []int64 // concerned
	Text        string
}

// Tell brings a notice on its way, in the transaction of what it tells of.
type Tell func(ctx context.Context, tx pgx.Tx, n Notice) error

// both tells the maker and the buyer of a meeting.
func (f Fairs) both(ctx context.Context, tx pgx.Tx, n Notice) error {
	n.To = ToMaker
	if err := f.Tell(ctx, tx, n); err != nil {
		return err
	}
	n.To = ToBuyer
	return f.Tell(ctx, tx, n)
}
