package storefront

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// tellFair writes to the people of an event: to all who act for a maker, to all
// of an office, or to a buyer.
func (s *Server) tellFair(ctx context.Context, tx pgx.Tx, n fair.Notice) error {
	if n.To == fair.ToBuyer {
		return s.mails.Send(ctx, tx, s.buyerFairLetter(n))
	}
	people, err := s.accounts.Acting(ctx, tx, n.Participant.ProducerID)
	if n.To == fair.ToOffice {
		people, err = s.accounts.Officers(ctx, tx, n.Participant.OfficeCode)
	}
	if err != nil {
		return err
	}
	products, err := s.productNames(ctx, n.Products)
	if err != nil {
		return err
	}
	for _, person := range people {
		letter, w := s.fairLetter(n, person.Email, person.Name, locale.Lang(person.Lang))
		for _, product := range products {
			letter.Facts = append(letter.Facts, inquiry.Fact{Name: w.T("fair.fact.product"), Text: w.Text(product[0], product[1])})
		}
		s.addFairButtons(&letter, n, w)
		if err := s.mails.Send(ctx, tx, letter); err != nil {
			return err
		}
	}
	return nil
}

// productNames are the names of products in both languages.
func (s *Server) productNames(ctx context.Context, ids []int64) (names [][2]string, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	listings, err := s.products.Listings(ctx, ids)
	for _, l := range listings {
		names = append(names, [2]string{l.Name, l.NameEN})
	}
	return names, err
}

// fairLetter is what letters about an event have in common.
func (s *Server) fairLetter(n fair.Notice, to, name string, lang locale.Lang) (inquiry.Letter, *locale.Printer) {
	w, p := s.words.In(lang), n.Participant
	key := "fair.letter." + string(n.News) + "." + string(n.To)
	event := w.Text(p.EventName, p.EventNameEN)
	letter := inquiry.Letter{
		To: to, Lang: lang, Subject: w.T(key+".subject", "event", event, "maker", p.ProducerName, "what", n.Note.What, "days", w.Number(n.AfterDays)), Greeting: w.T("letter.greeting", "name", name),
		Paragraphs: []string{w.T(key+".text", "event", event, "maker", p.ProducerName, "days", w.Number(n.AfterDays), "what", n.Note.What)},
		Quote:      n.Text, Thread: "event-" + strconv.FormatInt(p.EventID, 10), Reason: w.T("fair.letter.reason." + string(n.To)),
	}
	fact := func(key, text string) {
		if text != "" {
			letter.Facts = append(letter.Facts, inquiry.Fact{Name: w.T(key), Text: text})
		}
	}
	fact("fair.fact.event", event)
	if !p.StartsOn.IsZero() {
		fact("fair.fact.days", w.Days(p.StartsOn, p.EndsOn))
	}
	fact("fair.fact.hours", w.Text(p.Hours, p.HoursEN))
	fact("fair.fact.place", s.fairPlace(w, p))
	fact("fair.fact.booth", p.Booth)
	if n.Meeting.ID != 0 {
		fact("fair.fact.hour", hourText(w, n.Meeting.BeginsAt, n.Meeting.EndsAt))
	}
	if n.To == fair.ToMaker && n.Meeting.ID != 0 {
		fact("fair.fact.buyer", n.Meeting.ContactName)
		fact("fair.fact.about", n.Meeting.About)
		if n.News == fair.MeetAgreed {
			fact("fair.fact.email", n.Meeting.Email)
			fact("fair.fact.phone", n.Meeting.Phone)
		}
	} else if n.Meeting.ID != 0 || n.To == fair.ToOffice {
		fact("fair.fact.maker", p.ProducerName)
	}
	if n.OutcomeID != 0 {
		fact("fair.fact.with", n.Note.Organisation)
		fact("fair.fact.who", n.Note.Who)
		if n.Note.Value > 0 {
			fact("fair.fact.value", w.Money(n.Note.Value))
		}
	}
	return letter, w
}

// addFairButtons adds what a maker or an office may do.
func (s *Server) addFairButtons(letter *inquiry.Letter, n fair.Notice, w *locale.Printer) {
	links := view.Links{Lang: letter.Lang}
	button := func(key, path string, quiet bool) {
		letter.Buttons = append(letter.Buttons, inquiry.Button{Text: w.T(key), Address: s.baseURL + path, Quiet: quiet})
	}
	switch {
	case n.News == fair.MeetAsked:
		token := s.meetingToken(inquiry.UseMeetAnswer, n.Participant, n.Meeting)
		button("fair.letter.agree", links.MeetingAnswer(token, "agree"), false)
		button("fair.letter.decline", links.MeetingAnswer(token, "decline"), true)
	case n.News == fair.OutcomeAsked:
		token := s.outcomeToken(n.OutcomeID)
		for i, result := range fair.Results() {
			button("fair.result."+string(result), links.Memorandum(token, string(result)), i > 0)
		}
	case n.To == fair.ToOffice:
		button("fair.letter.office", links.Console(officeFairPath+"/"+strconv.FormatInt(n.Participant.EventID, 10)), false)
	default:
		button("fair.letter.place", placePath(links, n.Participant.ID), false)
	}
}

// buyerFairLetter is what a buyer gets, who has no account.
func (s *Server) buyerFairLetter(n fair.Notice) inquiry.Letter {
	letter, w := s.fairLetter(n, n.Meeting.Email, n.Meeting.ContactName, locale.Lang(n.Meeting.Lang))
	links := view.Links{Lang: letter.Lang}
	key, path := "fair.letter.meeting", links.Meeting(s.meetingToken(inquiry.UseMeeting, n.Participant, n.Meeting))
	switch n.News {
	case fair.MeetConfirm:
		key = "fair.letter.confirm"
		letter.Closing = []string{w.T("fair.letter.stranger")}
	case fair.MeetOff, fair.MeetDeclined, fair.MeetVanished, fair.MeetUnanswered:
		key, path = "fair.letter.again", links.Event(n.Participant.EventSlug)
	}
	if n.News == fair.MeetOff && !n.Participant.CancelledOn.IsZero() {
		key, letter.Paragraphs[0] = "fair.letter.event", w.T("fair.letter.meet_off.cancelled")
	}
	letter.Buttons = []inquiry.Button{{Text: w.T(key), Address: s.baseURL + path}}
	return letter
}
