package storefront

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

var update = flag.Bool("update", false, "write the golden files of letters anew")

// letterbox collects mails as they would leave, each with the name of its letter.
type letterbox struct {
	*testSite
	name       string
	text, html strings.Builder
}

// Send takes a mail apart as its reader's program does.
func (b *letterbox) Send(_ context.Context, _, to string, out inquiry.Outgoing) error {
	m, err := mail.ReadMessage(bytes.NewReader(out.Bytes))
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, form := range []*strings.Builder{&b.text, &b.html} {
		part, err := parts.NextRawPart()
		if err != nil {
			return err
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			return err
		}
		fmt.Fprintf(form, "=== %s, to %s: %s\nList-Unsubscribe: %s\n\n%s\n", b.name, to, subject, m.Header.Get("List-Unsubscribe"), strings.ReplaceAll(string(body), "\r\n", "\n"))
	}
	return nil
}

// take lets something write letters and sends them.
func (b *letterbox) take(t *testing.T, name string, write func(tx pgx.Tx) error) {
	t.Helper()
	if err := pgx.BeginFunc(t.Context(), b.db, write); err != nil {
		t.Fatal(err)
	}
	rows, err := b.db.Query(t.Context(), `SELECT id FROM mail WHERE state = 'queued' ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) == 0 {
		t.Errorf("%s writes no letter", name)
	}
	b.name = name
	for _, id := range ids {
		job := &river.Job[inquiry.MailJob]{JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 1}, Args: inquiry.MailJob{ID: id}}
		if err := inquiry.NewMailWorker(b.mails, b).Work(t.Context(), job); err != nil {
			t.Fatal(err)
		}
	}
}

// compare holds both forms of the letters against the files of their name.
func (b *letterbox) compare(t *testing.T, name string) {
	t.Helper()
	for ending, form := range map[string]*strings.Builder{".txt": &b.text, ".html": &b.html} {
		path, got := filepath.Join("testdata", "letter", name+ending), form.String()
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (run with -update where this is meant):\n%s", path, diff)
		}
		form.Reset()
	}
}

// TestLetterForms writes every letter to accounts, to those who follow a list, and
// about requests to buy, in both forms and languages.
func TestLetterForms(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	if _, err := site.db.Exec(t.Context(), `DELETE FROM mail`); err != nil {
		t.Fatal(err)
	}
	box := &letterbox{testSite: site}
	for _, lang := range locale.Langs() {
		box.accounts(t, lang)
		box.compare(t, "account_"+string(lang))
		box.follows(t, lang)
		box.compare(t, "saved_search_"+string(lang))
		box.buying(t, lang)
		box.compare(t, "buying_"+string(lang))
	}
}

func (b *letterbox) accounts(t *testing.T, lang locale.Lang) {
	s, ctx := b.Server, t.Context()
	to := account.Account{ID: 7, Name: "Nguyễn Thị <Mẫu>", Email: "mau@example.com", Lang: string(lang)}
	for _, kind := range []string{"invite", "recover", "reset"} {
		b.take(t, kind, func(tx pgx.Tx) error { return s.tellLink(kind)(ctx, tx, to, "one-secret") })
	}
	b.take(t, "code", func(tx pgx.Tx) error { return s.tellCode(ctx, tx, to, "123456") })
	for _, kind := range []string{"password", "factor", "grant", "passkey"} {
		b.take(t, kind, func(tx pgx.Tx) error { return s.tellDone(kind)(ctx, tx, to, "") })
	}
	b.take(t, "refused", func(tx pgx.Tx) error {
		return s.tellRefused(ctx, tx, to, "Ảnh giấy chứng nhận\nkhông đọc được & <mờ>.")
	})
	b.take(t, "close", func(tx pgx.Tx) error { return s.tellClosed(ctx, tx, to, "") })
}

func (b *letterbox) follows(t *testing.T, lang locale.Lang) {
	s := b.Server
	p := view.Page{Printer: s.words.In(lang), Links: view.Links{Lang: lang}}
	saved := inquiry.SavedSearch{Token: "a-token", Email: "theo-doi@example.com", Lang: lang, Title: "“chè” & <mật ong>"}
	b.take(t, "asked", func(tx pgx.Tx) error { return s.mails.Send(t.Context(), tx, s.askToFollow(p, saved, "a-token")) })
	hits := make([]*search.Hit, maxTold+2)
	for i := range hits {
		hits[i] = &search.Hit{Listing: catalog.Listing{Name: fmt.Sprintf("Chè mẫu %d", i+1), NameEN: fmt.Sprintf("Sample tea %d", i+1), Slug: fmt.Sprintf("che-mau-%d", i+1), ProducerName: "HTX Mẫu", ProvinceCode: "19"}}
	}
	for _, n := range []int{1, len(hits)} {
		b.take(t, fmt.Sprintf("%d new", n), func(tx pgx.Tx) error {
			return s.mails.Send(t.Context(), tx, s.newInList(saved, url.Values{"q": {"chè"}}, hits[:n]))
		})
	}
}

func (b *letterbox) buying(t *testing.T, lang locale.Lang) {
	s, ctx := b.Server, t.Context()
	q := trade.Request{
		ID: 5, Organisation: "Siêu thị Mẫu", TaxCode: "0100000001", ContactName: "Trần Văn <Mua>", Email: "mua@example.com", Phone: "+84900000321", Lang: string(lang),
		What: "chè búp khô", Quantity: 500, Unit: "kg", Months: []int{1, 2, 12}, ProvinceCode: "01", Origin: trade.North, ClosesOn: catalog.NewDay(2026, 12, 22),
		State: trade.Closed, Outcome: trade.Elsewhere,
	}
	person := account.Account{Name: "HTX Mẫu", Email: "htx@example.com", Lang: string(lang)}
	write := func(news trade.News, producer int64, letter func(trade.Notice) inquiry.Letter) {
		t.Helper()
		n := trade.Notice{News: news, Request: q, ProducerID: producer, Text: "Xin thêm ảnh bao bì\n& giá <b>"}
		b.take(t, string(news), func(tx pgx.Tx) error { return s.mails.Send(ctx, tx, letter(n)) })
	}
	for _, news := range []trade.News{trade.ToConfirm, trade.Opened, trade.RefusedNews, trade.Offered, trade.Replied, trade.Reminder, trade.EndedBuyer, trade.Lapsed} {
		write(news, 0, s.buyerLetter)
	}
	write(trade.ToDecide, 0, func(n trade.Notice) inquiry.Letter { return s.officeLetter(n, person) })
	for _, news := range []trade.News{trade.Invited, trade.PoolAsked, trade.PoolBroken, trade.Asked, trade.Ended, trade.Chosen, trade.Lapsed, trade.LapsedMaker, trade.Forget} {
		write(news, 3, func(n trade.Notice) inquiry.Letter { return s.makerLetter(n, person) })
	}
}
