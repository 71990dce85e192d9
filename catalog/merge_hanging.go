package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Hanging is a table whose rows belong to a producer or a product, and what
// becomes of them when two are made one. Every foreign key to either table is
// named by such a line of the package that owns the table; a test insists.
type Hanging struct {
	On            string // "producer" or "product"
	Table, Column string
	Stays         string // why its rows stay where they are; then all below is empty

	// SQL over a row m, in which $1 is the kept one and $2 the dropped one.
	Key   string // tells the row from others of its owner, as text
	Apart string // rows alike in this cannot both be the kept one's; empty: Key
	Only  string // which rows move; empty: all
	Whole bool   // moves only where the kept one has no row at all
	Ends  bool   // a row that the kept one has already ends, and comes back with undo if the kept one's is there still
}

// MovedRows are rows of one table that a merger moved or ended.
type MovedRows struct {
	On, Table, Column string
	From, To          int64
	Keys              []string
	Ended             []json.RawMessage `json:",omitempty"` // as the database held them
	EndedKeys         []string          `json:",omitempty"`
}

// catalogueHanging is what hangs on producers and products in this package.
func catalogueHanging() []Hanging {
	return []Hanging{
		{On: ProducerSubject, Table: "product", Column: "producer_id", Stays: "products move one by one, to their twins where there are such"},
		{On: ProducerSubject, Table: "producer", Column: "merged_into", Stays: "addresses follow a chain of mergers"},
		{On: ProducerSubject, Table: "producer_merge", Column: "kept_id", Stays: "history"},
		{On: ProducerSubject, Table: "producer_merge", Column: "dropped_id", Stays: "history"},
		{On: ProducerSubject, Table: "producer_distinct", Column: "low_id", Stays: "what was said of the two that were compared"},
		{On: ProducerSubject, Table: "producer_distinct", Column: "high_id", Stays: "what was said of the two that were compared"},
		{On: ProducerSubject, Table: "trusted_producer", Column: "producer_id", Stays: "an office trusts the one it knows; it may trust the other too"},
		{On: ProducerSubject, Table: "listing_edit", Column: "producer_id", Key: "m.id::text", Only: "m.subject_kind = 'product'"},
		{On: ProducerSubject, Table: "picture_upload", Column: "producer_id", Key: "m.hash"},
		{On: ProducerSubject, Table: "paper_file", Column: "producer_id", Key: "m.hash"},
		{On: ProducerSubject, Table: "event_participant", Column: "producer_id", Key: "m.id::text", Apart: "m.event_id"},
		// A person agreed to what was shown: the consent goes with the same words only.
		{On: ProducerSubject, Table: "person_consent", Column: "producer_id", Key: "m.id::text", Apart: "m.field || coalesce(m.withdrawn_at::text, '')",
			Only: `m.withdrawn_at IS NULL AND EXISTS (SELECT FROM producer k, producer d WHERE k.id = $1 AND d.id = $2
				AND to_jsonb(k) ->> m.field = to_jsonb(d) ->> m.field)`},

		{On: ProductSubject, Table: "product", Column: "merged_into", Stays: "addresses follow a chain of mergers"},
		{On: ProductSubject, Table: "recognition", Column: "product_id", Stays: "lines move one by one, because two stars must not overlap"},
		{On: ProductSubject, Table: "recognition_past", Column: "product_id", Stays: "how a line stood before it was corrected, where it stood"},
		{On: ProductSubject, Table: "destination", Column: "product_id", Stays: "a village is its own listing, with houses and turns"},
		{On: ProductSubject, Table: "product_picture", Column: "product_id", Key: "m.id::text", Whole: true},
		{On: ProductSubject, Table: "product_trade", Column: "product_id", Key: "'trade'", Whole: true},
		{On: ProductSubject, Table: "product_capacity", Column: "product_id", Key: "m.month::text", Whole: true},
		{On: ProductSubject, Table: "product_certificate", Column: "product_id", Key: "m.id::text", Whole: true},
		{On: ProductSubject, Table: "participant_product", Column: "product_id", Key: "m.participant_id::text"},
	}
}

// Hangings is every table that hangs on producers and products.
func (p Producers) Hangings() []Hanging { return append(catalogueHanging(), p.Hanging...) }

// moves lets the rows of every table that hangs on one subject hang on another,
// and says which those were.
func (p Producers) moves(ctx context.Context, tx pgx.Tx, on string, kept, dropped int64) ([]MovedRows, error) {
	var list []MovedRows
	for _, h := range p.Hangings() {
		if h.On != on || h.Stays != "" {
			continue
		}
		moved, err := h.move(ctx, tx, kept, dropped)
		if err != nil {
			return nil, fmt.Errorf("moving %s: %w", h.Table, err)
		}
		if len(moved.Keys)+len(moved.Ended) > 0 {
			list = append(list, moved)
		}
	}
	return list, nil
}

