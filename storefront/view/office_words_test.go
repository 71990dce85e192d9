package view

import (
	"testing"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Officers read words, never the names of columns or the numbers of rows.
func TestOfficeReadsWords(t *testing.T) {
	p := frame(t, locale.VI)
	merge := MergeView{Preview: catalog.MergePreview{Dropped: catalog.ProducerBrief{Commune: "Nông Thượng"}}}
	for _, test := range []struct{ got, want string }{
		{merge.filledWords(p, catalog.FieldChange{Field: "commune_id", New: "23"}), "Điền ô còn trống Xã, phường: Nông Thượng"},
		{merge.filledWords(p, catalog.FieldChange{Field: "kind", New: "cooperative"}), "Điền ô còn trống Loại hình: Hợp tác xã"},
		{detailWords(p, map[string]string{"fields": "story capacity_11 price"}), "mục: Câu chuyện, Sản lượng tháng 11, Giá"},
		{waits(p, 0) + ", " + waits(p, 3), "hôm nay, 3 ngày"},
	} {
		if test.got != test.want {
			t.Errorf("shown is %q, want %q", test.got, test.want)
		}
	}
	for _, field := range append(catalog.ConsentFields(), "kind", "commune_id", "address", "district_former", "province_former", "tax_code", "website", "story", "story_en", "name_en") {
		if !p.Has("office.field." + field) {
			t.Errorf("what a merger fills has no word: %s", field)
		}
	}
}
