package view_test

import (
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// Officers read words, never the names of columns or the numbers of rows.
func TestOfficeReadsWords(t *testing.T) {
	p := frame(t, locale.VI)
	merge := view.MergeView{Preview: catalog.MergePreview{
		Dropped: catalog.ProducerBrief{ID: 2, Commune: "Nông Thượng"},
		Filled:  []catalog.FieldChange{{Field: "commune_id", New: "23"}, {Field: "kind", New: "cooperative"}},
	}}
	audit := view.OfficeProductView{Audit: []catalog.AuditLine{{Action: "listing.taken-down", Detail: map[string]string{"fields": "story capacity_11 price"}}}}
	queue := view.QueueView{Total: 2, Lines: []view.QueueLine{{Waits: 0}, {Waits: 3}}}
	for _, test := range []struct {
		page templ.Component
		want []string
	}{
		{view.Merge(p, merge), []string{"Điền ô còn trống Xã, phường: Nông Thượng", "Điền ô còn trống Loại hình: Hợp tác xã"}},
		{view.OfficeProduct(p, audit), []string{"mục: Câu chuyện, Sản lượng tháng 11, Giá"}},
		{view.Queue(p, queue), []string{">hôm nay<", ">3 ngày<"}},
	} {
		text := written(t, test.page)
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("no page says %q", want)
			}
		}
	}
	for _, field := range append(catalog.ConsentFields(), "kind", "commune_id", "address", "district_former", "province_former", "tax_code", "website", "story", "story_en", "name_en") {
		if !p.Has("office.field." + field) {
			t.Errorf("what a merger fills has no word: %s", field)
		}
	}
}
