package storefront

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// tellBuying writes to a buyer, to everybody who acts for a maker, or to the office
// that decides.
func (s *Server) tellBuying(ctx context.Context, tx pgx.Tx, n trade.Notice) error {
	switch {
	case n.News == trade.Forgetting:
		return s.mails.Forget(ctx, tx, buyingThread(n.Request))
	case n.News == trade.Raised:
		officers, err := s.accounts.Officers(ctx, tx, "")
		if err != nil {
			return err
		}
		return s.tellEach(ctx, tx, officers, n, s.officeLetter)
	case n.News == trade.ToDecide, n.News == trade.Urged:
		offices, err := s.accounts.Offices(ctx, tx, n.Request.ProvinceCode)
		if err != nil {
			return err
		}
		return s.tellEach(ctx, tx, offices, n, s.officeLetter)
	case n.ProducerID == 0 && n.Request.Email == "":
		return nil // of a buyer nobody knows any more
	case n.ProducerID == 0:
		return s.mails.Send(ctx, tx, s.buyerLetter(n))
	}
	people, err := s.accounts.Acting(ctx, tx, n.ProducerID)
	if err != nil {
		return err
	}
	return s.tellEach(ctx, tx, people, n, s.makerLetter)
}

// tellEach writes the same to several people.
func (s *Server) tellEach(ctx context.Context, tx pgx.Tx, people []account.Account, n trade.Notice, letter func(trade.Notice, account.Account) inquiry.Letter) error {
	for _, person := range people {
		if err := s.mails.Send(ctx, tx, letter(n, person)); err != nil {
			return err
		}
	}
	return nil
}

// buyingThread is the thread of all letters about a request.
func buyingThread(q trade.Request) string { return "buying-" + strconv.FormatInt(q.ID, 10) }

// buyingLetter is what letters about a request have in common.
func (s *Server) buyingLetter(n trade.Notice, to, name string, lang locale.Lang) (inquiry.Letter, *locale.Printer) {
	w := s.words.In(lang)
	key := "buying.letter." + string(n.News)
	letter := inquiry.Letter{
		To: to, Lang: lang, Subject: w.T(key+".subject", "what", n.Request.What), Greeting: w.T("letter.greeting", "name", name),
		Paragraphs: []string{w.T(key+".text", "what", n.Request.What, "day", w.Day(n.Request.ClosesOn), "since", w.Day(catalog.DayAt(n.Request.ConfirmedAt)))},
		Quote:      n.Text, Thread: buyingThread(n.Request),
	}
	for _, fact := range s.buyingFacts(w, n.Request)[:4] {
		letter.Facts = append(letter.Facts, inquiry.Fact{Name: fact.Label, Text: fact.Text})
	}
	return letter, w
}

func (s *Server) buyerLetter(n trade.Notice) inquiry.Letter {
	letter, w := s.buyingLetter(n, n.Request.Email, n.Request.ContactName, locale.Lang(n.Request.Lang))
	button := "buying.letter.own"
	if n.News == trade.ToConfirm {
		button = "buying.letter.confirm.button"
		letter.Closing = []string{w.T("buying.letter.confirm.stranger")}
	}
	letter.Buttons = []inquiry.Button{{Text: w.T(button), Address: s.baseURL + view.Links{Lang: letter.Lang}.OwnRequest(s.ownToken(n.Request.ID))}}
	letter.Reason = w.T("buying.letter.reason.buyer")
	return letter
}

// officeLetter says that a request waits.
func (s *Server) officeLetter(n trade.Notice, person account.Account) inquiry.Letter {
	lang := locale.Lang(person.Lang)
	letter, w := s.buyingLetter(n, person.Email, person.Name, lang)
	path := view.Links{Lang: lang}.OfficeRequest(n.Request.ID)
	letter.Buttons = []inquiry.Button{{Text: w.T("buying.letter.office"), Address: s.baseURL + path}}
	letter.Reason = w.T("buying.letter.reason.office")
	if n.News == trade.Raised {
		province, _ := s.index.Atlas().Province(n.Request.ProvinceCode)
		letter.Facts = append(letter.Facts, inquiry.Fact{Name: w.T("buying.fact.office"), Text: w.Text(province.Name, province.NameEN)})
		letter.Reason = w.T("buying.letter.reason.national")
	}
	return letter
}

func (s *Server) makerLetter(n trade.Notice, person account.Account) inquiry.Letter {
	lang := locale.Lang(person.Lang)
	letter, w := s.buyingLetter(n, person.Email, person.Name, lang)
	if n.News == trade.Forget {
		letter.Thread = "" // it stays when the thread goes
	}
	if n.News == trade.Chosen {
		for _, fact := range buyerFacts(w, n.Request) {
			letter.Facts = append(letter.Facts, inquiry.Fact{Name: fact.Label, Text: fact.Text})
		}
		letter.Warning = w.T("buying.warning")
	}
	if n.News == trade.Ended {
		letter.Paragraphs = append(letter.Paragraphs, stateText(w, n.Request))
	}
	path := view.Links{Lang: lang}.Invitation(n.Request.ID, n.ProducerID)
	letter.Buttons = []inquiry.Button{{Text: w.T("buying.letter.inbox"), Address: s.baseURL + path}}
	letter.Reason = w.T("buying.letter.reason.maker")
	return letter
}
