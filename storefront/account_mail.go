package storefront

import (
	"context"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// letter begins a letter to an account, in its language: letter.KIND.subject,
// .text and .reason.
func (s *Server) letter(to account.Account, kind string) (inquiry.Letter, *locale.Printer) {
	language := locale.Lang(to.Lang)
	words := s.words.In(language)
	return inquiry.Letter{
		To: to.Email, Lang: language, Subject: words.T("letter." + kind + ".subject"), Greeting: words.T("letter.greeting", "name", to.Name),
		Paragraphs: []string{words.T("letter." + kind + ".text")}, Reason: words.T("letter.reason"),
	}, words
}

// tellLink sends the link that sets a password; kind is invite, recover or reset.
// An account without a mail address gets it from whoever asked, by hand.
func (s *Server) tellLink(kind string) account.Tell {
	return func(ctx context.Context, tx pgx.Tx, to account.Account, secret string) error {
		if to.Email == "" {
			return nil
		}
		letter, words := s.letter(to, kind)
		letter.Secret = true
		link := view.Links{Lang: letter.Lang}.SetPassword(secret)
		letter.Buttons = []inquiry.Button{{Text: words.T("letter.password.button"), Address: s.baseURL + link}}
		return s.mails.Send(ctx, tx, letter)
	}
}

// tellCode sends a code that signs in once.
func (s *Server) tellCode(ctx context.Context, tx pgx.Tx, to account.Account, code string) error {
	letter, words := s.letter(to, "code")
	letter.Secret = true
	letter.Facts = []inquiry.Fact{{Name: words.T("letter.code.name"), Text: code}}
	return s.mails.Send(ctx, tx, letter)
}

// tellDone says that something was done to an account; kind is password,
// factor, newfactor, passkey, lostpasskey or grant.
func (s *Server) tellDone(kind string) account.Tell {
	return func(ctx context.Context, tx pgx.Tx, to account.Account, _ string) error {
		if to.Email == "" {
			return nil
		}
		letter, _ := s.letter(to, kind)
		return s.mails.Send(ctx, tx, letter)
	}
}
