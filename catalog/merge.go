package catalog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrOtherProvince says that two producers cannot be one, being in different
// provinces; one of them must be re-assigned first.
var ErrOtherProvince = errors.New("catalog: the producers are in different provinces")

// MergePreview is what merging two producers would do.
type MergePreview struct {
	Kept, Dropped ProducerBrief
	Moved         []MovedProduct
	Filled        []FieldChange // empty fields of the kept one that the dropped one knows
	Overlaps      []Overlap     // what forbids the merger
}

// MovedProduct is a product that changes its producer, or turns out to be one
// that the kept producer has.
type MovedProduct struct {
	ID, TwinID   int64 // TwinID is 0 where the kept producer has no product of that name
	Name         string
	Slug         string
	Recognitions []int64 // that move to the twin
}

// Merge is two producers made one.
type Merge struct {
	ID            int64
	KeptID        int64
	KeptName      string
	KeptSlug      string
	DroppedID     int64
	DroppedName   string
	ProvinceCode  string
	Reason        string
	At            time.Time
	Undone        bool
	ProductsMoved int
}

// mergedThings is what a merger moved, as the database keeps it.
type mergedThings struct {
	Products []MovedProduct
	Filled   []FieldChange
	Rows     []MovedRows `json:",omitempty"`
	Edits    []MovedEdit `json:",omitempty"`
}

const mergeProductsSQL = `
SELECT p.id, coalesce(t.id, 0) AS twin_id, p.name, p.slug
FROM product p LEFT JOIN product t ON t.producer_id = @kept AND t.folded = p.folded AND t.merged_into IS NULL
WHERE p.producer_id = @dropped AND p.merged_into IS NULL ORDER BY p.id`

// PreviewMerge says what merging dropped into kept would do, and what forbids it.
func (p Producers) PreviewMerge(ctx context.Context, kept, dropped int64) (MergePreview, error) {
	var preview MergePreview
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) (err error) {
		preview, err = p.previewMerge(ctx, tx, kept, dropped)
		return err
	})
	if err != nil {
		return MergePreview{}, fmt.Errorf("previewing the merger of %d into %d: %w", dropped, kept, err)
	}
	return preview, nil
}

func (p Producers) previewMerge(ctx context.Context, tx pgx.Tx, kept, dropped int64) (MergePreview, error) {
	var v MergePreview
	var err error
	if v.Kept, err = briefOf(ctx, tx, kept); err != nil {
		return v, err
	}
	if v.Dropped, err = briefOf(ctx, tx, dropped); err != nil {
		return v, err
	}
	if v.Kept.ProvinceCode != v.Dropped.ProvinceCode {
		return v, ErrOtherProvince
	}
	type row struct {
		ID, TwinID int64
		Name, Slug string
	}
	rows, err := collect[row](ctx, tx, mergeProductsSQL, pgx.StrictNamedArgs{"kept": kept, "dropped": dropped})
	if err != nil {
		return v, err
	}
	for _, r := range rows {
		moved := MovedProduct{ID: r.ID, TwinID: r.TwinID, Name: r.Name, Slug: r.Slug}
		if r.TwinID != 0 {
			var clashes []Overlap
			if moved.Recognitions, clashes, err = twinLines(ctx, tx, r.ID, r.TwinID); err != nil {
				return v, err
			}
			v.Overlaps = append(v.Overlaps, clashes...)
		}
		v.Moved = append(v.Moved, moved)
	}
	v.Filled, err = fillable(ctx, tx, kept, dropped)
	return v, err
}

