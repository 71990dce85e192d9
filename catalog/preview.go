package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// errPreview ends the transaction of a preview without a trace.
var errPreview = errors.New("catalog: this was only a preview")

// PreviewProduct is a product as its page would be if an edit were approved now.
// Nothing is kept.
func (e Edits) PreviewProduct(ctx context.Context, id int64) (Product, error) {
	var product Product
	err := e.preview(ctx, id, func(tx pgx.Tx, edit Edit) error {
		var slug string
		if err := tx.QueryRow(ctx, `SELECT slug FROM product WHERE id = $1`, edit.SubjectID).Scan(&slug); err != nil {
			return err
		}
		var err error
		product, err = productBySlug(ctx, tx, slug)
		return err
	})
	return product, err
}

// PreviewProducer is a producer as its page would be if an edit were approved
// now. Nothing is kept.
func (e Edits) PreviewProducer(ctx context.Context, id int64) (Producer, error) {
	var producer Producer
	err := e.preview(ctx, id, func(tx pgx.Tx, edit Edit) error {
		var err error
		producer, err = producerBySlug(ctx, tx, edit.SubjectSlug)
		return err
	})
	return producer, err
}

func (e Edits) preview(ctx context.Context, id int64, read func(pgx.Tx, Edit) error) error {
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		edit, err := readEdit(ctx, tx, "e.id = $1", id)
		if err != nil {
			return err
		}
		if err := edit.apply(ctx, tx, true, Day{}); err != nil {
			return err
		}
		if err := read(tx, edit); err != nil {
			return err
		}
		return errPreview
	})
	if !errors.Is(err, errPreview) {
		return fmt.Errorf("previewing edit %d: %w", id, err)
	}
	return nil
}
