package search_test

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/cmd/ocop/demo"
	"ocop/migrations/testdb"
	"ocop/search"
)

// graded is a query with every right answer, each written "name|producer".
type graded struct {
	text, kind string
	right      []string
}

// searching is a way to look things up: the first ten, as "name|producer".
type searching struct {
	name   string
	ours   bool // held to the targets; the others are printed beside it
	lookUp func(ctx context.Context, text string) ([]string, error)
}

// demoCatalogue is the demonstration's catalogue, ready to be searched.
func demoCatalogue(t *testing.T) *search.Index {
	t.Helper()
	day := catalog.NewDay(2026, 11, 22)
	db := testdb.Filled(t, "demo", func(ctx context.Context, db *pgxpool.Pool) error {
		if err := demo.Load(ctx, db, demo.Secret, day); err != nil {
			return err
		}
		_, err := search.Sync{DB: db}.Drain(ctx)
		return err
	})
	index := &search.Index{DB: db, Today: func() catalog.Day { return day }}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return index
}

// ours looks things up as the site does, with one engine.
func ours(index *search.Index, engine search.Engine) searching {
	finder := &search.Finder{Index: index, Engines: []search.Engine{engine}, Patience: time.Minute}
	return searching{name: "ours on " + engine.Name(), ours: true, lookUp: func(ctx context.Context, text string) ([]string, error) {
		answer, err := finder.Search(ctx, search.Query{Text: text, Limit: 10})
		var names []string
		for _, hit := range answer.Hits {
			names = append(names, catalog.Fold(hit.Name)+"|"+catalog.Fold(hit.ProducerName))
		}
		return names, err
	}}
}

// searchings is every way to be measured.
func searchings(t *testing.T, index *search.Index) []searching {
	list := []searching{ours(index, &search.Postgres{DB: index.DB, Index: index})}
	return append(append(list, withMeilisearch(t, index)...), plainPostgres(t, index)...)
}

// asked are the queries that a search is asked. Others than ours are slow and their
// figures decide nothing: unless somebody reads the table (-v), a fiftieth will do.
func (s searching) asked(queries []graded) []graded {
	if s.ours || testing.Verbose() {
		return queries
	}
	return queries[:len(queries)/50]
}

func readGraded(t *testing.T) []graded {
	t.Helper()
	files, err := filepath.Glob("testdata/graded_*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no graded queries", err)
	}
	var list []graded
	for _, name := range files {
		list = append(list, gradedIn(t, name)...)
	}
	return list
}

func gradedIn(t *testing.T, name string) (list []graded) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, row := range rows[1:] {
		list = append(list, graded{text: row[0], kind: row[1], right: labels(row[2])})
	}
	return list
}

// TestBlind asks what was written without a look at the synonyms, on the
// demonstration's products and some of other makers that it does not hold.
func TestBlind(t *testing.T) {
	t.Parallel()
	index := demoCatalogue(t)
	take(t, index, "testdata/outside.csv")
	engines := []search.Engine{&search.Postgres{DB: index.DB, Index: index}}
	if meili, _ := search.MeiliForTests(t, index); meili != nil {
		engines = append(engines, meili)
	}
	for _, engine := range engines {
		s := ours(index, engine)
		kinds, began := make(map[string]*tally), time.Now()
		for _, q := range gradedIn(t, "testdata/blind.csv") {
			answers, err := s.lookUp(t.Context(), q.text)
			if err != nil {
				t.Fatal(err)
			}
			if kinds[q.kind] == nil {
				kinds[q.kind] = new(tally)
			}
			if within, first := kinds[q.kind].add(answers, q.right); !within || !first {
				t.Logf("%s (%s): first %v, all %v\n  want %s\n  got  %s", q.text, q.kind, first, within, strings.Join(q.right, "; "), strings.Join(answers, "; "))
			}
		}
		if whole := report(t, s.name, kinds, time.Since(began)); whole.within < 0.97*whole.n || whole.first < 0.95*whole.n || whole.empty > 0 {
			t.Errorf("%s misses its target: 97 %% in 10, 95 %% first, none empty", s.name)
		}
	}
}

