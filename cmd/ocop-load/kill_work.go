package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
)

// work is one maker with one product, and the officer who approves it.
type work struct {
	subject              catalog.Subject
	producer             int64
	maker, officer       string // secrets of their cookies
	network              string
	client               *http.Client
	written              int    // texts begun
	approved             string // the last text whose approval was acknowledged
	later                string // one that was sent on and not acknowledged any more
	saves, submits, nods int    // acknowledged
	again                int    // answers that had to be asked for more than once
	repeated             int    // requests that were sent again although acknowledged
	wrong                []string
}

// cutAddress takes host:port apart.
func cutAddress(address string) (host, port string, err error) { return net.SplitHostPort(address) }

const makerStory = "Bản ghi số "

// run saves, submits and approves one text after another.
func (w *work) run(ctx context.Context, site string, l *ledger) {
	for ctx.Err() == nil {
		w.written++
		text := makerStory + strconv.Itoa(w.written) + " của " + strconv.FormatInt(w.subject.ID, 10)
		if err := w.once(ctx, "http://"+site, l, text); err != nil && ctx.Err() == nil {
			w.wrong = append(w.wrong, err.Error())
			return
		}
	}
}

// once takes one text from the maker's phone to the public page.
func (w *work) once(ctx context.Context, site string, l *ledger, text string) error {
	edits := catalog.Edits{DB: l.db}
	listing := site + "/quan-ly/tin/" + strconv.FormatInt(w.subject.ID, 10)
	if !w.insist(ctx, w.maker, listing+"/sua/ten", http.StatusOK, url.Values{"version": {"0"}, "story": {text}}) {
		return nil
	}
	w.saves++
	edit, err := edits.OpenOn(ctx, w.subject)
	if err != nil || edit.Patch["story"] != text {
		return fmt.Errorf("product %d: %q was saved, there is %q (%w)", w.subject.ID, text, edit.Patch["story"], err)
	}
	w.later = text
	if !w.insist(ctx, w.maker, listing+"/gui", http.StatusSeeOther, url.Values{"version": {strconv.Itoa(edit.Version)}}) {
		return nil
	}
	w.submits++
	if edit, err = edits.ByID(ctx, edit.ID); err != nil || edit.State != catalog.EditWaiting {
		return fmt.Errorf("edit %d was submitted and is %s (%w)", edit.ID, edit.State, err)
	}
	form := url.Values{"version": {strconv.Itoa(edit.Version)}, "do": {"approve"}}
	if !w.insist(ctx, w.officer, site+"/van-phong/cho-duyet/"+strconv.FormatInt(edit.ID, 10), http.StatusSeeOther, form) {
		return nil
	}
	w.nods++
	w.approved, w.later = text, ""
	if now, err := edits.Current(ctx, w.subject); err != nil || now["story"] != text {
		return fmt.Errorf("product %d: %q was approved, %q is public (%w)", w.subject.ID, text, now["story"], err)
	}
	return nil
}

// insist sends a form with one key until it is acknowledged, and now and then once
// more, as a phone does whose answer was lost. It is false when time was up first.
func (w *work) insist(ctx context.Context, secret, address string, want int, form url.Values) bool {
	form.Set("key", rand.Text())
	for tries := 0; ctx.Err() == nil; tries++ {
		status := w.post(ctx, secret, address, form)
		switch status {
		case want:
			if tries > 0 {
				w.again++
			}
			if w.written%3 == 0 && w.post(ctx, secret, address, form) == want {
				w.repeated++
			}
			return true
		case 0, http.StatusServiceUnavailable, http.StatusBadGateway, http.StatusInternalServerError: // not there: again
		default:
			w.wrong = append(w.wrong, fmt.Sprintf("%s answers %d", address, status))
			return false
		}
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
	return false
}

// post sends a form once; 0 stands for no answer.
func (w *work) post(ctx context.Context, secret, address string, form url.Values) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("Cookie", "ocop="+secret)
	request.Header.Set("X-Forwarded-For", w.network)
	if strings.HasSuffix(address, "/sua/ten") {
		request.Header.Set("Accept", "application/json")
	}
	response, err := w.client.Do(request)
	if err != nil {
		return 0
	}
	_, err = io.Copy(io.Discard, response.Body)
	response.Body.Close()
	if err != nil {
		return 0 // cut off in the middle of its words
	}
	return response.StatusCode
}

