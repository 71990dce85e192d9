package print

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/locale"
)

// A4 in millimetres, and the badges on it: ten of the size of a visiting card.
const (
	sheetWidth    = 210.0
	sheetHeight   = 297.0
	badgeWidth    = 90.0
	badgeHeight   = 54.0
	badgesAcross  = 2
	badgesOnSheet = 10
)

// newSheet is an empty book for cards, badges and records.
func (w *Worker) newSheet(order Order) *book {
	words := w.Words.In(order.Lang)
	b := newBook(Catalogue{Title: order.Title, Day: w.Today(), Sample: w.Sample, Words: words, Site: words.T("site.name"), Address: w.Address}, w.jpeg)
	b.SetTitle(order.Title, true) // it is no catalogue
	return b
}

// finish writes the book.
func (b *book) finish(file io.Writer) error {
	if err := b.Output(file); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	return nil
}

// sheet begins an A4 page without head and number.
func (b *book) sheet() {
	b.SetHeaderFuncMode(func() { b.plain, b.head = true, "" }, true)
	b.AddPageFormat("P", fpdf.SizeType{Wd: sheetWidth, Ht: sheetHeight})
}

func (w *Worker) fairs() fair.Fairs { return fair.Fairs{DB: w.Orders.DB, Now: w.Orders.now} }

// cards are an exhibitor's products, each on an A5 page to stand on the table.
func (w *Worker) cards(ctx context.Context, file io.Writer, order Order, progress Progress) error {
	place, err := w.fairs().ByID(ctx, order.SubjectID)
	if err != nil {
		return err
	}
	listings, err := w.listings(ctx, order)
	if err != nil {
		return err
	}
	b := w.newSheet(order)
	for i, l := range listings {
		product, err := catalog.Products{DB: w.Orders.DB}.BySlug(ctx, l.Slug)
		if errors.Is(err, pgx.ErrNoRows) {
			continue // taken down meanwhile
		}
		if err != nil {
			return err
		}
		if err := b.card(ctx, place, product); err != nil {
			return err
		}
		if err := progress(i + 1); err != nil {
			return err
		}
	}
	if b.PageNo() == 0 {
		return errors.New("print: none of the products is public any more")
	}
	return b.finish(file)
}

// card is one product: its picture, name, star and maker, and the code to its
// page as large as a phone likes it from a metre away.
func (b *book) card(ctx context.Context, place fair.Participant, d catalog.Product) error {
	b.open(true, "")
	if err := b.picture(ctx, 0, 0, pageWidth, 92, d, 1600); err != nil {
		return err
	}
	b.awning(0, 14, leaf, leafPale)
	size := 24.0
	name := b.Words.Text(d.Name, d.NameEN)
	b.write(strong, size, ink)
	for size > 14 && len(b.SplitText(name, column)) > 2 {
		size -= 1
		b.write(strong, size, ink)
	}
	y := b.paragraph(margin, 100, column, size*0.45, 2, name)
	b.write(regular, 11, inkSoft)
	y = b.paragraph(margin, y+1, column, 5.4, 2, b.makerWords(d))
	const code = 46.0
	top := max(y+6, 146)
	if err := b.qr(pageWidth-margin-code, top, code, b.Address+b.productPath(d.Slug)); err != nil {
		return err
	}
	b.entryStar(margin, top, column-code-6, d.Star(b.Day))
	b.write(regular, 9, inkSoft)
	b.paragraph(margin, top+24, column-code-8, 4.6, 3, b.Words.T("fair.card.scan"))
	b.rule(margin, 197, column, line)
	b.write(regular, 8.5, inkSoft)
	b.SetXY(margin, 199)
	foot := place.EventName
	if b.Words.Lang == locale.EN && place.EventNameEN != "" {
		foot = place.EventNameEN
	}
	b.CellFormat(column-24, 5, b.lines(foot, column-26, 1)[0], "", 0, "L", false, 0, "")
	if place.Booth != "" {
		b.write(strong, 11, ink)
		b.SetXY(pageWidth-margin-24, 198.5)
		b.CellFormat(24, 5.6, b.Words.T("event.booth")+" "+place.Booth, "", 0, "R", false, 0, "")
	}
	return b.sampleMark()
}

