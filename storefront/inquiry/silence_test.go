package inquiry

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

// breakOn makes the database refuse one row of a table, as a broken row would.
func (d *desk) breakOn(t *testing.T, table string, id int64) {
	t.Helper()
	for _, sql := range []string{
		`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken row'; END $$`,
		`CREATE TRIGGER broken BEFORE UPDATE ON ` + table + ` FOR EACH ROW WHEN (OLD.id = ` + string(rune('0'+id)) + `) EXECUTE FUNCTION refuse()`,
	} {
		if _, err := d.DB.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSilenceWithoutDesks: on a site that names no desk, accounts are told, and
// else whoever runs it; nothing is noted where nobody was.
func TestSilenceWithoutDesks(t *testing.T) {
	people := func(names ...string) []Desk {
		var desks []Desk
		for _, name := range names {
			desks = append(desks, Desk{Name: name, Email: name + "@example.com"})
		}
		return desks
	}
	for _, site := range []struct {
		name             string
		helpers, offices []Desk
		operator         string
		helper, office   string // who has a letter after 48 and after 96 hours
		nobody           bool
	}{
		{"a helper and an office", people("helper"), people("one", "two"), "operator@example.com", "helper", "helper one two", false},
		{"an office", nil, people("one"), "operator@example.com", "one", "one one", false},
		{"whoever runs the site", nil, nil, "operator@example.com", "operator", "operator operator", false},
		{"nobody", nil, nil, "", "", "", true},
	} {
		t.Run(site.name, func(t *testing.T) {
			d := newDesk(t)
			if _, err := d.DB.Exec(t.Context(), `DELETE FROM inquiry_desk`); err != nil {
				t.Fatal(err)
			}
			d.Desk = site.operator
			d.StandIns = StandIns{
				Helpers: func(context.Context, pgx.Tx, int64) ([]Desk, error) { return site.helpers, nil },
				Offices: func(context.Context, pgx.Tx, string) ([]Desk, error) { return site.offices, nil },
			}
			d.mustAsk(t, "mai", 1)
			start := d.now
			for _, step := range []struct {
				after time.Duration
				want  string
			}{{HelperAfter, site.helper}, {HelperAfter + time.Hour, site.helper}, {OfficeAfter, site.office}, {OfficeAfter + time.Hour, site.office}} {
				d.now = start.Add(step.after)
				if _, err := d.Escalate(t.Context()); errors.Is(err, ErrNobody) != site.nobody {
					t.Fatal(err)
				}
				var got []string
				for _, name := range []string{"helper", "operator", "one", "two"} {
					for range d.letters(t, name+"@example.com") {
						got = append(got, name)
					}
				}
				if diff := cmp.Diff(step.want, strings.Join(got, " ")); diff != "" {
					t.Errorf("after %s (-want +got):\n%s", step.after, diff)
				}
			}
			noted := d.count(t, `SELECT count(*) FROM inquiry_thread WHERE helper_at IS NOT NULL AND office_at IS NOT NULL`)
			if (noted == 0) != site.nobody {
				t.Errorf("%d threads are noted as told", noted)
			}
		})
	}
}

// TestWithoutMakerOrDeskTheOfficeIsAsked: the accounts of an office come before
// whoever runs the site, and are not named to visitors.
func TestWithoutMakerOrDeskTheOfficeIsAsked(t *testing.T) {
	d := newDesk(t)
	d.Desk = "desk@example.com"
	d.StandIns.Offices = func(_ context.Context, _ pgx.Tx, province string) ([]Desk, error) {
		return []Desk{{Name: "Nguyễn Thị Mẫu", Email: "office-" + province + "@example.com"}}, nil
	}
	got, err := d.Office(t.Context(), "01")
	if err != nil || got.Email != "office-01@example.com" || got.Name == "Nguyễn Thị Mẫu" {
		t.Errorf("the office is %+v (%v)", got, err)
	}
}

// TestOneBrokenRow does not keep others from being told of, or forgotten.
func TestOneBrokenRow(t *testing.T) {
	d := newDesk(t)
	d.mustAsk(t, "mai", 1)
	d.mustAsk(t, "lan", 1)
	d.breakOn(t, "inquiry_thread", 1)
	d.now = d.now.Add(HelperAfter)
	if told, err := d.Escalate(t.Context()); told != 1 || err == nil || !strings.Contains(err.Error(), "thread 1") {
		t.Errorf("%d threads were told of (%v)", told, err)
	}
	if _, err := d.DB.Exec(t.Context(), `UPDATE mail SET state = 'failed', failed_at = created_at`); err != nil {
		t.Fatal(err)
	}
	d.breakOn(t, "inquiry", 1)
	d.now = d.now.Add(KeepUnconfirmed)
	if purged, err := d.Purge(t.Context()); purged != 1 || err == nil {
		t.Errorf("%d inquiries were forgotten (%v)", purged, err)
	}
	if n := d.count(t, `SELECT count(*) FROM mail`); n != 0 {
		t.Errorf("%d letters outlive their time because of the broken row", n)
	}
}

// TestSilentOffice: what has no maker goes to the office, and where that is silent
// to the national one, once.
func TestSilentOffice(t *testing.T) {
	d := newDesk(t)
	d.StandIns = StandIns{Offices: func(_ context.Context, _ pgx.Tx, province string) ([]Desk, error) {
		if province != "" {
			t.Errorf("the office of %s is told of its own silence", province)
		}
		return []Desk{{Name: "national", Email: "national@example.com"}}, nil
	}}
	d.mustAsk(t, "mai", 1)
	if _, err := d.DB.Exec(t.Context(), `UPDATE inquiry_thread SET producer_id = NULL`); err != nil {
		t.Fatal(err)
	}
	for after, want := range []int{0, 1, 1} {
		if _, err := d.Escalate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := d.count(t, `SELECT count(*) FROM mail WHERE recipient = 'national@example.com'`); n != want {
			t.Errorf("after %d times 96 hours the national office has %d letters, want %d", after, n, want)
		}
		d.now = d.now.Add(OfficeAfter)
	}
}
