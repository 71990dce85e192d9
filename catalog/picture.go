package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Picture is one picture of a product. The files belong to package media and
// are addressed by Hash and width.
type Picture struct {
	ProductID int64
	Hash      string // of the original's content
	Width     int    // pixels, upright
	Height    int
	Preview   []byte  // PNG of a few pixels, shown until the real one has loaded
	Widths    []int32 // pixels; empty until the derivatives have been made
	Alt       string
	AltEN     string
	Drawn     bool // an illustration, not a photograph of the product
}

// Ready reports whether the picture can be shown.
func (p Picture) Ready() bool { return len(p.Widths) > 0 }

const picturesSQL = `
SELECT product_id, hash, width, height, coalesce(preview, '') AS preview, widths, alt, alt_en, drawn
FROM product_picture WHERE `

// Pictures is the table of product pictures.
type Pictures struct{ DB *pgxpool.Pool }

const pictureReadySQL = `
UPDATE product_picture SET width = $2, height = $3, widths = $4, thumbhash = $5, preview = $6 WHERE hash = $1`

// Ready notes that the derivatives of a picture can be asked for in the given
// widths, for every product that shows it.
func (p Pictures) Ready(ctx context.Context, pic Picture, thumbhash []byte) error {
	_, err := p.DB.Exec(ctx, pictureReadySQL, pic.Hash, pic.Width, pic.Height, pic.Widths, thumbhash, pic.Preview)
	if err != nil {
		return fmt.Errorf("noting that picture %s is ready: %w", pic.Hash, err)
	}
	return nil
}
