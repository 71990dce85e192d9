package search_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/search"
)

// TestFinderExplains asks the demonstration's catalogue and checks what an
// answer says of how it was read.
func TestFinderExplains(t *testing.T) {
	index := demoCatalogue(t)
	finder := &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: index.DB, Index: index}}, Patience: time.Minute}
	for _, test := range []struct {
		text      string
		verbatim  bool
		first     string
		corrected string
		place     string // filtered by, as "Name", "Name/Former" or "Name/Within"
		choice    string // offered instead
		total     func(int) bool
	}{
		{text: "cà phê Khe Sanh", first: "Khe Sanh Coffee"},
		{text: "tra hoa vang ba che", first: "Trà hoa vàng Ba Chẽ", choice: "Quảng Ninh/Ba Chẽ"},
		{text: "nước mắm 43 độ đạm", first: "43 độ đạm"},
		{text: "kẹo dừa Bến Tre", first: "Kẹo dừa", place: "Vĩnh Long/Bến Tre"},
		{text: "muoosi ootj Tây Ninh", first: "Muối ớt", place: "Tây Ninh"},
		{text: "mật ong Cao Bằng", first: "Mật ong", place: "Cao Bằng"},
		{text: "mật ong hoa tự nhiên Bình Dương", first: "Mật ong hoa tự nhiên Bình Dương", choice: "Hồ Chí Minh/Bình Dương"},
		{text: "mận Mộc Châu", first: "Mận sấy dẻo", place: "Sơn La/Mộc Châu"},
		{text: "xã Tân Cương", first: "Tân Cương", place: "Thái Nguyên/Tân Cương"},
		{text: "nuoc mam phu quoc", first: "Nước mắm Phú Quốc", place: "An Giang/Phú Quốc"},
		{text: "Châu Thành", choice: "An Giang/Châu Thành, Cần Thơ/Châu Thành, Vĩnh Long/Châu Thành"},
		{text: "Châu Thành Vĩnh Long", place: "Vĩnh Long, Vĩnh Long/Châu Thành"},
		{text: "mận Mộc Châu", verbatim: true, first: "Mận sấy dẻo"},
		{text: "mật ong Cao Bằng", verbatim: true, first: "Mật ong"},
		{text: "rượu ba kcíh", first: "Rượu ba kích", corrected: "rượu ba kích"},
		{text: "rượu ba kích", first: "Rượu ba kích"},
		{text: `"rượu men lá"`, first: "Rượu", total: func(n int) bool { return n >= 4 && n < 20 }},
		{text: "quà Tết", total: func(n int) bool { return n > 0 }},
		{text: "zzqqxx", total: func(n int) bool { return n == 0 }},
		{text: "chè 5 sao", first: "Chè"},
	} {
		answer, err := finder.Search(t.Context(), search.Query{Text: test.text, Verbatim: test.verbatim, Limit: 10})
		if err != nil {
			t.Fatalf("%q: %v", test.text, err)
		}
		if test.total != nil && !test.total(answer.Total) {
			t.Errorf("%q finds %d", test.text, answer.Total)
		}
		if test.first != "" && (len(answer.Hits) == 0 || !strings.Contains(answer.Hits[0].Name, test.first)) {
			t.Errorf("%q does not find %q first", test.text, test.first)
		}
		if answer.Corrected != test.corrected {
			t.Errorf("%q is read as %q, want %q", test.text, answer.Corrected, test.corrected)
		}
		if got := written(answer.Places); got != test.place {
			t.Errorf("%q filters by %q, want %q", test.text, got, test.place)
		}
		if got := written(answer.Choices); got != test.choice {
			t.Errorf("%q offers %q, want %q", test.text, got, test.choice)
		}
		if answer.Partial {
			t.Errorf("%q is answered in part", test.text)
		}
	}
}

