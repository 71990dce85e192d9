package trade

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// News is something that somebody must hear.
type News string

// The news, with whom they go to.
const (
	ToConfirm   News = "confirm"   // the buyer: follow the link
	ToDecide    News = "waiting"   // the office: a request waits for it
	Urged       News = "urged"     // the office: it waits still
	Raised      News = "raised"    // the national office: a province's has not decided
	Opened      News = "opened"    // the buyer: makers have been told
	RefusedNews News = "refused"   // the buyer: with the office's reason
	Invited     News = "invited"   // a maker: a request that fits
	PoolAsked   News = "pool"      // a maker: together with others
	PoolBroken  News = "broken"    // a maker who had accepted: another has not
	Offered     News = "offered"   // the buyer: an answer has come
	Asked       News = "asked"     // a maker: the buyer asks something
	Replied     News = "replied"   // the buyer: the maker has written
	Reminder    News = "reminder"  // the buyer: answers wait
	Ended       News = "ended"     // a maker: the request is over, and how
	Chosen      News = "chosen"    // a maker: the buyer has chosen its offer, with the buyer's contact
	EndedBuyer  News = "over"      // the buyer: its days are over
	Lapsed      News = "lapsed"    // buyer and maker: a star is no longer in force
	LapsedMaker News = "lapsedown" // the maker of that product
	Forgetting  News = "forgotten" // nobody: letters about it are to be deleted
	Forget      News = "forget"    // a maker who has the buyer's contact: to delete it too
)

// Notice is news for one of a request's people.
type Notice struct {
	News       News
	Request    Request
	ProducerID int64 // whom it goes to, or 0 for the buyer or the office
	AnswerID   int64
	ProductID  int64 // concerned; 0 for none
	Text       string
}

// Tell brings a notice on its way, in the transaction of what it tells of.
type Tell func(ctx context.Context, tx pgx.Tx, n Notice) error