// prepareWorks gives makers accounts for a product each, and every one an officer.
func (l *ledger) prepareWorks(ctx context.Context, makers int) ([]*work, error) {
	today := func() catalog.Day { return catalog.DayAt(time.Now()) }
	accounts := account.Accounts{DB: l.db, Hasher: account.NewHasher(2), Today: today}
	sessions := account.Sessions{DB: l.db, Today: today}
	products := catalog.Products{DB: l.db}
	ids, err := products.IDs(ctx)
	if err != nil {
		return nil, err
	}
	var works []*work
	for _, id := range ids {
		owner, _, err := products.OwnerOf(ctx, id)
		if err != nil || owner == 0 {
			continue
		}
		n := len(works)
		w := &work{subject: catalog.Subject{Kind: catalog.ProductSubject, ID: id}, producer: owner, network: fmt.Sprintf("10.1.%d.%d", n>>8&255, n&255),
			client: &http.Client{Timeout: 15 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
		for _, role := range []account.Role{account.Producer, account.NationalOffice} {
			who := account.Account{Name: fmt.Sprintf("Người thử %d", n), Email: fmt.Sprintf("%s%d@example.com", role, n), Role: role, Lang: "vi"}
			if who.ID, err = accounts.Add(ctx, who); err != nil {
				return nil, err
			}
			if err := accounts.SetPassword(ctx, who, rand.Text(), func(context.Context, pgx.Tx, account.Account, string) error { return nil }); err != nil {
				return nil, err
			}
			secret, err := sessions.Open(ctx, who, account.Device{Agent: "ocop-load"}, true)
			if err != nil {
				return nil, err
			}
			if w.officer = secret; role == account.Producer {
				w.maker = secret
				if err := accounts.ActFor(ctx, who.ID, owner); err != nil {
					return nil, err
				}
			}
		}
		if works = append(works, w); len(works) == makers {
			return works, nil
		}
	}
	return nil, errors.New("the catalogue has too few products with a maker")
}

// compare says what was acknowledged and whether it is there, once.
func (l *ledger) compare(ctx context.Context, works []*work) (string, error) {
	var b strings.Builder
	var saves, submits, nods, again, repeated, applied, recorded int
	var wrong []string
	edits, audit := catalog.Edits{DB: l.db}, catalog.Audit{DB: l.db}
	for _, w := range works {
		saves, submits, nods, again, repeated = saves+w.saves, submits+w.submits, nods+w.nods, again+w.again, repeated+w.repeated
		wrong = append(wrong, w.wrong...)
		now, err := edits.Current(ctx, w.subject)
		if err != nil {
			return "", err
		}
		if now["story"] != w.approved && (w.later == "" || now["story"] != w.later) {
			wrong = append(wrong, fmt.Sprintf("product %d shows %q, approved was %q", w.subject.ID, now["story"], w.approved))
		}
		history, err := edits.History(ctx, w.subject)
		if err != nil {
			return "", err
		}
		texts := make(map[string]int)
		for _, e := range history {
			texts[e.Patch["story"]]++
		}
		for text, n := range texts {
			if n > 1 {
				wrong = append(wrong, fmt.Sprintf("%q was applied %d times", text, n))
			}
		}
		if len(history) < min(w.nods, 200) || len(history) > w.nods+1 { // the history shows 200
			wrong = append(wrong, fmt.Sprintf("product %d: %d approvals were acknowledged, %d are there", w.subject.ID, w.nods, len(history)))
		}
		lines, err := audit.Lines(ctx, catalog.AuditFilter{Action: "listing.approve", Subject: w.subject, Most: 10000})
		if err != nil {
			return "", err
		}
		if len(history) < 200 && len(lines) != len(history) {
			wrong = append(wrong, fmt.Sprintf("product %d: %d approvals, %d lines of audit", w.subject.ID, len(history), len(lines)))
		}
		applied, recorded = applied+len(history), recorded+len(lines)
	}
	fmt.Fprintf(&b, "makers                 %d, each with an officer\n", len(works))
	fmt.Fprintf(&b, "acknowledged           %d saves, %d submissions, %d approvals\n", saves, submits, nods)
	fmt.Fprintf(&b, "answers cut off        %d, sent again with the same key until acknowledged\n", again)
	fmt.Fprintf(&b, "sent again on purpose  %d\n", repeated)
	fmt.Fprintf(&b, "approvals there        %d, lines of audit %d\n", applied, recorded)
	fmt.Fprintf(&b, "lost, doubled, refused %d\n", len(wrong))
	for _, text := range wrong {
		fmt.Fprintln(&b, " ", text)
	}
	if len(wrong) > 0 || nods == 0 {
		return b.String(), errLost
	}
	return b.String(), nil
}
