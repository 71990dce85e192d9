package opendata_test

import (
	"iter"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/storefront/opendata"
)

// BenchmarkDump makes the dump of 20,000 products.
func BenchmarkDump(b *testing.B) {
	day := catalog.NewDay(2026, 11, 22)
	listing := catalog.Listing{
		Slug: "che-tom-non", Name: "Chè Tôm Nõn", ProducerSlug: "hao-dat", ProducerName: "Hợp tác xã chè Hảo Đạt", ProvinceCode: "19",
		Recognitions: []catalog.Recognition{{Stars: 5, Kind: catalog.First, DecisionNo: "1/QĐ", Issuer: "Bộ NN", IssuedOn: day.AddMonths(-12)}},
	}
	lines := func() iter.Seq[opendata.Product] {
		return func(yield func(opendata.Product) bool) {
			for id := range int64(20_000) {
				listing.ID = id
				if !yield(opendata.ProductOf(listing, listing.Star(day), opendata.Source{URL: "https://ocop.example/san-pham/che-tom-non", Province: "Thái Nguyên"})) {
					return
				}
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		dump, err := opendata.Make(opendata.Description{Day: day, Made: time.Unix(0, 0), Explain: func(string) string { return "x" }}, lines())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(dump.Package.Resources[0].Bytes), "csv-bytes")
	}
}
