package storefront

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
)

// twins are two producers of one province, each with somebody who acts for it and
// a helper of both; only the second one names a person to ask for.
type twins struct {
	*testSite
	catalog.Producers
	kept, dropped               int64
	stays, leaves, second, help account.Account
}

func newTwins(t *testing.T) *twins {
	t.Helper()
	site := newTestSite(t, nil)
	w := &twins{testSite: site, Producers: catalog.Producers{DB: site.db, Hanging: hangings()}}
	err := site.db.QueryRow(t.Context(), `
WITH k AS (INSERT INTO producer (slug, name, folded, province_code) VALUES ('hop-tac-xa-mau', 'HTX Mẫu', 'htx mau', '86') RETURNING id),
	d AS (INSERT INTO producer (slug, name, folded, province_code, contact_name, contact_phone) VALUES ('htx-mau-cu', 'HTX Mẫu cũ', 'htx mau cu', '86', 'Bà Riêng', '0900 000 321') RETURNING id)
SELECT k.id, d.id FROM k, d`).Scan(&w.kept, &w.dropped)
	if err != nil {
		t.Fatal(err)
	}
	for mail, made := range map[string]*account.Account{"o-lai": &w.stays, "ra-di": &w.leaves, "ra-sau": &w.second, "nhap-ho": &w.help} {
		*made = account.Account{Name: "Vàng Thị Mẫu", Email: mail + "@example.com", Role: account.Producer, Lang: "vi"}
		if mail == "nhap-ho" {
			made.Role = account.Helper
		}
		if made.ID, err = site.accounts.Add(t.Context(), *made); err != nil {
			t.Fatal(err)
		}
	}
	for _, grant := range []struct {
		who      account.Account
		producer int64
		ends     string
	}{{w.stays, w.kept, ""}, {w.leaves, w.dropped, ""}, {w.second, w.dropped, ""}, {w.help, w.kept, "2030-01-01"}, {w.help, w.dropped, "2030-01-01"}} {
		if _, err := site.db.Exec(t.Context(), `INSERT INTO account_producer (account_id, producer_id, ends_on, asked_by) VALUES ($1, $2, nullif($3, '')::date, CASE WHEN $3 <> '' THEN $4::bigint END)`, grant.who.ID, grant.producer, grant.ends, w.stays.ID); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *twins) merge(t *testing.T) int64 {
	t.Helper()
	id, err := w.Merge(t.Context(), w.kept, w.dropped, "Cùng một hợp tác xã", w.stays.ID)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *twins) leave(t *testing.T, who account.Account) {
	t.Helper()
	if err := w.accounts.Close(t.Context(), who, who.ID, func(context.Context, pgx.Tx, account.Account, string) error { return nil },
		func(context.Context, pgx.Tx, []int64) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

// persons is everything that three tables know of the person to ask for.
func (w *twins) persons(t *testing.T) string {
	t.Helper()
	var all string
	if err := w.db.QueryRow(t.Context(), `
SELECT concat_ws(' ', (SELECT string_agg(contact_name || contact_phone, ' ') FROM producer WHERE id IN ($1, $2)),
	(SELECT string_agg(moved::text, ' ') FROM producer_merge),
	(SELECT string_agg(patch::text || base::text, ' ') FROM listing_edit WHERE producer_id IN ($1, $2)))`, w.kept, w.dropped).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (w *twins) erase(t *testing.T) {
	t.Helper()
	if _, err := w.accounts.Erase(t.Context(), time.Now().Add(account.EraseAfter+time.Hour), func(context.Context, pgx.Tx, string) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

// TestErasedThroughMerger: the person to ask for is forgotten wherever a merger
// has brought the name, once the last of that producer's own people has left.
func TestErasedThroughMerger(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	w.merge(t)
	if all := w.persons(t); strings.Count(all, "Bà Riêng") != 3 {
		t.Fatalf("the merger leaves the person in %s", all)
	}
	w.leave(t, w.leaves)
	w.erase(t)
	if all := w.persons(t); strings.Count(all, "Bà Riêng") != 3 {
		t.Errorf("somebody of that producer is still there, and the person is gone: %s", all)
	}
	w.leave(t, w.second)
	w.erase(t)
	if all := w.persons(t); strings.Contains(all, "Riêng") || strings.Contains(all, "0900 000 321") {
		t.Errorf("the person is still in %s", all)
	}
}

// TestErasedBelowMerger: who leaves the kept producer alone is forgotten in what
// was merged into it too.
func TestErasedBelowMerger(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	if _, err := w.db.Exec(t.Context(), `DELETE FROM account_producer WHERE producer_id = $1`, w.dropped); err != nil {
		t.Fatal(err)
	}
	w.merge(t)
	w.leave(t, w.stays)
	w.erase(t)
	if all := w.persons(t); strings.Contains(all, "Riêng") || strings.Contains(all, "0900 000 321") {
		t.Errorf("the person is still in %s", all)
	}
}

// TestUndoGivesNothingBackThatEnded: what ended while two were one has ended.
func TestUndoGivesNothingBackThatEnded(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	if _, err := w.db.Exec(t.Context(), `INSERT INTO account_producer (account_id, producer_id) VALUES ($1, $2)`, w.second.ID, w.kept); err != nil {
		t.Fatal(err)
	}
	id := w.merge(t)
	if err := w.accounts.EndGrant(t.Context(), account.Grant{HelperID: w.help.ID, ProducerID: w.kept}, w.stays.ID); err != nil {
		t.Fatal(err)
	}
	w.leave(t, w.second)
	if err := w.UndoMerge(t.Context(), id, w.stays.ID); err != nil {
		t.Fatal(err)
	}
	var acting []int64
	if err := w.db.QueryRow(t.Context(), `SELECT array_agg(account_id) FROM account_producer WHERE producer_id = $1`, w.dropped).Scan(&acting); err != nil {
		t.Fatal(err)
	}
	if len(acting) != 1 || acting[0] != w.leaves.ID {
		t.Errorf("after undo %v act for the dropped one, not %d alone", acting, w.leaves.ID)
	}
}

// TestTrustStays: an office that trusts one maker has not trusted the other.
func TestTrustStays(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	edits := catalog.Edits{DB: w.db}
	if err := edits.Trust(t.Context(), w.stays.ID, w.dropped, true); err != nil {
		t.Fatal(err)
	}
	w.merge(t)
	if trusted, err := edits.Trusted(t.Context(), w.kept); err != nil || trusted {
		t.Errorf("the kept one is trusted: %v, %v", trusted, err)
	}
}

// TestEraseGoesOn: an account that cannot be erased does not keep others from it.
func TestEraseGoesOn(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	w.leave(t, w.leaves)
	w.leave(t, w.second)
	stuck := errors.New("a letter is locked")
	n, err := w.accounts.Erase(t.Context(), time.Now().Add(account.EraseAfter+time.Hour), func(_ context.Context, _ pgx.Tx, thread string) error {
		if thread == account.Thread(w.leaves.ID) {
			return stuck
		}
		return nil
	})
	if n != 1 || !errors.Is(err, stuck) {
		t.Errorf("%d erased, %v", n, err)
	}
	var names string
	if err := w.db.QueryRow(t.Context(), `SELECT string_agg(name, '|' ORDER BY id = $1) FROM account WHERE id IN ($1, $2)`, w.leaves.ID, w.second.ID).Scan(&names); err != nil || names != "|Vàng Thị Mẫu" {
		t.Errorf("left of the two: %q, %v", names, err)
	}
}