func (h Hanging) move(ctx context.Context, tx pgx.Tx, kept, dropped int64) (MovedRows, error) {
	moved := MovedRows{On: h.On, Table: h.Table, Column: h.Column, From: dropped, To: kept}
	apart, only, free := h.Apart, h.Only, "o.a = "
	if apart == "" {
		apart = h.Key
	}
	if only == "" {
		only = "$1::bigint <> $2::bigint"
	}
	if free += "(" + apart + ")"; h.Whole {
		free = "true"
	}
	sql := fmt.Sprintf(`
UPDATE %[1]s m SET %[2]s = $1 WHERE m.%[2]s = $2 AND %[3]s
	AND NOT EXISTS (SELECT FROM (SELECT %[4]s AS a FROM %[1]s m WHERE m.%[2]s = $1) o WHERE %[5]s)
RETURNING (%[6]s)`, h.Table, h.Column, only, apart, free, h.Key)
	rows, err := tx.Query(ctx, sql, kept, dropped)
	if err != nil {
		return moved, err
	}
	if moved.Keys, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || !h.Ends {
		return moved, err
	}
	rows, err = tx.Query(ctx, fmt.Sprintf(`DELETE FROM %[1]s m WHERE m.%[2]s = $1 RETURNING to_jsonb(m), (%[3]s)`, h.Table, h.Column, h.Key), dropped)
	if err != nil {
		return moved, err
	}
	var row json.RawMessage
	var key string
	_, err = pgx.ForEachRow(rows, []any{&row, &key}, func() error {
		moved.Ended, moved.EndedKeys = append(moved.Ended, bytes.Clone(row)), append(moved.EndedKeys, key)
		return nil
	})
	return moved, err
}

// back undoes a move. Rows that have gone elsewhere since stay there, and what
// has ended for the kept one meanwhile has ended for both. What the database kept is compared with the list, so that it is never SQL by itself.
func (p Producers) back(ctx context.Context, tx pgx.Tx, moved MovedRows) error {
	for _, h := range p.Hangings() {
		if h.On != moved.On || h.Table != moved.Table || h.Column != moved.Column || h.Stays != "" {
			continue
		}
		sql := fmt.Sprintf(`UPDATE %[1]s m SET %[2]s = $2 WHERE m.%[2]s = $1 AND (%[3]s) = ANY ($3)`, h.Table, h.Column, h.Key)
		if _, err := tx.Exec(ctx, sql, moved.To, moved.From, moved.Keys); err != nil {
			return fmt.Errorf("giving %s back: %w", h.Table, err)
		}
		for _, row := range moved.Ended {
			sql := fmt.Sprintf(`INSERT INTO %[1]s SELECT m.* FROM jsonb_populate_record(NULL::%[1]s, $1) m
				WHERE (%[3]s) IN (SELECT (%[3]s) FROM %[1]s m WHERE m.%[2]s = $2) ON CONFLICT DO NOTHING`, h.Table, h.Column, h.Key)
			if _, err := tx.Exec(ctx, sql, row, moved.To); err != nil {
				return fmt.Errorf("giving %s back: %w", h.Table, err)
			}
		}
	}
	return nil
}

// MovedEdit is an open change that a merger gave another subject, or ended
// because the other had one already.
type MovedEdit struct {
	ID       int64
	Kind     string
	From, To int64
	Owner    int64  // the producer it was of
	Ended    string // the state it ended in; empty where it moved
}

const moveEditSQL = `
UPDATE listing_edit SET subject_id = $4, producer_id = $5, updated_at = now() WHERE id = $1 AND NOT EXISTS (
	SELECT FROM listing_edit o WHERE o.subject_kind = $2 AND o.subject_id = $4 AND o.state IN ('draft', 'waiting', 'returned'))
	AND subject_id = $3`

const endEditSQL = `UPDATE listing_edit SET state = 'withdrawn', taken_by = NULL, taken_at = NULL, updated_at = now() WHERE id = $1`

// moveOpen gives the open change of a subject to another of the kept producer.
// Where that has one too, both are somebody's work: the one of the dropped
// subject is laid aside until the merger is undone.
func moveOpen(ctx context.Context, tx pgx.Tx, kind string, from, to, owner, kept int64) ([]MovedEdit, error) {
	edit := MovedEdit{Kind: kind, From: from, To: to, Owner: owner}
	var state string
	err := tx.QueryRow(ctx, `SELECT id, state FROM listing_edit e WHERE `+openOnSubject+` FOR UPDATE`, kind, from).Scan(&edit.ID, &state)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	tag, err := tx.Exec(ctx, moveEditSQL, edit.ID, kind, from, to, kept)
	if err == nil && tag.RowsAffected() == 0 {
		edit.Ended = state
		_, err = tx.Exec(ctx, endEditSQL, edit.ID)
	}
	return []MovedEdit{edit}, err
}

func (e MovedEdit) back(ctx context.Context, tx pgx.Tx) error {
	sql := `UPDATE listing_edit SET subject_id = $2, producer_id = $3, updated_at = now() WHERE id = $1 AND state IN ('draft', 'waiting', 'returned') AND $4::text = ''`
	if e.Ended != "" {
		sql = `UPDATE listing_edit SET subject_id = $2, producer_id = $3, state = $4, updated_at = now() WHERE id = $1 AND state = 'withdrawn'`
	}
	_, err := tx.Exec(ctx, sql, e.ID, e.From, e.Owner, e.Ended)
	return err
}
