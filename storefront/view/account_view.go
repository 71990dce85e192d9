package view

import (
	"time"

	"ocop/catalog"
)

// AccountsView is who signs in, and the claims that wait.
type AccountsView struct {
	Query    string
	Done     string // what was just done, in words; may be empty
	Accounts []AccountLine
	Claims   []ClaimLine
}

// AccountLine is an account in a list.
type AccountLine struct {
	ID                       int64
	Name, Email, Phone, Role string
	State                    string // in words
	Closed                   bool
}

// AccountView is one account with what an office may do to it.
type AccountView struct {
	AccountLine
	Producers []catalog.Producer
	Done      string // what was just done: password, factor, close, unsure; else empty
	Link      string // to hand over where no mail could take it
}

// InviteView is the form that invites.
type InviteView struct {
	Roles     []Choosable
	Provinces []catalog.Province // empty for who may not invite offices
	Invited   string             // who was just invited
	Link      string             // to hand over where no mail could take it
}

// ClaimLine is somebody's word that they are a producer.
type ClaimLine struct {
	ID                                   int64
	Name, Email, Phone, BusinessNo, Note string
	ProducerSlug, ProducerName           string
	Made                                 time.Time
	Waiting                              bool
}

// ClaimView is a claim beside what the catalogue knows.
type ClaimView struct {
	ClaimLine
	State    string // in words
	Producer catalog.Producer
	Products []ClaimedProduct
	Link     string // to hand over where no mail could take it
}

// ClaimedProduct is a product of the producer that is claimed.
type ClaimedProduct struct {
	Name, Slug string
	Star       catalog.Star
}
