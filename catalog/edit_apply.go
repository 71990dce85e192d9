package catalog

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// apply writes an edit into the catalogue. Its base becomes what it replaced.
func (e *Edit) apply(ctx context.Context, tx pgx.Tx, over bool, day Day) error {
	if err := e.checkName(ctx, tx); err != nil {
		return err
	}
	if e.SubjectID == 0 {
		if err := e.create(ctx, tx); err != nil {
			return err
		}
	} else if err := lockSubject(ctx, tx, e.Subject()); err != nil {
		return err
	}
	now, err := valuesOf(ctx, tx, e.Subject())
	if err != nil {
		return err
	}
	if e.SubjectSlug == "" {
		now = Values{"name": ""}
	}
	if conflicts := e.conflicts(now); len(conflicts) > 0 && !over {
		return &ConflictError{conflicts}
	}
	changes := e.Changes()
	for _, change := range changes {
		e.Base[change.Field.Name] = now[change.Field.Name]
	}
	for _, write := range []func(context.Context, pgx.Tx, []EditChange) error{e.writeColumns, e.writeCapacity, e.writeLists} {
		if err := write(ctx, tx, changes); err != nil {
			return taken(err)
		}
	}
	return e.confirm(ctx, tx, day)
}

// taken turns a refused second product of one name into a problem of the field.
func taken(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.ConstraintName == "product_of_producer" {
		return Problems{"name": NameTaken}
	}
	return err
}

func lockSubject(ctx context.Context, tx pgx.Tx, subject Subject) error {
	sql := `SELECT id FROM product WHERE id = $1 FOR NO KEY UPDATE`
	if subject.Kind == ProducerSubject {
		sql = `SELECT id FROM producer WHERE id = $1 FOR NO KEY UPDATE`
	}
	var id int64
	return tx.QueryRow(ctx, sql, subject.ID).Scan(&id)
}

const slugTakenSQL = `
SELECT EXISTS (SELECT FROM product WHERE slug = $1) OR EXISTS (SELECT FROM former_slug WHERE noun = 'product' AND slug = $1)`

const createProductSQL = `
INSERT INTO product (slug, producer_id, name, folded, province_code, commune_id)
SELECT @slug, r.id, @name, @folded, r.province_code, r.commune_id FROM producer r WHERE r.id = @producer
RETURNING id`

