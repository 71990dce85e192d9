package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

// What differs between the engines by their nature, and is not asked here:
//
//   - A query for any of more than six clauses: PostgreSQL orders what it found
//     by how many clauses hold, Meilisearch tells "all", "all but one" and
//     "any" apart. What is found, and how much, is the same, and up to a window
//     of it our own ranking orders it the same.
//   - Names alike in their first hundred letters: Meilisearch sorts by no more
//     of a name, and by the product's number after that.
//   - Between a write and its arrival, a fraction of a second, Meilisearch
//     answers and counts without it; PostgreSQL counts from the index in memory
//     and is at most as late.

// crowd is a generated list: names of few words, so that queries find much, and
// decisions of all years, so that states change from day to day.
func crowd(n int) string {
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	syllable := func() string {
		return pick("trà", "chè", "dừa", "dứa", "mật", "ong", "khô", "cá", "mực", "gạo", "nếp", "sen", "hạt", "điều", "rượu", "nấm", "bánh", "bưởi", "phở", "măng")
	}
	var list strings.Builder
	list.WriteString(strings.SplitAfterN(products, "\n", 2)[0])
	for i := range n {
		name := syllable() + " " + syllable() + " " + syllable() + fmt.Sprintf(" %d", i%97)
		place := pick(",,,Thái Nguyên", ",,Bến Tre,Vĩnh Long", ",,,Lâm Đồng", ",,Kiên Giang,An Giang", ",,Hòa Bình,Phú Thọ")
		what := pick(`food,"Bánh, kẹo"`, `food,Chè`, `beverage,Rượu`, `handicraft,"Mây, tre, cói, lá đan"`, `food,Nước mắm`)
		fmt.Fprintf(&list, "%s,%s,%s,%s,%s,%d,%d/QĐ,%d-%02d-%02d,UBND tỉnh\n", name, "Cơ sở "+syllable(), pick("household", "cooperative", "enterprise"),
			place, what, 3+random.IntN(3), i, 2021+random.IntN(6), 1+random.IntN(12), 1+random.IntN(28))
	}
	return list.String()
}

// crowded is a database with a crowd in it.
func crowded(t testing.TB, products int) *pgxpool.Pool {
	t.Helper()
	db := testdb.New(t)
	list, err := sheet.Read("crowd.csv", strings.NewReader(crowd(products)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := (catalog.Intake{DB: db}).Run(t.Context(), list, catalog.IntakeOptions{})
	if err != nil || report.New != products {
		t.Fatalf("of %d products %d came in: %v", products, report.New, err)
	}
	tradeCrowd(t, db)
	if _, err := (Sync{DB: db}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// anyPlan is a plan as the finder could make it.
func anyPlan(random *rand.Rand) Plan {
	words := []string{"tra", "che", "dua", "mat", "ong", "kho", "ca", "muc", "gao", "nep", "sen", "hat", "dieu", "ruou", "nam", "banh", "ben", "tre", "traxanh", "cakho", "khong", "42", "7"}
	word := func() string { return words[random.IntN(len(words))] }
	p := Plan{Counts: random.IntN(4) > 0, Sort: append(Sorts(), "")[random.IntN(5)], Filters: map[Field][]string{}}
	for range random.IntN(5) {
		var clause Clause
		for range 1 + random.IntN(3) {
			a := Alternative{Words: []string{word()}}
			if random.IntN(4) == 0 {
				a.Words = append(a.Words, word())
			}
			if random.IntN(4) == 0 {
				a.Prefix, a.Words[len(a.Words)-1] = true, word()[:1]
			}
			if random.IntN(8) == 0 {
				a = Alternative{Paper: []string{"haccp", "vietgap", "nobody"}[random.IntN(3)]}
			}
			clause = append(clause, a)
		}
		p.Need = append(p.Need, clause)
	}
	p.Any = len(p.Need) > 1 && random.IntN(2) == 0
	values := map[Field][]string{
		Province: {"thai-nguyen", "vinh-long", "an-giang", "nowhere"}, Group: {"food", "beverage"}, Set: {"1", "2", "5"},
		Stars: {"3", "4", "5"}, ProducerType: {"household", "cooperative"}, Status: {"valid", "expiring", "expired", "Valid", `a" OR id > 0 OR "`},
		Month: {"1", "6", "11", "13"}, Certificate: {"haccp", "vietgap", "brc"}, Ready: {Supermarket},
	}
	for _, field := range Fields() {
		if random.IntN(4) == 0 {
			chosen := values[field]
			p.Filters[field] = append(p.Filters[field], chosen[random.IntN(len(chosen))], chosen[random.IntN(len(chosen))])
		}
	}
	amounts := []string{"500 kg", "0.9 tan", "300 thung", "1 gui", "x", "20 kg", "0.5 ta", "9 thung"}
	for _, bound := range Bounds() {
		if random.IntN(4) == 0 {
			p.Filters[bound] = []string{amounts[random.IntN(len(amounts))]}
		}
	}
	switch random.IntN(3) {
	case 0:
		p.Window = []int{40, window}[random.IntN(2)]
	case 1:
		p.Offset, p.Limit = random.IntN(60), 1+random.IntN(40)
	case 2:
		p.Offset, p.Limit = 24*random.IntN(5), 24
	}
	return p
}

// TestEnginesAgree puts the same plans to both engines on days on which the
// states of many products change.
func TestEnginesAgree(t *testing.T) {
	meili(t)
	db := crowded(t, 1200) // more than a window
	today := catalog.NewDay(2026, 11, 22)
	index := &Index{DB: db, Today: func() catalog.Day { return today }}
	m, p := patientMeili(t, index), &Postgres{DB: db, Index: index}
	random := rand.New(rand.NewPCG(1, 2))
	for _, days := range []int{0, 1, 9, 1, 200, -15} {
		today = today.AddDays(days)
		if err := index.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := m.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 40 {
			plan := anyPlan(random)
			want, err := p.Find(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			got, err := m.Find(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			if !plan.Counts {
				want.Facets, got.Facets = nil, nil
			}
			if plan.Window > 0 { // in any order
				slices.Sort(want.IDs)
				slices.Sort(got.IDs)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("on %s, plan %+v (-postgres +meilisearch):\n%s", today, plan, diff)
			}
		}
	}
}

// TestTurns holds each document against those of the days for which it says
// that it stays true.
func TestTurns(t *testing.T) {
	db := crowded(t, 60)
	atlas, err := catalog.Places{DB: db}.Atlas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := NewMeili("http://127.0.0.1:1", "", db, theDay).read(t.Context(), afterSQL, 0, 100, 100)
	if err != nil || len(rows) != 60 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	turns := 0
	for n := range 200 {
		day := catalog.NewDay(2026, 1, 1).AddDays(n)
		now, before := newMeiliWriter(day, atlas), newMeiliWriter(day.AddDays(-1), atlas)
		for _, row := range rows {
			a, b := before.document(row), now.document(row)
			if a.Turns <= b.Since {
				turns++
				continue
			}
			a.Since, a.Turns, b.Since, b.Turns = 0, 0, 0, 0
			if diff := cmp.Diff(a, b, cmp.AllowUnexported(meiliDocument{})); diff != "" {
				t.Fatalf("%s changes unnoticed on %s:\n%s", row.Data.Name, day, diff)
			}
		}
	}
	if turns == 0 {
		t.Error("no state changed in 200 days: the test holds nothing")
	}
}
