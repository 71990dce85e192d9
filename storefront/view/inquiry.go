package view

import (
	"time"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// InquiryView is the form that asks a maker, several, or the operator.
type InquiryView struct {
	Kind       string
	Heading    string
	Lead       string // empty for that of makers
	Whom       string // empty where there are several
	Unit       string // usual unit of the product
	Habit      string // how soon the maker usually answers; may be empty
	Notice     string // why a form that was right was not taken
	Key        string // of the form, and the challenge of its proof of work
	MailNeeded bool   // nothing but mail can be confirmed
	Form       Form
	Provinces  []catalog.Province
	IsBasket   bool
	Products   []Chosen // of the basket
	Topics     []string // of a letter to the operator
	Operator   string
	Published  []Published
	Stay       bool // a request to stay or visit, with fields of its own in Extra
}

// Chosen is a product of the basket.
type Chosen struct{ Slug, Name, Maker string }

// Published is a question to the operator with its answer.
type Published struct {
	Lang             locale.Lang
	Question, Answer string
	Day              catalog.Day
}

// StateView is an inquiry as its writer sees it.
type StateView struct {
	Token       string
	Calendar    string           // of an agreed stay; empty elsewhere
	Agreed      string           // likewise, in words
	Order       []catalog.InTurn // of a village's houses
	Unreachable bool             // no mail address, and no short messages: nothing can be sent
	Forgotten   bool
	Confirmed   bool
	Held        bool // waits for the confirmation before it is passed on
	Basket      bool
	Received    time.Time
	ConfirmedOn catalog.Day
	Name        string
	Phone       string
	Email       string
	Message     string
	Facts       []MailFact
	Consents    []string
	Threads     []ThreadView
	Form        Form
	Blocked     bool
	BlockReason string
	Appealed    bool
}

// ThreadView is one maker's part of an inquiry.
type ThreadView struct {
	ID         int64
	Maker      string
	MakerSlug  string // empty for the operator
	Subject    string
	Answer     string
	AnswerKey  string // of its words
	Call       string // how the call comes about that the maker asked for
	CallPhone  string // published; may be empty
	Told       catalog.Day
	Answered   catalog.Day
	Helper     catalog.Day
	Office     catalog.Day
	WithOffice bool // no maker is known: the province's office was asked itself
	Messages   []MessageView
}

// MessageView is something one side wrote.
type MessageView struct {
	Author  string // inquirer, maker, office
	Body    string
	Written catalog.Day
}

// AnswerView is where a maker answers with one tap.
type AnswerView struct {
	Token      string
	Chosen     string            // the answer of the link; empty where there is none
	ChosenKey  string            // of its words
	AnswerKeys map[string]string // of the words of each answer
	Calendar   string            // of an agreed stay; empty elsewhere
	Order      []catalog.InTurn  // of a village's houses
	Answers    []string
	Thread     ThreadView
	Name       string
	Phone      string // empty until the writer has confirmed
	Email      string // likewise
	Message    string
	Confirmed  bool
	Forgotten  bool
	Operator   bool // the question is to the site's operator
	Sent       bool
	Facts      []MailFact
	Warnings   []string
	Form       Form
	Outcome    OutcomeView
}
