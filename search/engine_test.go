package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

// products is the catalogue of the suite.
const products = `name,producer,producer_type,commune,district_former,province_former,province,group,subgroup_vi,stars,decision_no,decision_date,issuer
Kẹo dừa,Hộ kinh doanh Bà Hai,household,,Mỏ Cày,Bến Tre,Vĩnh Long,food,"Bánh, kẹo",4,1/QĐ,2025-05-01,UBND tỉnh Bến Tre
Kẹo dứa,HTX Tân Phước,cooperative,,Tân Phước,Tiền Giang,Đồng Tháp,food,"Bánh, kẹo",3,2/QĐ,2025-06-01,UBND tỉnh Tiền Giang
Dưa lưới,HTX Nông nghiệp sạch,cooperative,,,,Lâm Đồng,food,"Rau, củ, quả tươi",3,3/QĐ,2022-01-01,UBND tỉnh Lâm Đồng
Chè Tôm Nõn,Hợp tác xã chè Hảo Đạt,cooperative,Tân Cương,,Thái Nguyên,Thái Nguyên,food,Chè,5,4/QĐ,2025-01-17,Bộ NN
Rượu Đà tửu,Công ty TNHH Đất Võ,enterprise,,,Bình Định,Gia Lai,beverage,Rượu,4,5/QĐ,2024-03-01,UBND tỉnh Bình Định
Nước mắm Phú Quốc 43 độ đạm,Công ty Khải Hoàn,enterprise,,Phú Quốc,Kiên Giang,An Giang,food,Nước mắm,5,6/QĐ,2024-12-01,Bộ NN
Cao dược liệu Hòa Bình,,,,,Hòa Bình,Phú Thọ,herbal,"Cao, viên dược liệu",3,7/QĐ,2025-02-01,UBND tỉnh Hòa Bình
Đan lát lục bình,Hộ Nguyễn Thị Sáu,household,,Cờ Đỏ,Cần Thơ,Cần Thơ,handicraft,"Mây, tre, cói, lá đan",3,8/QĐ,2025-03-01,UBND TP Cần Thơ
`

// suite is an engine over the catalogue above.
type suite struct {
	Finder
	index *Index
	sync  Sync
	db    *pgxpool.Pool
}

// engines opens each engine; both must pass every test of this file.
func engines(t *testing.T, test func(*testing.T, suite)) {
	open := map[string]func(*testing.T, *Index) Engine{
		"postgres":    func(_ *testing.T, index *Index) Engine { return &Postgres{DB: index.DB, Index: index} },
		"meilisearch": func(t *testing.T, index *Index) Engine { return patientMeili(t, index) },
	}
	for name, engine := range open {
		t.Run(name, func(t *testing.T) {
			db := testdb.New(t)
			index := &Index{DB: db, Today: func() catalog.Day { return catalog.NewDay(2026, 11, 22) }}
			s := suite{Finder: Finder{Index: index, Engines: []Engine{engine(t, index)}}, index: index, sync: Sync{DB: db}, db: db}
			takeIn(t, db, products)
			s.catchUp(t)
			test(t, s)
		})
	}
}

