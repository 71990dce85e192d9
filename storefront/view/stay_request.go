package view

import "ocop/catalog"

// StayRequestView is the form that asks to stay or to visit.
type StayRequestView struct {
	Heading    string
	Whom       string
	Office     bool   // nobody knows who receives the guests: the office answers
	Habit      string // how soon the maker usually answers; may be empty
	Notice     string // why a form that was right was not taken
	Key        string // of the form, and the challenge of its proof of work
	MailNeeded bool   // nothing but mail can be confirmed
	Stay       catalog.Destination
	Order      []catalog.InTurn
	Form       Form
}

// stayGroupHelp says how many can come.
func stayGroupHelp(p Page, d catalog.Destination) string {
	return p.T("stay.ask.group_help", "least", p.Number(max(1, d.SmallestGroup)), "most", p.Number(max(1, d.LargestGroup())))
}
