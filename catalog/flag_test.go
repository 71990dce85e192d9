package catalog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

func TestFlag(t *testing.T) {
	words := []catalog.FlaggedWord{{Word: "chữa", Why: "health"}, {Word: "100%"}, {Word: "số 1", Why: "absolute"}, {Word: "khỏi"}}
	for text, want := range map[string][]string{
		"Trà Chữa ho, tốt":      {"Chữa"},
		"Trà chưa sao, khoai":   nil,
		"Mật ong 100% nguyên":   {"100%"},
		"Đặc sản số 1 cả nước":  {"số 1"},
		"Lô số 12, thùng 1100%": nil,
		"chữa khỏi":             {"chữa", "khỏi"},
		"":                      nil,
	} {
		var got []string
		whole := ""
		for _, span := range catalog.Flag(text, words) {
			whole += span.Text
			if span.Why != "" {
				got = append(got, span.Text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || whole != text {
			t.Errorf("%q is cut into %q: %s", text, whole, diff)
		}
	}
}

func TestFlaggedWords(t *testing.T) {
	t.Parallel()
	flags := catalog.FlaggedWords{DB: testdb.New(t)}
	if err := flags.Add(t.Context(), "  Thần Dược ", "quá lời", 2); err != nil {
		t.Fatal(err)
	}
	list, err := flags.List(t.Context())
	if err != nil || !catalog.Flagged("Đây là thần dược", list) || !catalog.Flagged("chữa bách bệnh", list) {
		t.Errorf("the list is %v, %v", list, err)
	}
	for _, w := range list {
		if err := flags.Remove(t.Context(), w.ID, 2); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := flags.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("after removing all: %v, %v", list, err)
	}
}

func FuzzFlag(f *testing.F) {
	f.Add("Trà chữa ho 100%", "chữa")
	f.Fuzz(func(t *testing.T, text, word string) {
		whole := ""
		for _, span := range catalog.Flag(text, []catalog.FlaggedWord{{Word: strings.ToLower(word)}}) {
			whole += span.Text
		}
		if word != "" && whole != text {
			t.Errorf("%q becomes %q", text, whole)
		}
	})
}