// create brings a new product into being, with a name and an address; its other
// fields follow.
func (e *Edit) create(ctx context.Context, tx pgx.Tx) error {
	name := e.Patch["name"]
	// Two new products of one name wait for each other.
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('slug ' || $1, 0))`, Slug(name)); err != nil {
		return err
	}
	var failed error
	slug := FreeSlug("san-pham", name, e.ProducerName, func(slug string) bool {
		var used bool
		if err := tx.QueryRow(ctx, slugTakenSQL, slug).Scan(&used); err != nil {
			failed = err
		}
		return used && failed == nil
	})
	if failed != nil {
		return failed
	}
	err := tx.QueryRow(ctx, createProductSQL, pgx.StrictNamedArgs{
		"slug": slug, "name": name, "folded": Fold(name), "producer": e.ProducerID,
	}).Scan(&e.SubjectID)
	return taken(err)
}

// writeColumns updates each table that has changed columns.
func (e *Edit) writeColumns(ctx context.Context, tx pgx.Tx, changes []EditChange) error {
	sets, args := make(map[string][]string), make(map[string][]any)
	for _, change := range changes {
		f := change.Field
		if f.part == "" || f.Type == SetField {
			continue
		}
		if args[f.part] == nil {
			args[f.part] = []any{e.SubjectID}
		}
		args[f.part] = append(args[f.part], change.New)
		sets[f.part] = append(sets[f.part], f.Name+" = "+f.cast(fmt.Sprintf("$%d", len(args[f.part]))))
		if f.Name == "name" {
			args[f.part] = append(args[f.part], Fold(change.New))
			sets[f.part] = append(sets[f.part], fmt.Sprintf("folded = $%d", len(args[f.part])))
		}
	}
	for _, table := range []struct{ name, key string }{{"product", "id"}, {"producer", "id"}, {"product_trade", "product_id"}, {"destination", "product_id"}} {
		if len(sets[table.name]) == 0 {
			continue
		}
		if table.key == "product_id" {
			if err := e.start(ctx, tx, table.name); err != nil {
				return err
			}
		}
		sql := "UPDATE " + table.name + " SET " + strings.Join(sets[table.name], ", ") + " WHERE " + table.key + " = $1"
		if _, err := tx.Exec(ctx, sql, args[table.name]...); err != nil {
			return err
		}
	}
	return e.classify(ctx, tx)
}

// cast reads a field's text into its column.
func (f Field) cast(arg string) string {
	switch {
	case f.Name == "smallest_group":
		return "greatest(1, nullif(" + arg + "::text, '')::bigint)"
	case f.part == "destination" && f.Type == WholeField:
		return "coalesce(nullif(" + arg + "::text, '')::bigint, 0)"
	case f.Name == "best_months":
		return "coalesce(string_to_array(nullif(" + arg + "::text, ''), ','), '{}')::smallint[]"
	}
	switch f.Type {
	case WholeField:
		return "nullif(" + arg + "::text, '')::bigint"
	case DecimalField:
		return "nullif(" + arg + "::text, '')::numeric"
	case AnswerField:
		return "nullif(" + arg + "::text, '')::boolean"
	case GTINField:
		return "nullif(" + arg + "::text, '')"
	case ChoicesField:
		return "coalesce(string_to_array(nullif(" + arg + "::text, ''), ','), '{}')"
	}
	return arg + "::text"
}

// start makes the row of a table that only some products have.
func (e *Edit) start(ctx context.Context, tx pgx.Tx, table string) error {
	_, err := tx.Exec(ctx, "INSERT INTO "+table+" (product_id) VALUES ($1) ON CONFLICT DO NOTHING", e.SubjectID)
	return err
}

// classify puts the product into its set and so into its group.
func (e *Edit) classify(ctx context.Context, tx pgx.Tx) error {
	set, given := e.Patch["set_number"]
	if !given {
		return nil
	}
	if set == "" {
		_, err := tx.Exec(ctx, `UPDATE product SET set_number = NULL WHERE id = $1`, e.SubjectID)
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE product SET set_number = s.number, group_slug = s.group_slug FROM criteria_set s
		WHERE product.id = $1 AND s.generation = product.generation AND s.number = $2::smallint`, e.SubjectID, set)
	return err
}

func (e *Edit) writeCapacity(ctx context.Context, tx pgx.Tx, changes []EditChange) error {
	for _, change := range changes {
		if change.Field.small() != "capacity" {
			continue
		}
		if err := e.start(ctx, tx, "product_trade"); err != nil {
			return err
		}
		month := change.Field.Name[len("capacity_"):]
		sql, args := `DELETE FROM product_capacity WHERE product_id = $1 AND month = $2::text::smallint`, []any{e.SubjectID, month}
		if change.New != "" {
			sql, args = `INSERT INTO product_capacity (product_id, month, amount) VALUES ($1, $2::text::smallint, $3::text::numeric)
				ON CONFLICT (product_id, month) DO UPDATE SET amount = excluded.amount`, append(args, change.New)
		}
		if _, err := tx.Exec(ctx, sql, args...); err != nil {
			return err
		}
	}
	return nil
}

// record tells the audit what was done to the listing.
func (e Edit) record(ctx context.Context, tx pgx.Tx, by int64, action string) error {
	detail := map[string]string{"edit": fmt.Sprint(e.ID), "name": e.SubjectName, "producer": e.ProducerName}
	var names []string
	for _, change := range e.Changes() {
		names = append(names, change.Field.Name)
	}
	detail["fields"] = strings.Join(names, " ")
	if e.Reason != "" {
		detail["reason"] = e.Reason
	}
	return Record(ctx, tx, Entry{AccountID: by, Action: action, Subject: e.Subject(), ProvinceCode: e.ProvinceCode, Detail: detail})
}
