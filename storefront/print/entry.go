package print

import (
	"context"
	"strings"

	"ocop/catalog"
)

// Line heights of an entry's text.
const (
	storyLeading = 4.2
	factLeading  = 4.5
	storyLines   = 4
	codeSize     = 15.0
)

// chapter prints a province.
func (b *book) chapter(ctx context.Context, c Chapter, plan planned, printed func() error) error {
	name := b.provinceName(c.Province)
	b.open(false, "")
	b.Bookmark(name, 0, -1)
	b.opening(c, name)
	for i, product := range c.Products {
		at := plan.products[i]
		if at.page > b.PageNo() {
			b.open(false, name)
		} else if at.y != openingBottom {
			b.rule(margin, at.y-between/2, column, line)
		}
		if err := b.entry(ctx, at.y, product); err != nil {
			return err
		}
		if err := printed(); err != nil {
			return err
		}
	}
	return nil
}

// opening is the band that begins a chapter.
func (b *book) opening(c Chapter, name string) {
	b.band(0, 78, leaf)
	b.awning(0, 12, paper, leafPale)
	b.write(strong, 26, white)
	y := b.paragraph(margin, 34, column, 12, 2, name)
	if former := b.formerWords(c); former != "" {
		b.write(regular, 9, leafPale)
		y = b.paragraph(margin, y+1, column, 4.8, 2, former)
	}
	b.write(regular, 9, white)
	b.SetXY(margin, max(y+2, 64))
	b.CellFormat(column, 5, b.Words.N("print.products", len(c.Products)), "", 0, "L", false, 0, "")
}

// formerWords names what the province was before 1 July 2025, where that is more
// than itself.
func (b *book) formerWords(c Chapter) string {
	if !catalog.Several(c.Former) {
		return ""
	}
	var names []string
	for _, f := range c.Former {
		names = append(names, f.Name)
	}
	return b.Words.T("print.former", "places", strings.Join(names, ", "))
}

// entry is one product: its picture, its name and maker, its star, the code that
// leads to its page, and what buyers ask first.
func (b *book) entry(ctx context.Context, y float64, d catalog.Product) error {
	if err := b.picture(ctx, margin, y, pictureWidth, pictureHeight, d, 640); err != nil {
		return err
	}
	x, width := margin+pictureWidth+6, column-pictureWidth-6
	b.write(strong, 12, ink)
	at := b.paragraph(x, y-0.5, width, 5.6, 3, b.Words.Text(d.Name, d.NameEN))
	if b.Words.Lang == "en" && d.NameEN != "" {
		b.write(regular, 7.5, inkSoft)
		at = b.paragraph(x, at+0.2, width, 3.8, 1, d.Name)
	}
	b.write(regular, 8, inkSoft)
	// A name of three lines and a second one leave less room above the star.
	if room := int((y + pictureHeight - codeSize - at - 0.8) / 4); room > 0 {
		b.paragraph(x, at+0.8, width, 4, min(room, 2), b.makerWords(d))
	}
	b.entryStar(x, y+pictureHeight-codeSize, width-codeSize-3, d.Star(b.Day))
	if err := b.qr(x+width-codeSize, y+pictureHeight-codeSize, codeSize, b.Address+b.productPath(d.Slug)); err != nil {
		return err
	}
	b.entryFoot(y+pictureHeight+3.5, d)
	return nil
}

// entryStar is the seal with its state in words beside it.
func (b *book) entryStar(x, y, width float64, star catalog.Star) {
	b.seal(x+6, y+codeSize/2, 6, star)
	state := b.Words.StarWords("star.", star)
	if !star.Live() {
		b.write(regular, 7.5, lapsed)
		b.paragraph(x+14, y+1, width-14, 3.5, 4, state)
		return
	}
	b.write(strong, 8.5, ink)
	b.SetXY(x+14, y+1)
	b.CellFormat(width-14, 4, b.Words.N("stars", star.Stars), "", 0, "L", false, 0, "")
	b.write(regular, 7.5, inkSoft)
	b.paragraph(x+14, y+5.2, width-14, 3.5, 3, state)
}

// makerWords is who makes it and where.
func (b *book) makerWords(d catalog.Product) string {
	var words []string
	if d.Producer != nil {
		words = append(words, d.Producer.Name)
	}
	if d.Commune != "" {
		words = append(words, d.Commune)
	}
	return strings.Join(words, " · ")
}

// story is what is told of a product, cut to the lines there are for it.
func (b *book) story(d catalog.Product) []string {
	text := b.Words.Text(d.Story, d.StoryEN)
	if text == "" {
		return nil
	}
	b.write(regular, 8.2, ink)
	return b.lines(text, column, storyLines)
}

// entryFoot is the part under the picture.
func (b *book) entryFoot(y float64, d catalog.Product) {
	story := b.story(d)
	for _, l := range story {
		b.SetXY(margin, y)
		b.CellFormat(column, storyLeading, l, "", 0, "L", false, 0, "")
		y += storyLeading
	}
	if len(story) > 0 {
		y += 2
	}
	for _, row := range b.factRows(d) {
		b.write(regular, 7.2, inkSoft)
		b.SetXY(margin, y)
		b.CellFormat(27, factLeading, row[0], "", 0, "L", false, 0, "")
		b.write(regular, 8, ink)
		b.paragraph(margin+28, y, column-28, factLeading, 1, row[1])
		y += factLeading
	}
}

// productPath is the address of a product's page, as short as it can be printed.
func (b *book) productPath(slug string) string {
	if b.Words.Lang == "en" {
		return "/en/products/" + slug
	}
	return "/san-pham/" + slug
}

// factRows are what buyers ask first, as far as it is known.
func (b *book) factRows(d catalog.Product) [][2]string {
	var rows [][2]string
	add := func(key, text string) {
		if text != "" {
			rows = append(rows, [2]string{b.Words.T(key), text})
		}
	}
	if d.Price > 0 {
		add("print.price", strings.TrimSuffix(b.Words.Money(d.Price)+" / "+b.Words.Text(d.PriceUnit, d.PriceUnitEN), " / "))
	}
	add("product.packaging", b.Words.Text(d.Packaging, d.PackagingEN))
	if most, known := d.Trade.Supplies(); known {
		add("print.capacity", b.Words.T("print.most", "amount", b.Words.Amount(most.Value)+" "+b.Words.Text(d.Trade.CapacityUnit, d.Trade.CapacityUnitEN)))
	}
	if d.Trade.MinimumOrder > 0 {
		add("trade.minimum", b.Words.Amount(d.Trade.MinimumOrder)+" "+b.Words.Text(d.Trade.MinimumOrderUnit, d.Trade.MinimumOrderUnitEN))
	}
	var papers []string
	for _, c := range d.Certificates {
		if c.ValidOn(b.Day) && c.Kind != "attp" {
			papers = append(papers, b.Words.T("paper."+c.Kind))
		}
	}
	add("print.papers", strings.Join(papers, ", "))
	if line := d.Star(b.Day).Line; line != nil && line.DecisionNo != "" {
		add("print.decision", line.DecisionNo)
	}
	return rows
}
