package print

import (
	"testing"

	"ocop/catalog"
)

// A product does not stand alone on the last page of its chapter where the one
// before it can come along.
func TestNoProductIsLeftAlone(t *testing.T) {
	c := Catalogue{Title: "Mọi miền", Day: catalog.NewDay(2026, 11, 22), Words: words(t)}
	for n := range 12 {
		chapter := Chapter{Province: catalog.Province{Name: "Tỉnh"}}
		for range n + 1 {
			chapter.Products = append(chapter.Products, catalog.Product{Name: "Mật ong"})
		}
		c.Chapters = append(c.Chapters, chapter)
	}
	for i, chapter := range newBook(c, nil).plan() {
		on := make(map[int]int)
		for j, p := range chapter.products {
			on[p.page]++
			if j > 0 && (p.page < chapter.products[j-1].page || p.page == chapter.products[j-1].page && p.y <= chapter.products[j-1].y) {
				t.Errorf("%d products: the one at %d stands before the one it follows", i+1, j)
			}
		}
		if last := chapter.products[i].page; i > 0 && last != chapter.page && on[last] == 1 {
			t.Errorf("%d products: the last stands alone", i+1)
		}
	}
}
