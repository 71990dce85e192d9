package search

import (
	"slices"
	"strings"
	"testing"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

// suggesting is an index over the catalogue of the suite, with more rows.
func suggesting(t testing.TB, more string) *Index {
	t.Helper()
	db := testdb.New(t)
	list, err := sheet.Read("products.csv", strings.NewReader(products+more), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (catalog.Intake{DB: db}).Run(t.Context(), list, catalog.IntakeOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := (Sync{DB: db}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	index := &Index{DB: db, Today: func() catalog.Day { return catalog.NewDay(2026, 11, 22) }}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return index
}

// told writes a suggestion for a test: its kind and its name.
func (s Suggestion) told() string {
	switch s.Kind {
	case SuggestProduct:
		return "product " + s.Hit.Name
	case SuggestProducer:
		return "producer " + s.Maker.Name
	case SuggestProvince:
		return "province " + s.Province.Name
	case SuggestFormer:
		return "former " + s.Former.Name + " in " + s.Province.Name
	case SuggestCommune:
		return "commune " + s.Commune + " in " + s.Province.Name
	case SuggestGroup:
		return "group " + s.Group.Slug
	}
	return "set " + s.Set.Name
}

func TestSuggest(t *testing.T) {
	index := suggesting(t, "Chẻo mắm,HTX Nam Đàn,cooperative,,,,Nghệ An,food,Gia vị,4,9/QĐ,2025-03-02,UBND tỉnh Nghệ An\n"+
		"Thịt treo gác bếp,Nhà hàng Tám Cương,household,,,,Thái Nguyên,food,\"Chế biến từ thịt, trứng, sữa\",3,8/QĐ,2025-03-02,UBND tỉnh Thái Nguyên\n"+
		"Chả lợn Ước Lễ,HTX Tân Ước,cooperative,,,,Hà Nội,food,\"Chế biến từ thịt, trứng, sữa\",3,7/QĐ,2025-03-02,UBND TP Hà Nội\n")
	tests := []struct {
		text string
		want []string // that begin the list
	}{
		{"đan lát Thái Nguyên", []string{"province Thái Nguyên", "product Đan lát lục bình"}}, // there is none of it there
		{"kẹo dừ", []string{"product Kẹo dừa", "product Kẹo dứa"}},
		{"kẹo dứ", []string{"product Kẹo dứa", "product Kẹo dừa"}},
		{"kẹo dứa", []string{"product Kẹo dứa"}},
		{"keo du", []string{"product Kẹo dừa", "product Kẹo dứa"}}, // more stars first
		{"dưa", []string{"product Dưa lưới"}},
		{"CHE TOM", []string{"product Chè Tôm Nõn"}},
		{"nõn chè", []string{"product Chè Tôm Nõn"}},
		{"chetom", []string{"product Chè Tôm Nõn"}},
		{"chè hao d", []string{"product Chè Tôm Nõn", "producer Hợp tác xã chè Hảo Đạt"}},
		{"HTX chè hảo", []string{"product Chè Tôm Nõn", "producer Hợp tác xã chè Hảo Đạt"}},
		{"hòa bình", []string{"former Hòa Bình in Phú Thọ", "product Cao dược liệu Hòa Bình"}},
		{"hoà bì", []string{"product Cao dược liệu Hòa Bình", "former Hòa Bình in Phú Thọ"}},
		{"ben tre", []string{"former Bến Tre in Vĩnh Long", "product Kẹo dừa"}},
		{"tân cương", []string{"commune Tân Cương in Thái Nguyên", "product Chè Tôm Nõn"}},
		{"can tho", []string{"province Cần Thơ", "product Đan lát lục bình"}},
		{"tỉnh phú thọ", []string{"province Phú Thọ"}},
		{"food", []string{"group food"}},
		{"nuowcs mawms phus", []string{"product Nước mắm Phú Quốc 43 độ đạm"}},
		{"che", []string{"product Chè Tôm Nõn", "product Chẻo mắm"}},
		{"chẻ", []string{"product Chẻo mắm", "product Chè Tôm Nõn"}},
		{"chẻo ", []string{"product Chẻo mắm"}},
		{"che tom non ", []string{"product Chè Tôm Nõn"}},
		{"kẹo dừq", []string{"product Kẹo dừa", "product Kẹo dứa"}},
		{"heo gác bếp", []string{"product Thịt treo gác bếp"}}, // a phrase for a phrase
		{"thịt heo gác bếp ", []string{"product Thịt treo gác bếp"}},
		{"chả heo", []string{"product Chả lợn Ước Lễ"}},
		{"chảlợn", []string{"product Chả lợn Ước Lễ"}},
		{"chả lợnước lễ", []string{"product Chả lợn Ước Lễ"}},
		{"thijt treo gasc", []string{"product Thịt treo gác bếp"}},
		{"qwxz ", nil},
		{"", nil},
		{" \"'%_ ", nil},
	}
	for _, s := range index.Suggest("che ") {
		if s.told() == "product Chẻo mắm" {
			t.Error("a finished word suggests one that only begins so")
		}
	}
	for _, test := range tests {
		var got []string
		for _, s := range index.Suggest(test.text) {
			got = append(got, s.told())
		}
		if len(got) < len(test.want) || !slices.Equal(got[:len(test.want)], test.want) || test.want == nil && len(got) > 0 {
			t.Errorf("%q suggests %q, want %q first", test.text, got, test.want)
		}
	}
}

// TestSuggestKeepsInStep sees what the index sees, and nothing that has gone.
func TestSuggestKeepsInStep(t *testing.T) {
	index := suggesting(t, "")
	if _, err := index.DB.Exec(t.Context(), `DELETE FROM product WHERE name = 'Kẹo dừa'`); err != nil {
		t.Fatal(err)
	}
	if _, err := (Sync{DB: index.DB}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, s := range index.Suggest("kẹo") {
		if s.Kind == SuggestProduct && s.Hit.Name == "Kẹo dừa" {
			t.Error("a product that has gone is suggested")
		}
	}
}

// FuzzSuggest types anything: the list stays short, and what is found for a
// text is found for the same text typed with other spaces.
func FuzzSuggest(f *testing.F) {
	index := suggesting(f, "")
	for _, text := range []string{"chè", "ke", "Đ", "43 độ", "\x00", "ẹ̣̣", "nuowcs", strings.Repeat("a ", 400), "🍵"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list := index.Suggest(text)
		if len(list) > maxSuggestions {
			t.Errorf("%q suggests %d things", text, len(list))
		}
		again := index.Suggest("  " + text)
		if len(again) != len(list) {
			t.Errorf("%q suggests %d things, with spaces before it %d", text, len(list), len(again))
		}
		for _, s := range list {
			if s.told() == "" {
				t.Errorf("%q suggests nothing in particular", text)
			}
		}
	})
}