// takeIn reads a list into the catalogue.
func takeIn(t *testing.T, db *pgxpool.Pool, rows string) {
	t.Helper()
	list, err := sheet.Read("products.csv", strings.NewReader(rows), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (catalog.Intake{DB: db}).Run(t.Context(), list, catalog.IntakeOptions{}); err != nil {
		t.Fatal(err)
	}
}

func (s suite) catchUp(t *testing.T) {
	t.Helper()
	if _, err := s.sync.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.follow(t)
}

// follow has index and engines take over what the projection holds.
func (s suite) follow(t *testing.T) {
	t.Helper()
	if err := s.index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, engine := range s.Engines {
		if m, ok := engine.(*Meili); ok {
			if err := m.CatchUp(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// find answers a query and returns the names found, in order.
func (s suite) find(t *testing.T, q Query) ([]string, Answer) {
	t.Helper()
	if q.Limit == 0 {
		q.Limit = 24
	}
	answer, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, hit := range answer.Hits {
		names = append(names, hit.Name)
	}
	return names, answer
}

func TestWords(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		tests := []struct {
			text  string
			first string
		}{
			{"chè tôm nõn", "Chè Tôm Nõn"},
			{"che tom non", "Chè Tôm Nõn"},
			{"NÕN TÔM CHÈ", "Chè Tôm Nõn"},
			{norm.NFD.String("chè tôm nõn"), "Chè Tôm Nõn"},
			{"Ðan lát", "Đan lát lục bình"}, // U+00D0
			{"Ɖan lát", "Đan lát lục bình"}, // U+0189
			{"da tuu", "Rượu Đà tửu"},       //
			{"nuoc mam phu qu", "Nước mắm Phú Quốc 43 độ đạm"},
			{"nước mắm 43", "Nước mắm Phú Quốc 43 độ đạm"},
			{"hảo đạt", "Chè Tôm Nõn"},   // producer
			{"tân cương", "Chè Tôm Nõn"}, // commune
			{"bến tre kẹo", "Kẹo dừa"},   // former province
			{"hoa binh", "Cao dược liệu Hòa Bình"},
			{"kẹo dừa", "Kẹo dừa"}, // exact marks first
			{"kẹo dứa", "Kẹo dứa"},
			{"chè không có chữ này", "Chè Tôm Nõn"}, // any word where none holds all
		}
		for _, test := range tests {
			if names, _ := s.find(t, Query{Text: test.text}); len(names) == 0 || names[0] != test.first {
				t.Errorf("%q finds %q, want %q first", test.text, names, test.first)
			}
		}
		if names, answer := s.find(t, Query{Text: "qwxz"}); answer.Total != 0 || len(names) != 0 {
			t.Errorf("a word nobody wrote finds %q", names)
		}
		if _, answer := s.find(t, Query{Text: "  \"'&|!:*()\\ "}); answer.Total != 8 {
			t.Errorf("signs without words find %d, want everything", answer.Total)
		}
	})
}

func TestFiltersAndCounts(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		_, answer := s.find(t, Query{Filters: map[Field][]string{Stars: {"4", "5"}, Group: {"food"}}})
		if answer.Total != 3 {
			t.Errorf("food with four or five stars: %d, want 3", answer.Total)
		}
		// Every count is what a click on the value would give.
		for _, filters := range []map[Field][]string{nil, {Stars: {"3"}}, {Province: {"an-giang"}, Status: {"valid"}}, {ProducerType: {"cooperative"}}} {
			_, answer := s.find(t, Query{Filters: filters})
			for field, counts := range answer.Facets {
				for value, count := range counts {
					clicked := map[Field][]string{field: {value}}
					for other, values := range filters {
						if other != field {
							clicked[other] = values
						}
					}
					if _, got := s.find(t, Query{Filters: clicked}); got.Total != count {
						t.Errorf("under %v, %s=%s counts %d and gives %d", filters, field, value, count, got.Total)
					}
				}
			}
		}
		// A commune filters on every engine, with other filters and with words.
		for text, want := range map[string]int{"": 1, "chè": 1, "kẹo": 0} {
			if _, answer := s.find(t, Query{Text: text, Filters: map[Field][]string{Within: {"thai-nguyen_tan-cuong"}, Province: {"thai-nguyen"}}}); answer.Total != want {
				t.Errorf("%q within Tân Cương: %d, want %d", text, answer.Total, want)
			}
		}
		if _, answer := s.find(t, Query{Filters: map[Field][]string{Within: {"thai-nguyen_tan-cuong"}}}); answer.Facets[Province]["thai-nguyen"] != 1 || len(answer.Facets[Province]) != 1 {
			t.Errorf("within Tân Cương the provinces count %v", answer.Facets[Province])
		}
		// Values that nobody has empty the answer, they do not break it.
		if _, answer := s.find(t, Query{Filters: map[Field][]string{Set: {"25"}}}); answer.Total != 0 {
			t.Errorf("an empty set holds %d", answer.Total)
		}
	})
}

func TestOrders(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		names, _ := s.find(t, Query{Sort: ByName})
		want := []string{
			"Cao dược liệu Hòa Bình", "Chè Tôm Nõn", "Dưa lưới", "Đan lát lục bình", "Kẹo dừa", "Kẹo dứa",
			"Nước mắm Phú Quốc 43 độ đạm", "Rượu Đà tửu",
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("by name, Vietnamese order (-want +got):\n%s", diff)
		}
		names, _ = s.find(t, Query{Sort: ByStars})
		if names[0] != "Chè Tôm Nõn" || names[1] != "Nước mắm Phú Quốc 43 độ đạm" || names[7] != "Dưa lưới" {
			t.Errorf("by stars: %q", names)
		}
		names, _ = s.find(t, Query{Sort: Newest})
		if names[0] != "Kẹo dứa" {
			t.Errorf("newest: %q", names)
		}
		// Pages neither overlap nor leave out.
		var paged []string
		for offset := 0; offset < 8; offset += 3 {
			page, _ := s.find(t, Query{Offset: offset, Limit: 3})
			paged = append(paged, page...)
		}
		whole, _ := s.find(t, Query{})
		if !slices.Equal(paged, whole) {
			t.Errorf("page by page %q, at once %q", paged, whole)
		}
	})
}

func TestWritesArrive(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		for _, sql := range []string{
			`UPDATE product SET name = 'Kẹo dừa sáp', folded = 'keo dua sap' WHERE name = 'Kẹo dừa'`,
			`DELETE FROM product WHERE name = 'Dưa lưới'`,
			`UPDATE producer SET name = 'Hợp tác xã chè Hảo Đạt Xanh' WHERE name LIKE '%Hảo Đạt'`,
			`UPDATE recognition SET revoked_on = '2026-10-01', revocation_decision = '9/QĐ' WHERE decision_no = '5/QĐ'`,
		} {
			if _, err := s.db.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		s.catchUp(t)
		if names, _ := s.find(t, Query{Text: "kẹo dừa sáp"}); len(names) == 0 || names[0] != "Kẹo dừa sáp" {
			t.Errorf("the new name finds %q", names)
		}
		if _, answer := s.find(t, Query{}); answer.Total != 7 {
			t.Errorf("after a deletion there are %d", answer.Total)
		}
		if names, _ := s.find(t, Query{Text: "hảo đạt xanh"}); len(names) == 0 || names[0] != "Chè Tôm Nõn" {
			t.Errorf("the producer's new name finds %q", names)
		}
		if _, answer := s.find(t, Query{Filters: map[Field][]string{Status: {string(catalog.Revoked)}}}); answer.Total != 1 {
			t.Errorf("revoked: %d", answer.Total)
		}
	})
}

func TestRequeueBuildsAnew(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		if _, err := s.db.Exec(t.Context(), `UPDATE search_document SET data = NULL, version = nextval('search_version')`); err != nil {
			t.Fatal(err)
		}
		s.follow(t)
		if _, answer := s.find(t, Query{}); answer.Total != 0 {
			t.Fatalf("an emptied projection still holds %d", answer.Total)
		}
		if err := s.sync.Requeue(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		if _, answer := s.find(t, Query{}); answer.Total != 8 {
			t.Errorf("built anew it holds %d, want 8", answer.Total)
		}
	})
}
