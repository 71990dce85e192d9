package print

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/go-pdf/fpdf"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// picture fills a box with a product's picture, cut to its shape; where there is
// none the box stays paper with the group's name. A picture is in the file once,
// however many products share it.
func (b *book) picture(ctx context.Context, x, y, width, height float64, product catalog.Product, pixels int) error {
	i := slices.IndexFunc(product.Pictures, func(p catalog.Picture) bool { return p.Ready() })
	if i < 0 {
		return b.noPicture(x, y, width, height)
	}
	shown := product.Pictures[i]
	name, found := fmt.Sprintf("%s-%d", shown.Hash, pixels), plate{}
	found, known := b.images[name]
	if !known {
		data, err := b.pictures(ctx, shown.Hash, widthFor(shown, pixels))
		if errors.Is(err, pgx.ErrNoRows) {
			return b.noPicture(x, y, width, height)
		}
		if err != nil {
			return fmt.Errorf("printing a picture: %w", err)
		}
		info := b.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPEG"}, bytes.NewReader(data))
		if err := b.Error(); err != nil {
			return fmt.Errorf("printing a picture: %w", err)
		}
		found = plate{info.Width(), info.Height()}
		b.images[name] = found
	}
	scale := max(width/found.width, height/found.height)
	w, h := found.width*scale, found.height*scale
	b.ClipRect(x, y, width, height, false)
	b.ImageOptions(name, x+(width-w)/2, y+(height-h)/2, w, h, false, fpdf.ImageOptions{ImageType: "JPEG", AllowNegativePosition: true}, 0, "")
	b.ClipEnd()
	if shown.Drawn {
		b.drawnMark(max(x, 0), y+height)
	}
	return nil
}

// drawnMark says that a picture is an illustration.
func (b *book) drawnMark(x, bottom float64) {
	b.write(regular, 5.5, inkSoft)
	label := b.Words.T("picture.drawn")
	width := b.GetStringWidth(label) + 2
	b.fill(paper)
	b.Rect(x, bottom-3.4, width, 3.4, "F")
	b.SetXY(x, bottom-3.2)
	b.CellFormat(width, 3, label, "", 0, "C", false, 0, "")
}

func (b *book) noPicture(x, y, width, height float64) error {
	b.fill(sunk)
	b.Rect(x, y, width, height, "F")
	b.SetDrawColor(line.r, line.g, line.b)
	b.starOutline(x+width/2, y+height/2, min(width, height)/6)
	return nil
}

// widthFor is the smallest size made that is wide enough for print.
func widthFor(p catalog.Picture, pixels int) int {
	widths := slices.Clone(p.Widths)
	slices.Sort(widths)
	for _, w := range widths {
		if int(w) >= pixels {
			return int(w)
		}
	}
	return int(widths[len(widths)-1])
}