// take adds the products of a file to an index.
func take(t *testing.T, index *search.Index, name string) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	list, err := sheet.Read(name, file, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := catalog.Intake{DB: index.DB}.Run(t.Context(), list, catalog.IntakeOptions{})
	if err != nil || report.New == 0 || report.Refused > 0 {
		t.Fatalf("%+v %v", report, err)
	}
	if _, err := (search.Sync{DB: index.DB}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// labels reads right answers; published lists write producers in more than one
// way, so both sides are folded.
func labels(text string) []string {
	var list []string
	for _, right := range strings.Split(text, ";") {
		name, producer, _ := strings.Cut(strings.TrimSpace(right), "|")
		list = append(list, catalog.Fold(name)+"|"+catalog.Fold(producer))
	}
	return list
}

// tally counts how well queries of one kind are answered.
type tally struct{ n, within, first, empty, reciprocal float64 }

func (t *tally) add(answers, right []string) (within, first bool) {
	t.n++
	if len(answers) == 0 {
		t.empty++
	}
	found := 0
	for _, name := range right {
		if slices.Contains(answers, name) {
			found++
		}
	}
	within = found == len(right) || len(right) > 10 && found > 0
	if at := slices.IndexFunc(answers, func(name string) bool { return slices.Contains(right, name) }); at >= 0 {
		t.reciprocal += 1 / float64(at+1)
		first = at == 0
	}
	if within {
		t.within++
	}
	if first {
		t.first++
	}
	return within, first
}

func (t tally) String() string {
	return fmt.Sprintf("%5.0f %7.1f %7.1f %6.3f %6.0f", t.n, 100*t.within/t.n, 100*t.first/t.n, t.reciprocal/t.n, t.empty)
}

// report prints a table, a line for each kind, and returns the whole.
func report(t *testing.T, name string, kinds map[string]*tally, took time.Duration) tally {
	t.Helper()
	var whole tally
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-22s %5s %7s %7s %6s %6s\n", name, "kind", "n", "in 10 %", "first %", "MRR", "empty")
	for _, kind := range slices.SortedFunc(maps.Keys(kinds), cmp.Compare[string]) {
		k := kinds[kind]
		fmt.Fprintf(&b, "%-22s %s\n", kind, k)
		whole.n, whole.within, whole.first, whole.empty, whole.reciprocal = whole.n+k.n, whole.within+k.within, whole.first+k.first, whole.empty+k.empty, whole.reciprocal+k.reciprocal
	}
	fmt.Fprintf(&b, "%-22s %s   %.1f ms a query", "all", whole, 1000*took.Seconds()/whole.n)
	t.Log(b.String())
	return whole
}

// TestRelevance measures graded queries on the demonstration's products:
// go test ./search -run Relevance -v
func TestRelevance(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped, because -short was asked for, which leaves measurements out")
	}
	t.Parallel()
	index := demoCatalogue(t)
	queries := readGraded(t)
	for _, s := range searchings(t, index) {
		kinds, began := make(map[string]*tally), time.Now()
		var misses []string
		for _, q := range s.asked(queries) {
			answers, err := s.lookUp(t.Context(), q.text)
			if err != nil {
				t.Fatalf("%s: %q: %v", s.name, q.text, err)
			}
			if kinds[q.kind] == nil {
				kinds[q.kind] = new(tally)
			}
			if within, first := kinds[q.kind].add(answers, q.right); s.ours && (!within || !first) {
				misses = append(misses, fmt.Sprintf("%s (%s): first %v, all %v\n  want %s\n  got  %s", q.text, q.kind, first, within, strings.Join(q.right, "; "), strings.Join(answers, "; ")))
			}
		}
		whole := report(t, s.name, kinds, time.Since(began))
		if !s.ours {
			continue
		}
		t.Log(strings.Join(misses, "\n"))
		if whole.within < 0.97*whole.n || whole.first < 0.95*whole.n || whole.reciprocal < 0.96*whole.n || whole.empty > 0 {
			t.Errorf("%s misses its target: 97 %% in 10, 95 %% first, MRR 0.96, none empty", s.name)
		}
	}
}
