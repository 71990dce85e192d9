package storefront

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
)

// TestStandIns: of those who act for a maker only helpers in force stand in, and
// a province without an office has the national one.
func TestStandIns(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	today := catalog.NewDay(2026, 11, 22)
	accounts := account.Accounts{DB: site.db, Today: func() catalog.Day { return today }}
	var producer int64
	if err := site.db.QueryRow(t.Context(), `SELECT min(id) FROM producer`).Scan(&producer); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`DELETE FROM account_producer WHERE producer_id = $1`,
		`INSERT INTO account_producer (account_id, producer_id, asked_by, ends_on)
			SELECT id, $1, CASE WHEN email = 'helper@example.com' THEN id END, CASE WHEN email = 'helper@example.com' THEN '2026-11-22'::date END FROM account WHERE email IN ('helper@example.com', 'maker@example.com')`,
	} {
		if _, err := site.db.Exec(t.Context(), sql, producer); err != nil {
			t.Fatal(err)
		}
	}
	standIns := StandIns(accounts)
	mails := func(find func(tx pgx.Tx) ([]inquiry.Desk, error)) (list []string) {
		t.Helper()
		err := pgx.BeginFunc(t.Context(), site.db, func(tx pgx.Tx) error {
			desks, err := find(tx)
			for _, d := range desks {
				list = append(list, d.Email)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	helpers := func(tx pgx.Tx) ([]inquiry.Desk, error) { return standIns.Helpers(t.Context(), tx, producer) }
	if diff := cmp.Diff([]string{"helper@example.com"}, mails(helpers)); diff != "" {
		t.Errorf("helpers (-want +got):\n%s", diff)
	}
	today = today.AddDays(1)
	if late := mails(helpers); len(late) != 0 {
		t.Errorf("after its last day a helper stands in: %v", late)
	}
	var officer string
	if err := site.db.QueryRow(t.Context(), `SELECT province_code FROM account WHERE email = 'officer@example.com'`).Scan(&officer); err != nil {
		t.Fatal(err)
	}
	for province, want := range map[string]string{officer: "officer@example.com", "": "national@example.com"} {
		got := mails(func(tx pgx.Tx) ([]inquiry.Desk, error) { return standIns.Offices(t.Context(), tx, province) })
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("the office of %q (-want +got):\n%s", province, diff)
		}
	}
}
