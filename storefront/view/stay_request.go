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
	Form       Form
}

// stayGroupHelp says how many can come for a day, and for the night.
func stayGroupHelp(p Page, d catalog.Destination) string {
	least, day, night := p.Number(max(1, d.SmallestGroup)), d.Room(false), d.Room(true)
	switch {
	case day == 0 && night == 0:
		return p.T("stay.ask.group_help.least", "least", least)
	case !d.Overnight() || night == 0:
		return p.T("stay.ask.group_help.day", "least", least, "day", p.Number(day))
	case d.GuestsDay == 0:
		return p.T("stay.ask.group_help.night", "least", least, "night", p.Number(night))
	}
	return p.T("stay.ask.group_help", "least", least, "day", p.Number(day), "night", p.Number(night))
}
