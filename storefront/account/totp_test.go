package account

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations/testdb"
)

// somebody is a new national officer.
func somebody(t *testing.T, db *pgxpool.Pool) Account {
	t.Helper()
	a := Account{Name: "Lê Văn Thử", Email: "thu@example.com", Role: NationalOffice, Lang: "vi"}
	var err error
	if a.ID, err = (Accounts{DB: db}).Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFactors(t *testing.T) {
	db, now := testdb.New(t), time.Date(2026, 11, 22, 8, 0, 10, 0, time.UTC)
	seal, err := NewSeal("a secret of at least thirty-two letters")
	if err != nil {
		t.Fatal(err)
	}
	f := Factors{DB: db, Seal: seal, Now: func() time.Time { return now }}
	who := somebody(t, db)
	code := func(secret string) string {
		code, err := CodeAt(secret, now)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	wants := func(what string, got, want error) {
		t.Helper()
		if !errors.Is(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	told := 0
	tell := func(context.Context, pgx.Tx, Account, string) error { told++; return nil }
	e, err := f.Enrol(who, "OCOP", "")
	if err != nil || len(e.QR) == 0 {
		t.Fatal(err)
	}
	if again, _ := f.Enrol(who, "OCOP", e.Sealed); again.Secret != e.Secret {
		t.Error("a form that comes back has another secret")
	}
	if other, _ := f.Enrol(Account{ID: who.ID + 1}, "OCOP", e.Sealed); other.Secret == e.Secret {
		t.Error("a sealed secret is good for another account")
	}
	_, err = f.Confirm(t.Context(), who, e.Sealed, "000000", tell)
	wants("a wrong first code", err, ErrCode)
	wants("a code before any app", f.Check(t.Context(), who.ID, code(e.Secret)), ErrCode)
	paper, err := f.Confirm(t.Context(), who, e.Sealed, code(e.Secret), tell)
	if err != nil || len(paper) != recoveryCodes {
		t.Fatal(paper, err)
	}
	if told != 1 {
		t.Errorf("the owner is told %d times of a new app", told)
	}
	wants("the code that confirmed, again", f.Check(t.Context(), who.ID, code(e.Secret)), ErrCode)
	old := code(e.Secret)
	now = now.Add(step)
	wants("the next code", f.Check(t.Context(), who.ID, code(e.Secret)), nil)
	wants("the same code again", f.Check(t.Context(), who.ID, code(e.Secret)), ErrCode)
	wants("an earlier code", f.Check(t.Context(), who.ID, old), ErrCode)
	late := code(e.Secret)
	now = now.Add(2 * step)
	wants("a code that is too old", f.Check(t.Context(), who.ID, late), ErrCode)
	wants("a code on paper", f.Check(t.Context(), who.ID, " "+paper[3]+" "), nil)
	wants("a code on paper again", f.Check(t.Context(), who.ID, paper[3]), ErrCode)
	wants("another's code on paper", f.Check(t.Context(), who.ID+1, paper[4]), ErrCode)
	if sample, err := f.Sample(t.Context(), who.ID); sample != "" || err != nil {
		t.Errorf("a real account's code is shown: %q, %v", sample, err)
	}
	if f.Seal, err = NewSeal("another secret of thirty-two letters"); err != nil {
		t.Fatal(err)
	}
	if err := f.Check(t.Context(), who.ID, code(e.Secret)); err == nil || errors.Is(err, ErrCode) {
		t.Errorf("a secret sealed by another site is opened: %v", err)
	}
}
