package search

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// hall is a Demand whose day can be set.
type hall struct {
	*Demand
	day catalog.Day
}

func newHall(db *pgxpool.Pool, secret string) *hall {
	h := &hall{day: catalog.NewDay(2026, 11, 18)} // a Wednesday
	h.Demand = NewDemand(db, secret, func() catalog.Day { return h.day })
	return h
}

// ask notes a silence for visitors 10.0.0.from to 10.0.0.to and writes it.
func (h *hall) ask(t *testing.T, typed, province string, from, to int) {
	t.Helper()
	for i := from; i <= to; i++ {
		h.Note(Silence{typed, province}, fmt.Sprintf("10.0.0.%d", i))
	}
	if _, err := h.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (h *hall) gaps(t *testing.T) []Gap {
	t.Helper()
	gaps, err := h.Gaps(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	return gaps
}

func count(t *testing.T, db *pgxpool.Pool, table string) int {
	t.Helper()
	var n int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDemandNeedsThreeVisitors(t *testing.T) {
	db := testdb.New(t)
	// Two processes of one site count a visitor once.
	one, two := newHall(db, "secret of the site"), newHall(db, "secret of the site")
	one.ask(t, "sầu riêng sấy", "", 1, 2)
	two.ask(t, "sau rieng say", "", 1, 2)
	if gaps := one.gaps(t); len(gaps) != 0 {
		t.Fatalf("two visitors are shown: %+v", gaps)
	}
	two.ask(t, "sầu riêng sấy", "", 3, 3)
	one.ask(t, "mật ong bạc hà", "08", 1, 4)
	one.ask(t, "mật ong bạc hà", "19", 5, 6)
	want := []Gap{
		{"mật ong bạc hà", "08", 4, 4, 1, catalog.NewDay(2026, 11, 16)},
		{"sầu riêng sấy", "", 3, 3, 1, catalog.NewDay(2026, 11, 16)},
	}
	if diff := cmp.Diff(want, two.gaps(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDemandForgetsWithTheWeek(t *testing.T) {
	db := testdb.New(t)
	h := newHall(db, "secret")
	h.ask(t, "sầu riêng sấy", "", 1, 3)
	h.ask(t, "nguyễn văn ất", "", 1, 2)
	h.day = catalog.NewDay(2026, 11, 23) // Monday
	h.ask(t, "sầu riêng sấy", "", 1, 5)
	for range 2 { // as two processes would
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var old int
	err := db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM search_silence WHERE week < '2026-11-23') + (SELECT count(*) FROM search_salt WHERE week < '2026-11-23')`).Scan(&old)
	if err != nil || old != 0 {
		t.Errorf("%d rows of the week before are left (%v)", old, err)
	}
	if n := count(t, db, "search_demand"); n != 1 {
		t.Errorf("%d sums are kept, want that of three visitors alone", n)
	}
	want := []Gap{{"sầu riêng sấy", "", 5, 8, 2, catalog.NewDay(2026, 11, 23)}}
	if diff := cmp.Diff(want, h.gaps(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	h.day = h.day.AddDays(7 * GapWeeks)
	if gaps := h.gaps(t); len(gaps) != 0 {
		t.Errorf("after %d weeks still %+v", GapWeeks, gaps)
	}
	h.day = h.day.AddDays(366)
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "search_demand"); n != 0 {
		t.Errorf("%d sums outlive a year", n)
	}
}

// Nobody who reads the tables can tell that two rows are of one visitor, nor
// find an address without the secret.
func TestDemandHashesCannotBeJoined(t *testing.T) {
	db := testdb.New(t)
	newHall(db, "secret").ask(t, "một", "", 1, 1)
	newHall(db, "secret").ask(t, "hai", "", 1, 1)
	newHall(db, "another").ask(t, "một", "", 1, 1)
	var different int
	if err := db.QueryRow(t.Context(), `SELECT count(DISTINCT visitor) FROM search_silence`).Scan(&different); err != nil || different != 3 {
		t.Errorf("%d different hashes, want 3 (%v)", different, err)
	}
}

func TestDemandBounds(t *testing.T) {
	db := testdb.New(t)
	h := newHall(db, "secret")
	for i := range 3 { // one household's network
		h.Note(Silence{"na dai", ""}, fmt.Sprintf("2001:db8:0:%d::1", i))
	}
	h.Note(Silence{"na dai", ""}, "no address")
	h.Note(Silence{"na dai", ""}, "::ffff:10.0.0.1")
	h.ask(t, "na dai", "", 1, 1)
	if n := count(t, db, "search_silence"); n != 2 {
		t.Errorf("%d visitors, want 2", n)
	}
	for i := range 2 * notesADay {
		h.Note(Silence{fmt.Sprintf("món %d", i), ""}, "10.0.0.9")
	}
	if n, err := h.Write(t.Context()); err != nil || n != notesADay {
		t.Errorf("one visitor is counted for %d things (%v), want %d", n, err, notesADay)
	}
	for range 3 * notesWaiting {
		h.Note(Silence{"đầy", ""}, "10.0.0.10") // must not wait, though nobody writes
	}
	db.Close()
	if _, err := h.Write(t.Context()); err == nil {
		t.Error("a lost database is not told")
	}
	h.Note(Silence{"đầy", ""}, "10.0.0.10")
}

func TestSilence(t *testing.T) {
	index := &Index{DB: testdb.New(t), Today: func() catalog.Day { return catalog.NewDay(2026, 11, 18) }}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	inPhuTho := map[Field][]string{Province: {"phu-tho"}}
	tests := []struct {
		name   string
		query  Query
		answer Answer
		want   Silence
		counts bool
	}{
		{"nothing", Query{Text: " Mật  Ong "}, Answer{}, Silence{"mật ong", ""}, true},
		{"two", Query{Text: "mật ong"}, Answer{Total: 2}, Silence{"mật ong", ""}, true},
		{"three", Query{Text: "mật ong"}, Answer{Total: 3}, Silence{}, false},
		{"some words only", Query{Text: "mật ong"}, Answer{Total: 90, Any: true}, Silence{"mật ong", ""}, true},
		{"cut short", Query{Text: "mật ong"}, Answer{Partial: true}, Silence{}, false},
		{"second page", Query{Text: "mật ong", Offset: 24}, Answer{}, Silence{}, false},
		{"province chosen", Query{Text: "mật ong", Filters: inPhuTho}, Answer{}, Silence{"mật ong", "25"}, true},
		{"other filter", Query{Text: "mật ong", Filters: map[Field][]string{Stars: {"5"}}}, Answer{}, Silence{}, false},
		{
			"province typed", Query{Text: "mật ong Hòa Bình"},
			Answer{Places: []Place{{Words: "hòa bình", Field: Province, Value: "phu-tho"}}}, Silence{"mật ong", "25"}, true,
		},
		{"no words", Query{Text: "!?"}, Answer{}, Silence{"!?", ""}, false},
		{"one letter", Query{Text: "a"}, Answer{}, Silence{"a", ""}, false},
		{"phone", Query{Text: "0912 345 678"}, Answer{}, Silence{"0912 345 678", ""}, false},
		{"mail", Query{Text: "an@example.vn"}, Answer{}, Silence{"an@example.vn", ""}, false},
		{"number of a product", Query{Text: "nước mắm 43 độ"}, Answer{}, Silence{"nước mắm 43 độ", ""}, true},
		{"letter", Query{Text: strings.Repeat("thư ", 30)}, Answer{}, Silence{strings.TrimSpace(strings.Repeat("thư ", 30)), ""}, false},
	}
	for _, test := range tests {
		got, counts := index.Silence(test.query, test.answer)
		if got != test.want || counts != test.counts {
			t.Errorf("%s: %+v %t, want %+v %t", test.name, got, counts, test.want, test.counts)
		}
	}
}

func FuzzSilence(f *testing.F) {
	for _, text := range []string{"mật ong", "0912345678", "a@b", "\xff\u200b", "İ  ẞ", strings.Repeat("ộ", 90)} {
		f.Add(text, "ong")
	}
	f.Fuzz(func(t *testing.T, text, words string) {
		s, counts := (&Index{}).Silence(Query{Text: text}, Answer{Places: []Place{{Words: words, Field: Province, Value: "x"}}})
		again, countsAgain := (&Index{}).Silence(Query{Text: s.Typed}, Answer{})
		if counts && (catalog.Fold(s.Typed) == "" || len([]rune(s.Typed)) > maxSilence || strings.ContainsAny(s.Typed, "@\x00\n")) {
			t.Errorf("%q is counted as %q", text, s.Typed)
		}
		if counts && (again.Typed != s.Typed || !countsAgain) {
			t.Errorf("%q is read as %q, and that as %q", text, s.Typed, again.Typed)
		}
	})
}
