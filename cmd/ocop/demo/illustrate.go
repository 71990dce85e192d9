package demo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/cmd/ocop/demo/drawing"
	"ocop/media"
)

// Size of a drawing, in pixels.
const (
	drawnWidth  = 1600
	drawnHeight = 1200
)

// scene is one drawing that several products share.
type scene struct {
	kind drawing.Kind
	seed uint64
}

// Illustrate draws a picture for every product that has none, and sends it the
// way of an upload. It can be interrupted: the next start goes on.
func Illustrate(ctx context.Context, db *pgxpool.Pool, pictures *media.Pictures) error {
	table := catalog.Pictures{DB: db}
	ids, err := table.Missing(ctx)
	if err != nil {
		return err
	}
	listings, err := catalog.Products{DB: db}.Listings(ctx, ids)
	if err != nil {
		return err
	}
	var order []scene
	shared := make(map[scene][]catalog.Listing)
	for _, l := range listings {
		kind := drawing.KindOf(l.GroupSlug, l.Subgroup, l.Name)
		s := scene{kind, drawing.Variant(l.Name, kind)}
		if len(shared[s]) == 0 {
			order = append(order, s)
		}
		shared[s] = append(shared[s], l)
	}
	for _, s := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := draw(ctx, table, pictures, s, shared[s]); err != nil {
			return fmt.Errorf("drawing %s: %w", s.kind, err)
		}
	}
	return nil
}

// draw makes one drawing and hangs it on its products.
func draw(ctx context.Context, table catalog.Pictures, pictures *media.Pictures, s scene, products []catalog.Listing) error {
	data, err := drawing.Encode(drawing.Draw(s.kind, s.seed, drawnWidth, drawnHeight))
	if err != nil {
		return err
	}
	// The products first: they then hear when the sizes are ready.
	for _, l := range products {
		picture := catalog.Picture{
			ProductID: l.ID, Hash: media.Hash(data), Width: drawnWidth, Height: drawnHeight, Drawn: true,
			Alt: "Hình minh họa: " + l.Name, AltEN: "Illustration: " + l.Name,
		}
		if l.NameEN != "" {
			picture.AltEN = "Illustration: " + l.NameEN
		}
		if err := table.Add(ctx, picture); err != nil {
			return err
		}
	}
	object, err := pictures.Add(ctx, data)
	if err != nil || !object.Ready() {
		return err
	}
	// The same drawing was made before: nobody will tell of it again.
	return table.Ready(ctx, catalog.Picture{
		Hash: object.Hash, Width: object.Width, Height: object.Height, Widths: object.Widths, Preview: object.Preview,
	}, object.Thumbhash)
}
