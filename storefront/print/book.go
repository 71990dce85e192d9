package print

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Be Vietnam Pro, under the SIL Open Font License (fonts/OFL.txt). Only the
// letters that are used go into a file.
//
//go:embed fonts/be-vietnam-pro-400.ttf
var regularFont []byte

//go:embed fonts/be-vietnam-pro-600.ttf
var strongFont []byte

// An A5 page in millimetres.
const (
	pageWidth  = 148.0
	pageHeight = 210.0
	margin     = 14.0
	column     = pageWidth - 2*margin
	topEdge    = 20.0 // of what a page says, below its running head
	bottomEdge = 194.0
)

// Around the page of a catalogue for the press, in millimetres.
const (
	bleed = 3.0 // what is printed beyond the cut
	slug  = 9.0 // from the sheet's edge to the cut: room for bleed and marks
	mark  = 4.5 // length of a crop mark
)

// Catalogue is what a catalogue is made of.
type Catalogue struct {
	Title    string // what the list holds: Phú Thọ, Mật ong
	Day      catalog.Day
	Sample   bool   // made of demonstration data, and says so
	Site     string // name of the site
	Address  string // of the site, without a slash at the end
	Operator string // who answers for it; empty while nobody does
	Words    *locale.Printer
	Chapters []Chapter
	Press    bool // with bleed, crop marks and a TrimBox; without links
}

// Chapter is a province with its products.
type Chapter struct {
	Province catalog.Province
	Former   []catalog.FormerPlace
	Products []catalog.Product
}

// Pictures opens the JPEG of a picture in a width.
type Pictures func(ctx context.Context, hash string, width int) ([]byte, error)

// Progress is told how many products are on paper; an error of it ends the work.
type Progress func(done int) error

// book is a catalogue being printed.
type book struct {
	*fpdf.Fpdf
	Catalogue
	pictures Pictures
	images   map[string]plate // by hash
	head     string           // running head of the chapter
	plain    bool             // the page has neither head nor number
}

// plate is a picture that is in the file already.
type plate struct{ width, height float64 }

// Print writes a catalogue as PDF. It ends early with the context, and with an
// error of progress.
func Print(ctx context.Context, w io.Writer, c Catalogue, pictures Pictures, progress Progress) error {
	b := newBook(c, pictures)
	plan := b.plan()
	if err := b.cover(ctx); err != nil {
		return err
	}
	b.foreword()
	b.contents(plan)
	done := 0
	for i, chapter := range c.Chapters {
		if err := b.chapter(ctx, chapter, plan[i], func() error {
			done++
			if err := ctx.Err(); err != nil {
				return err
			}
			return progress(done)
		}); err != nil {
			return err
		}
	}
	b.back()
	b.end()
	if err := b.Output(w); err != nil {
		return fmt.Errorf("printing a catalogue: %w", err)
	}
	return nil
}

func newBook(c Catalogue, pictures Pictures) *book {
	size := fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}
	if c.Press {
		size = fpdf.SizeType{Wd: pageWidth + 2*slug, Ht: pageHeight + 2*slug}
	}
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: size})
	if c.Press {
		pdf.SetPageBox("trim", slug, slug, pageWidth, pageHeight)
		pdf.SetPageBox("bleed", slug-bleed, slug-bleed, pageWidth+2*bleed, pageHeight+2*bleed)
	}
	b := &book{Fpdf: pdf, Catalogue: c, pictures: pictures, images: make(map[string]plate)}
	pdf.AddUTF8FontFromBytes("vietnam", "", bytes.Clone(regularFont))
	pdf.AddUTF8FontFromBytes("vietnam", "B", bytes.Clone(strongFont))
	pdf.SetMargins(margin, topEdge, margin)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	pdf.SetLang(string(c.Words.Lang))
	pdf.SetTitle(c.heading(), true)
	pdf.SetCreator(c.Site, true)
	pdf.SetCreationDate(c.Day.Time())
	pdf.SetModificationDate(c.Day.Time())
	return b
}

// heading is the catalogue's name.
func (c Catalogue) heading() string { return c.Words.T("print.heading") + " – " + c.Title }

// products counts what the catalogue holds.
func (c Catalogue) products() int {
	n := 0
	for _, chapter := range c.Chapters {
		n += len(chapter.Products)
	}
	return n
}

// runningHead stands on every page of a chapter but its first.
func (b *book) runningHead() {
	if b.plain || b.head == "" {
		return
	}
	b.write(regular, 7.5, inkSoft)
	b.SetXY(margin, 9)
	b.CellFormat(column, 4, b.head, "", 0, b.outside(), false, 0, "")
	b.rule(margin, 14.5, column, line)
}

// pageNumber stands at the outer edge.
func (b *book) pageNumber() {
	if b.plain {
		return
	}
	b.write(strong, 8, ink)
	b.SetXY(margin, 199)
	b.CellFormat(column, 4, fmt.Sprint(b.PageNo()), "", 0, b.outside(), false, 0, "")
}

// outside is the edge away from the fold: left pages have even numbers.
func (b *book) outside() string {
	if b.PageNo()%2 == 0 {
		return "L"
	}
	return "R"
}

// open begins a page with or without head and number; the page before is ended
// first.
func (b *book) open(plain bool, head string) {
	if b.PageNo() > 0 {
		b.end()
	}
	b.AddPage()
	if b.Press { // everything is reckoned from the page's own corner
		b.TransformBegin()
		b.TransformTranslate(slug, slug)
	}
	b.plain, b.head = plain, head
	b.runningHead()
}

// end writes what stands at the foot of a page, and where to cut it.
func (b *book) end() {
	b.pageNumber()
	if b.Press {
		b.TransformEnd()
		b.cut()
	}
}

// cut draws the marks by which a page for the press is cut.
func (b *book) cut() {
	b.SetDrawColor(0, 0, 0)
	b.SetLineWidth(0.1)
	right, bottom := pageWidth+2*slug, pageHeight+2*slug
	for _, y := range []float64{slug, bottom - slug} {
		b.Line(0.5, y, 0.5+mark, y)
		b.Line(right-0.5-mark, y, right-0.5, y)
	}
	for _, x := range []float64{slug, right - slug} {
		b.Line(x, 0.5, x, 0.5+mark)
		b.Line(x, bottom-0.5-mark, x, bottom-0.5)
	}
}

// band fills the page's width between two heights, and the bleed beside it; at the
// page's own edges it goes beyond them.
func (b *book) band(top, bottom float64, c colour) {
	if top == 0 {
		top = -bleed
	}
	if bottom == pageHeight {
		bottom += bleed
	}
	b.fill(c)
	b.Rect(-bleed, top, pageWidth+2*bleed, bottom-top, "F")
}
