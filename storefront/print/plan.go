package print

import "ocop/catalog"

// Heights in millimetres: what an entry needs, and what lies between two.
const (
	pictureWidth  = 56.0
	pictureHeight = 42.0
	between       = 7.0
	openingBottom = 84.0 // of the band that begins a chapter, with the space under it
)

// planned is where a chapter and its products stand.
type planned struct {
	page     int
	products []placed
}

// placed is the place of one product.
type placed struct {
	page int
	y    float64
}

// plan reckons the place of everything before anything is printed, so that the
// contents can name it.
func (b *book) plan() []planned {
	page := 2 + b.contentsPages()
	plan := make([]planned, len(b.Chapters))
	for i, chapter := range b.Chapters {
		page++
		plan[i].page = page
		y := openingBottom
		for _, product := range chapter.Products {
			height := b.entryHeight(product)
			if y+height > bottomEdge {
				page, y = page+1, topEdge
			}
			plan[i].products = append(plan[i].products, placed{page, y})
			y += height + between
		}
		b.accompany(chapter.Products, plan[i].products)
	}
	return plan
}

// accompany sees to it that the last product of a chapter does not stand alone on
// its page: the one before it comes along where both find room and leave another
// behind.
func (b *book) accompany(products []catalog.Product, places []placed) {
	last := len(places) - 1
	if last < 2 || places[last-1].page == places[last].page {
		return
	}
	before := 0
	for _, p := range places {
		if p.page == places[last-1].page {
			before++
		}
	}
	opening := places[0].page == places[last-1].page // which its band fills
	if before < 2 || before == 2 && !opening {
		return
	}
	second := topEdge + b.entryHeight(products[last-1]) + between
	if second+b.entryHeight(products[last]) > bottomEdge {
		return
	}
	places[last-1] = placed{places[last].page, topEdge}
	places[last].y = second
}

// entryHeight is how much of a page a product needs.
func (b *book) entryHeight(d catalog.Product) float64 {
	height := pictureHeight
	if story := b.story(d); len(story) > 0 {
		height += 3.5 + storyLeading*float64(len(story))
	}
	if rows := len(b.factRows(d)); rows > 0 {
		height += 2.5 + factLeading*float64(rows)
	}
	return height
}

// named is a line of the contents.
type named struct {
	chapter bool
	name    string
	note    string
	page    int
}

// contentsLines is how many lines one page of contents holds.
const contentsLines = 26

// Up to how many products the contents name each; longer catalogues name their
// chapters alone. One of a single province has nothing else to name.
const (
	mostNamed    = 60
	mostNamedOne = 250
)

func (b *book) namesProducts() bool {
	return b.products() <= mostNamed || len(b.Chapters) == 1 && b.products() <= mostNamedOne
}

func (b *book) contentsPages() int {
	lines := len(b.Chapters)
	if b.namesProducts() {
		lines += b.products()
	}
	return (lines + contentsLines - 1) / contentsLines
}

// contentsOf lists what the contents name.
func (b *book) contentsOf(plan []planned) []named {
	var list []named
	for i, chapter := range b.Chapters {
		list = append(list, named{true, b.provinceName(chapter.Province), b.Words.N("print.products", len(chapter.Products)), plan[i].page})
		if !b.namesProducts() {
			continue
		}
		for j, product := range chapter.Products {
			list = append(list, named{false, b.Words.Text(product.Name, product.NameEN), "", plan[i].products[j].page})
		}
	}
	return list
}
