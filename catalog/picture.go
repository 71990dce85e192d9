package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Picture is one picture of a product. The files belong to package media and
// are addressed by Hash and width.
type Picture struct {
	ProductID int64
	Hash      string // of the original's content
	Width     int    // pixels, upright
	Height    int
	Preview   []byte // PNG of a few pixels, shown until the real one has loaded
	Widths    []int  // pixels; empty until the derivatives have been made
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
WITH sent AS (UPDATE picture_upload SET width = $2, height = $3, widths = $4, thumbhash = $5, preview = $6 WHERE hash = $1)
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

const addPictureSQL = `
INSERT INTO product_picture (product_id, position, hash, width, height, alt, alt_en, drawn)
SELECT @product_id, coalesce(max(position) + 1, 0), @hash, @width, @height, @alt, @alt_en, @drawn
FROM product_picture WHERE product_id = @product_id
ON CONFLICT (product_id, hash) DO NOTHING`

// Add puts a picture after those a product has. It can be shown once Ready has
// been told of its derivatives.
func (p Pictures) Add(ctx context.Context, pic Picture) error {
	if _, err := p.DB.Exec(ctx, addPictureSQL, pic.arguments()); err != nil {
		return fmt.Errorf("adding a picture to product %d: %w", pic.ProductID, err)
	}
	return nil
}

func (p Picture) arguments() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"product_id": p.ProductID, "hash": p.Hash, "width": p.Width, "height": p.Height, "alt": p.Alt, "alt_en": p.AltEN, "drawn": p.Drawn,
	}
}

const withoutPictureSQL = `
SELECT p.id FROM product p WHERE NOT EXISTS (SELECT FROM product_picture i WHERE i.product_id = p.id) ORDER BY p.id`

// Missing lists the products without any picture.
func (p Pictures) Missing(ctx context.Context) ([]int64, error) {
	rows, err := p.DB.Query(ctx, withoutPictureSQL)
	if err != nil {
		return nil, fmt.Errorf("listing products without a picture: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("listing products without a picture: %w", err)
	}
	return ids, nil
}
