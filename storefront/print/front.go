package print

import (
	"context"
	"fmt"
	"strings"

	"ocop/catalog"
)

// cover is a picture under the awning, the name, and what is inside.
func (b *book) cover(ctx context.Context) error {
	b.open(true, "")
	b.band(0, pageHeight, paper)
	b.band(128, pageHeight, leaf)
	if err := b.coverPicture(ctx); err != nil {
		return err
	}
	b.awning(0, 22, leaf, leafPale)
	b.write(strong, 10.5, leafPale)
	b.SetXY(margin, 136)
	b.CellFormat(column, 6, b.Words.T("print.heading"), "", 0, "L", false, 0, "")
	size := 27.0
	b.write(strong, size, white)
	for size > 14 && len(b.SplitText(b.Title, column)) > 2 {
		size -= 1
		b.write(strong, size, white)
	}
	y := b.paragraph(margin, 144, column, size*0.47, 3, b.Title)
	b.write(regular, 10, white)
	b.SetXY(margin, y+4)
	b.CellFormat(column, 5, b.extent(), "", 0, "L", false, 0, "")
	b.rule(margin, 188, column, leafPale)
	b.write(strong, 9, white)
	b.SetXY(margin, 191)
	b.CellFormat(column/2, 5, b.Site, "", 0, "L", false, 0, "")
	b.write(regular, 9, white)
	b.CellFormat(column/2, 5, b.Words.T("print.day", "day", b.Words.Day(b.Day)), "", 0, "R", false, 0, "")
	if b.Sample {
		b.write(regular, 7.5, leafPale)
		b.SetXY(margin, 197.5)
		b.CellFormat(column, 4, b.Words.T("print.sample"), "", 0, "L", false, 0, "")
	}
	return nil
}

// coverPicture is the picture of the first product with most stars in force.
func (b *book) coverPicture(ctx context.Context) error {
	var best *catalog.Product
	for _, chapter := range b.Chapters {
		for i, p := range chapter.Products {
			if len(p.Pictures) > 0 && (best == nil || p.Star(b.Day).Badge() > best.Star(b.Day).Badge()) {
				best = &chapter.Products[i]
			}
		}
	}
	if best == nil {
		return nil
	}
	shown := *best
	return b.picture(ctx, -bleed, 10, pageWidth+2*bleed, 118, shown, 1600)
}

// extent says how much the catalogue holds.
func (b *book) extent() string {
	words := []string{b.Words.N("print.products", b.products())}
	if len(b.Chapters) > 1 {
		words = append(words, b.Words.N("print.provinces", len(b.Chapters)))
	}
	return strings.Join(words, " · ")
}

// foreword says how to read the catalogue: the seals, the codes, the day.
func (b *book) foreword() {
	b.open(true, "")
	b.write(strong, 13, ink)
	b.SetXY(margin, 30)
	b.CellFormat(column, 8, b.Words.T("print.foreword"), "", 0, "L", false, 0, "")
	b.rule(margin, 40, column, ink)
	y := 46.0
	for _, sign := range []struct {
		star catalog.Star
		key  string
	}{
		{catalog.Star{Stars: 5, Status: catalog.Valid}, "print.sign.live"},
		{catalog.Star{Stars: 4, Status: catalog.Expired}, "print.sign.lapsed"},
	} {
		b.seal(margin+8, y+8, 7, sign.star)
		b.write(regular, 9, ink)
		b.paragraph(margin+22, y+1.5, column-22, 4.8, 4, b.Words.T(sign.key))
		y += 24
	}
	if err := b.qr(margin+1.5, y+1, 13, b.Address); err == nil {
		b.write(regular, 9, ink)
		b.paragraph(margin+22, y+1.5, column-22, 4.8, 4, b.Words.T("print.sign.code"))
	}
	y += 26
	b.write(regular, 9, ink)
	y = b.paragraph(margin, y, column, 4.8, 8, b.Words.T("print.source", "site", b.Site, "day", b.Words.Day(b.Day)))
	if b.Sample {
		b.write(strong, 9, ink)
		b.paragraph(margin, y+3, column, 4.8, 4, b.Words.T("print.sample.long"))
	}
	b.write(regular, 8, inkSoft)
	b.paragraph(margin, 186, column, 4.2, 2, strings.Join(strings.Fields(b.Operator+" "+strings.TrimPrefix(strings.TrimPrefix(b.Address, "https://"), "http://")), " "))
}

// contents lists the chapters, and in short catalogues the products, with their
// pages.
func (b *book) contents(plan []planned) {
	for i, l := range b.contentsOf(plan) {
		if i%contentsLines == 0 {
			b.open(true, "")
			b.write(strong, 16, ink)
			b.SetXY(margin, 20)
			b.CellFormat(column, 9, b.Words.T("print.contents"), "", 0, "L", false, 0, "")
		}
		b.contentsLine(34+6.1*float64(i%contentsLines), l)
	}
}

func (b *book) contentsLine(y float64, l named) {
	link := 0
	if !b.Press {
		link = b.AddLink()
		b.SetLink(link, 0, l.page)
	}
	indent := 5.0
	b.write(regular, 9, ink)
	if l.chapter {
		indent = 0
		b.write(strong, 10, ink)
	}
	b.SetXY(margin+indent, y)
	note := 0.0
	if l.note != "" {
		note = 32
	}
	name := b.lines(l.name, column-indent-note-14, 1)[0]
	b.CellFormat(column-indent-note-12, 5, name, "", 0, "L", false, link, "")
	if note > 0 { // a cell without width would take the rest of the line
		b.write(regular, 8, inkSoft)
		b.CellFormat(note, 5, l.note, "", 0, "R", false, link, "")
	}
	b.write(strong, 9.5, leaf)
	b.CellFormat(12, 5, fmt.Sprint(l.page), "", 0, "R", false, link, "")
	b.rule(margin+indent, y+5.5, column-indent, line)
}

// provinceName is the province in the catalogue's language.
func (b *book) provinceName(p catalog.Province) string {
	return b.Words.Text(p.Name, strings.TrimSuffix(strings.TrimSuffix(p.NameEN, " Province"), " City"))
}

// back is the last page: the awning once more and the site's address.
func (b *book) back() {
	b.open(true, "")
	b.band(0, pageHeight, leaf)
	b.fill(paper)
	b.Rect(margin+40, 78, column-80, column-80, "F")
	if err := b.qr(margin+44, 82, column-88, b.Address); err != nil {
		return
	}
	b.write(strong, 11, white)
	b.SetXY(margin, 122)
	b.CellFormat(column, 6, b.Site, "", 0, "C", false, 0, "")
	b.write(regular, 9, leafPale)
	b.SetXY(margin, 129)
	b.CellFormat(column, 5, strings.TrimPrefix(strings.TrimPrefix(b.Address, "https://"), "http://"), "", 0, "C", false, 0, "")
}