func briefOf(ctx context.Context, tx pgx.Tx, id int64) (ProducerBrief, error) {
	rows, err := tx.Query(ctx, briefColumns+` AND r.id = $1 FOR UPDATE OF r`, id)
	if err != nil {
		return ProducerBrief{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[ProducerBrief])
}

// twinLines are the recognitions of a product that its twin lacks, and those
// that would give the twin two stars on one day.
func twinLines(ctx context.Context, tx pgx.Tx, product, twin int64) (move []int64, clashes []Overlap, err error) {
	lines, err := linesOf(ctx, tx, product)
	if err != nil {
		return nil, nil, err
	}
	known, err := linesOf(ctx, tx, twin)
	if err != nil {
		return nil, nil, err
	}
	entry := productEntry{}
	for _, k := range known {
		entry.lines = append(entry.lines, &lineEntry{now: k})
	}
	for _, l := range lines {
		if entry.find(l) != nil {
			continue // the twin has it
		}
		if with, clash := overlaps(l, known); clash {
			clashes = append(clashes, Overlap{ProductID: twin, Line: l, With: with})
			continue
		}
		move = append(move, l.ID)
	}
	return move, clashes, nil
}

// fillableFields are the columns in which an empty value of the kept producer
// is filled from the dropped one. Contacts are among them; see contactMayFill.
func fillableFields() []string {
	return append([]string{"kind", "commune_id", "address", "district_former", "province_former", "tax_code", "website", "story", "story_en", "name_en"}, ConsentFields()...)
}

// contactMayFill says when a contact of the dropped producer fills an empty one:
// never where it would become public by a consent that was given for the other.
const contactMayFill = ` AND NOT EXISTS (SELECT FROM person_consent c WHERE c.producer_id = k.id AND c.field = '%[1]s' AND c.withdrawn_at IS NULL)
	AND ('%[1]s' NOT IN ('phone', 'email') OR d.contact_public OR NOT k.contact_public)`

func fillable(ctx context.Context, tx pgx.Tx, kept, dropped int64) ([]FieldChange, error) {
	var filled []FieldChange
	for _, field := range fillableFields() {
		var value string
		sql := fmt.Sprintf(`SELECT coalesce(d.%[1]s::text, '') FROM producer k, producer d
			WHERE k.id = $1 AND d.id = $2 AND coalesce(k.%[1]s::text, '') = '' AND coalesce(d.%[1]s::text, '') <> ''`, field)
		if slices.Contains(ConsentFields(), field) {
			sql += fmt.Sprintf(contactMayFill, field)
		}
		err := tx.QueryRow(ctx, sql, kept, dropped).Scan(&value)
		if errors.Is(err, pgx.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		filled = append(filled, FieldChange{Field: field, New: value})
	}
	return filled, nil
}

const addMergeSQL = `
INSERT INTO producer_merge (kept_id, dropped_id, reason, moved, account_id)
VALUES (@kept, @dropped, @reason, @moved, nullif(@by::bigint, 0)) RETURNING id`

// Merge makes one producer of two: the products of the dropped one move, its
// address leads to the kept one, and lists that name it mean the other. A star
// that would overlap refuses it, as a *Overlap.
func (p Producers) Merge(ctx context.Context, kept, dropped int64, reason string, by int64) (id int64, err error) {
	if reason = Clean(reason); reason == "" {
		return 0, ErrReasonMissing
	}
	err = pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		v, err := p.previewMerge(ctx, tx, kept, dropped)
		if err != nil {
			return err
		}
		if len(v.Overlaps) > 0 {
			return &v.Overlaps[0]
		}
		if err := v.apply(ctx, tx); err != nil {
			return err
		}
		things := mergedThings{Products: v.Moved, Filled: v.Filled}
		if err := things.takeAlong(ctx, tx, p, kept, dropped); err != nil {
			return err
		}
		err = tx.QueryRow(ctx, addMergeSQL, pgx.StrictNamedArgs{"kept": kept, "dropped": dropped, "reason": reason, "moved": things, "by": by}).Scan(&id)
		if err != nil {
			return err
		}
		return Record(ctx, tx, Entry{
			AccountID: by, Action: "producer.merge", Subject: Subject{"producer", kept}, ProvinceCode: v.Kept.ProvinceCode,
			Detail: map[string]string{"kept": v.Kept.Name, "dropped": v.Dropped.Name, "reason": reason, "merge": strconv.FormatInt(id, 10), "products": strconv.Itoa(len(v.Moved))},
		})
	})
	if err != nil {
		return 0, fmt.Errorf("merging producer %d into %d: %w", dropped, kept, err)
	}
	return id, nil
}

// apply moves what a preview names.
func (v MergePreview) apply(ctx context.Context, tx pgx.Tx) error {
	var batch pgx.Batch
	for _, m := range v.Moved {
		if m.TwinID == 0 {
			batch.Queue(`UPDATE product SET producer_id = $1, updated_at = now() WHERE id = $2`, v.Kept.ID, m.ID)
			batch.Queue(followSQL, v.Kept.ID, m.ID)
			continue
		}
		batch.Queue(`UPDATE recognition SET product_id = $1, updated_at = now() WHERE id = ANY ($2)`, m.TwinID, m.Recognitions)
		batch.Queue(`UPDATE product SET merged_into = $1, updated_at = now() WHERE id = $2`, m.TwinID, m.ID)
	}
	for _, f := range v.Filled {
		batch.Queue(fmt.Sprintf(`UPDATE producer k SET %[1]s = d.%[1]s, updated_at = now() FROM producer d WHERE k.id = $1 AND d.id = $2`, f.Field), v.Kept.ID, v.Dropped.ID)
	}
	batch.Queue(`UPDATE producer SET merged_into = $1, updated_at = now() WHERE id = $2`, v.Kept.ID, v.Dropped.ID)
	return tx.SendBatch(ctx, &batch).Close()
}

// takeAlong moves everything that hangs on the dropped producer, and on products
// that have a twin, and notes it.
func (m *mergedThings) takeAlong(ctx context.Context, tx pgx.Tx, p Producers, kept, dropped int64) error {
	edits, err := moveOpen(ctx, tx, ProducerSubject, dropped, kept, dropped, kept)
	if err != nil {
		return err
	}
	m.Edits = edits
	for _, product := range m.Products {
		if product.TwinID == 0 {
			continue
		}
		if edits, err = moveOpen(ctx, tx, ProductSubject, product.ID, product.TwinID, dropped, kept); err != nil {
			return err
		}
		m.Edits = append(m.Edits, edits...)
		rows, err := p.moves(ctx, tx, ProductSubject, product.TwinID, product.ID)
		if err != nil {
			return err
		}
		m.Rows = append(m.Rows, rows...)
	}
	rows, err := p.moves(ctx, tx, ProducerSubject, kept, dropped)
	m.Rows = append(m.Rows, rows...)
	return err
}
