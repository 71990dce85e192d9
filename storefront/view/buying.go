package view

import (
	"strconv"
	"strings"

	"ocop/catalog"
)

// Requests is the list of requests to buy.
func (l Links) Requests() string { return l.path("/can-mua", "/requests") }

// Request is the page of one of them.
func (l Links) Request(id int64) string { return l.Requests() + "/" + strconv.FormatInt(id, 10) }

// NewRequest is the form for one.
func (l Links) NewRequest() string { return l.path("/can-mua/moi", "/requests/new") }

// RequestSent says that the buyer's mail is asked for.
func (l Links) RequestSent() string { return l.path("/can-mua/da-gui", "/requests/sent") }

// OwnRequest is a request as its buyer sees it.
func (l Links) OwnRequest(token string) string {
	return l.path("/can-mua/cua-toi/", "/requests/mine/") + token
}

// Invitation is a request as one maker sees it.
func (l Links) Invitation(id, producerID int64) string {
	return l.Console("/quan-ly/can-mua/" + strconv.FormatInt(id, 10) + "/" + strconv.FormatInt(producerID, 10))
}

// OfficeRequest is a request as the office sees it.
func (l Links) OfficeRequest(id int64) string {
	return l.Console("/van-phong/can-mua/" + strconv.FormatInt(id, 10))
}

// BuyingFact is a line of what is known of a request.
type BuyingFact struct{ Label, Text string }

// BuyingLine is a request in a list.
type BuyingLine struct {
	ID                                 int64
	What, Quantity, Months, To, Origin string
	AnyOrigin                          bool
	Papers                             string // empty where none is needed
	Offers                             int
	ClosesOn                           catalog.Day
	State                              string // in words
	Open                               bool   // makers may answer
	Sample                             bool
	Late                               string // that its office has not decided for long; empty otherwise
}

// RequestForm is the form of a request to buy.
type RequestForm struct {
	Form                           Form
	Key                            string // the challenge of its proof of work
	Notice                         string // why it was not taken
	Provinces                      []catalog.Province
	Units, Papers, Origins, Months []Choosable
}

// ReasonLine is one reason why a product fits.
type ReasonLine struct{ Verdict, Text string }

// OfferPart is one maker of an offer; a pool has several.
type OfferPart struct {
	ProducerID       int64
	Maker, MakerSlug string
	Product, Slug    string
	Province         string
	Star             catalog.Star
	Papers           string
	Note             string
	Amounts          []string // of a pool: by month
	Price            int64    // of a pool
	ReadyOn          catalog.Day
	Sample           bool
	State            string // of a pool that was asked
	Mine             bool
}

// Offer is an answer as the buyer sees it.
type Offer struct {
	ID      int64
	Pool    bool
	Chosen  bool
	Amount  string // in each month
	PerUnit string
	Price   int64  // for one unit; of a pool on average
	Same    string // amount and price in the request's unit, where the answer counts in another
	Total   int64  // of all months
	Sample  bool
	ReadyOn catalog.Day
	Parts   []OfferPart
	Words   []OfferWord
}

// OfferWord is something asked or answered about an offer.
type OfferWord struct {
	FromBuyer bool
	Body      string
	At        catalog.Day
}

// OfferRow is one line of offers side by side.
type OfferRow struct {
	Label string
	Cells []string
}

// OwnRequest is a request as its buyer sees it.
type OwnRequest struct {
	Line                          BuyingLine
	Facts                         []BuyingFact
	Form                          Form
	Token, State, Reason          string
	Forgotten                     catalog.Day // when who buys was deleted; zero while it is known
	CanExtend, CanClose, CanJudge bool
	Outcomes                      []Choosable
	Offers                        []Offer
	Rows                          []OfferRow
}

// InvitationLine is a request in a maker's inbox.
type InvitationLine struct {
	BuyingLine
	ProducerID         int64
	Maker              string // where the reader acts for several
	Answered, Declined bool
}

// PoolView is a pool of makers.
type PoolView struct {
	ID         int64
	State      string // empty before anybody was asked
	Kilometres int
	Parts      []OfferPart
	CanJoin    bool
}

// Invitation is a request as a maker sees it.
type Invitation struct {
	Line                                BuyingLine
	Facts                               []BuyingFact
	Reasons                             []ReasonLine
	Product                             OfferPart
	Form                                Form
	Units                               []Choosable
	Unit                                string // that the request counts in
	ProducerID                          int64
	Declined, CanAnswer, Full, CanJudge bool
	Pools                               []PoolView
	Offers                              []Offer
	Buyer                               []BuyingFact // only where the buyer has chosen
}

// MatchLine is a maker who fits a request, with why.
type MatchLine struct {
	Part    OfferPart
	Reasons []ReasonLine
	Said    string // what it has answered; empty while nothing
}

// OfficeRequest is a request as the office sees it.
type OfficeRequest struct {
	Line          BuyingLine
	Facts, Buyer  []BuyingFact
	Form          Form
	State, Reason string
	Most          int
	Matches       []MatchLine
	Pools         []PoolView
	Experiences   []BuyingFact
}

// offerTitle is an offer's makers in one line.
func offerTitle(o Offer) string {
	names := make([]string, len(o.Parts))
	for i, part := range o.Parts {
		names[i] = part.Maker
	}
	return strings.Join(names, " + ")
}