func written(places []search.Place) string {
	var names []string
	for _, p := range places {
		name := p.Name
		if below := p.Former + p.Within; below != "" {
			name += "/" + below
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// TestPagesOfWords checks that pages neither overlap nor leave out, in every
// order, and that counts are what a click gives.
func TestPagesOfWords(t *testing.T) {
	index := demoCatalogue(t)
	finder := &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: index.DB, Index: index}}, Patience: time.Minute}
	for _, text := range []string{"chè", "mật ong Cao Bằng", "rượu xyz abc", "đặc sản"} {
		for _, sort := range search.Sorts() {
			whole, err := finder.Search(t.Context(), search.Query{Text: text, Sort: sort, Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			var ids []int64
			for offset := 0; offset < whole.Total; offset += 7 {
				page, err := finder.Search(t.Context(), search.Query{Text: text, Sort: sort, Offset: offset, Limit: 7})
				if err != nil {
					t.Fatal(err)
				}
				for _, hit := range page.Hits {
					ids = append(ids, hit.ID)
				}
			}
			if len(whole.Hits) != whole.Total || !slices.EqualFunc(ids, whole.Hits, func(id int64, hit *search.Hit) bool { return id == hit.ID }) {
				t.Errorf("%q by %s: %d in pages, %d at once, total %d", text, sort, len(ids), len(whole.Hits), whole.Total)
			}
		}
	}
}

// broken is an engine that is away, or hangs until its context ends.
type broken struct{ hangs bool }

func (b broken) Name() string { return "broken" }

func (b broken) Ready(context.Context) error { return errors.New("away") }

func (b broken) Find(ctx context.Context, _ search.Plan) (search.Found, error) {
	if b.hangs {
		<-ctx.Done()
	}
	return search.Found{}, errors.New("away")
}

func TestNextEngineAnswers(t *testing.T) {
	index := demoCatalogue(t)
	for _, hangs := range []bool{false, true} {
		finder := &search.Finder{Index: index, Engines: []search.Engine{broken{hangs}, &search.Postgres{DB: index.DB, Index: index}}, Patience: 10 * time.Second}
		answer, err := finder.Search(t.Context(), search.Query{Limit: 3})
		if err != nil || answer.Engine != "postgres" || len(answer.Hits) != 3 {
			t.Errorf("with an engine that is away (hangs: %v): %d hits of %q, %v", hangs, len(answer.Hits), answer.Engine, err)
		}
	}
	alone := &search.Finder{Index: index, Engines: []search.Engine{broken{}}}
	if _, err := alone.Search(t.Context(), search.Query{Text: "chè"}); err == nil {
		t.Error("without any engine there is an answer")
	}
}

// TestDeadlineInOwnWords has the deadline come while an engine hangs that puts it
// in words of its own.
func TestDeadlineInOwnWords(t *testing.T) {
	index := demoCatalogue(t)
	finder := &search.Finder{Index: index, Engines: []search.Engine{broken{hangs: true}}, Patience: 10 * time.Millisecond}
	answer, err := finder.Search(t.Context(), search.Query{Text: "nước mắm phú quốc", Limit: 10})
	if err != nil || !answer.Partial || answer.Engine != "memory" || len(answer.Hits) == 0 {
		t.Errorf("%d hits of %q, partial %v, %v", len(answer.Hits), answer.Engine, answer.Partial, err)
	}
}

// TestDeadline holds PostgreSQL, and Meilisearch where there is one: the query
// comes back while they are still held, with what memory has, and says so.
func TestDeadline(t *testing.T) {
	index := demoCatalogue(t)
	finder := &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: index.DB, Index: index}}}
	held, err := index.DB.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer held.Rollback(context.WithoutCancel(t.Context()))
	if _, err := held.Exec(t.Context(), `LOCK TABLE search_document IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, first string }{
		{"nước mắm phú quốc", "nước mắm phú quốc"},
		{"heo gác bếp", "thịt treo gác bếp"},
		{"rượu nếpp", "rượu nếp"},
		{"mận Mộc Châu", "mận sấy dẻo"},
	} {
		answer, err := finder.Search(t.Context(), search.Query{Text: test.text, Limit: 10})
		if err != nil || !answer.Partial || answer.Engine != "memory" {
			t.Fatalf("%q, with PostgreSQL held: %s, partial %v, %v", test.text, answer.Engine, answer.Partial, err)
		}
		if len(answer.Hits) == 0 || !strings.HasPrefix(strings.ToLower(answer.Hits[0].Name), test.first) {
			t.Errorf("%q, from memory, does not find %q first", test.text, test.first)
		}
		if answer.Facets[search.Group] == nil {
			t.Errorf("%q, from memory, counts nothing", test.text)
		}
		if _, counted := index.Silence(search.Query{Text: test.text}, answer); counted {
			t.Errorf("%q, cut short, counts as demand", test.text)
		}
	}
	if err := held.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	finder.Patience = time.Minute
	if answer, err := finder.Search(t.Context(), search.Query{Text: "nước mắm phú quốc", Limit: 10}); err != nil || answer.Partial || answer.Engine != "postgres" {
		t.Errorf("let go: %s, partial %v, %v", answer.Engine, answer.Partial, err)
	}
}