// sampleMark says that what is printed is made up.
func (b *book) sampleMark() error {
	if b.Sample {
		b.write(regular, 6.5, inkSoft)
		b.SetXY(margin, 204.5)
		b.CellFormat(column, 3, b.Words.T("print.sample"), "", 0, "L", false, 0, "")
	}
	return nil
}

// badges are ten to a sheet, cut along thin lines: maker, booth and the code to
// the maker's page.
func (w *Worker) badges(ctx context.Context, file io.Writer, order Order, progress Progress) error {
	exhibitors, err := w.fairs().Exhibitors(ctx, order.SubjectID)
	if err != nil {
		return err
	}
	if len(exhibitors) == 0 {
		return errors.New("print: nobody takes part any more")
	}
	atlas, err := catalog.Places{DB: w.Orders.DB}.Atlas(ctx)
	if err != nil {
		return err
	}
	b := w.newSheet(order)
	for i, x := range exhibitors {
		if i%badgesOnSheet == 0 {
			b.sheet()
		}
		at := i % badgesOnSheet
		left := (sheetWidth-badgesAcross*badgeWidth)/2 + float64(at%badgesAcross)*badgeWidth
		top := (sheetHeight-badgesOnSheet/badgesAcross*badgeHeight)/2 + float64(at/badgesAcross)*badgeHeight
		province, _ := atlas.Province(x.ProvinceCode)
		if err := b.badge(left, top, x, b.provinceName(province)); err != nil {
			return err
		}
		if err := progress(min(i+1, order.Total())); err != nil {
			return err
		}
	}
	return b.finish(file)
}

func (b *book) badge(x, y float64, e fair.Exhibitor, province string) error {
	b.SetDrawColor(line.r, line.g, line.b)
	b.SetLineWidth(0.15)
	b.Rect(x, y, badgeWidth, badgeHeight, "D")
	b.fill(leaf)
	b.Rect(x+0.2, y+0.2, badgeWidth-0.4, 9, "F")
	b.write(strong, 8.5, white)
	b.SetXY(x+5, y+2)
	b.CellFormat(badgeWidth-10, 5, b.lines(b.Title, badgeWidth-10, 1)[0], "", 0, "L", false, 0, "")
	const code = 24.0
	width := badgeWidth - code - 14
	b.write(strong, 12, ink)
	at := b.paragraph(x+5, y+13, width, 5.6, 4, e.ProducerName)
	b.write(regular, 8.5, inkSoft)
	b.paragraph(x+5, at+1, width, 4.2, 1, province)
	path := "/chu-the/"
	if b.Words.Lang == locale.EN {
		path = "/en/producers/"
	}
	if err := b.qr(x+badgeWidth-code-5, y+13, code, b.Address+path+e.ProducerSlug); err != nil {
		return err
	}
	if e.Booth != "" {
		b.write(strong, 13, ink)
		b.SetXY(x+badgeWidth-code-9, y+40)
		b.CellFormat(code+4, 7, b.Words.T("event.booth")+" "+e.Booth, "", 0, "R", false, 0, "")
	}
	if b.Sample {
		b.write(regular, 6, inkSoft)
		b.SetXY(x+5, y+badgeHeight-5)
		b.CellFormat(50, 3, b.Words.T("print.sample"), "", 0, "L", false, 0, "")
	}
	return nil
}

// reachWords is how often a maker took part near and far.
func reachWords(words *locale.Printer, list []fair.Participant) string {
	text := ""
	for _, reach := range fair.Reaches() {
		n := 0
		for _, x := range list {
			if x.Reach() == reach {
				n++
			}
		}
		if text != "" {
			text += " · "
		}
		text += words.T("fair.reach."+string(reach)) + ": " + strconv.Itoa(n)
	}
	return text
}
