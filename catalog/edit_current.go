package catalog

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Current reads every field of a subject as it is public now; pgx.ErrNoRows
// where there is none. A new product has none of them.
func (e Edits) Current(ctx context.Context, subject Subject) (Values, error) {
	values, err := valuesOf(ctx, e.DB, subject)
	if err != nil {
		return nil, fmt.Errorf("reading the fields of %s %d: %w", subject.Kind, subject.ID, err)
	}
	return values, nil
}

const monthsSQL = `
ARRAY(SELECT coalesce(trim_scale(c.amount)::text, '') FROM generate_series(1, 12) AS m
	LEFT JOIN product_capacity c ON c.product_id = s.id AND c.month = m ORDER BY m)`

const papersOfSQL = `
coalesce((SELECT string_agg(concat_ws(E'\t', c.kind, c.number, c.issuer, coalesce(c.expires_on::text, ''), coalesce(c.file, ''), c.file_public::text), E'\n' ORDER BY c.id)
	FROM product_certificate c WHERE c.product_id = s.id), '')`

const shotsOfSQL = `
coalesce((SELECT string_agg(concat_ws(E'\t', i.hash, i.alt, i.alt_en), E'\n' ORDER BY i.position)
	FROM product_picture i WHERE i.product_id = s.id), '')`

// valuesOf reads the fields of a subject as text.
func valuesOf(ctx context.Context, db querier, subject Subject) (Values, error) {
	values := make(Values)
	if subject.ID == 0 {
		return values, nil
	}
	sql, names := valuesQuery(subject.Kind)
	rows, err := db.Query(ctx, sql, subject.ID)
	if err != nil {
		return nil, err
	}
	texts, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[[]string])
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		values[name] = texts[i]
		if f, ok := FieldOf(subject.Kind, name); ok && (f.Type == ChoicesField || f.Type == LinesField) {
			if value, problem := f.Read(texts[i]); problem == "" {
				values[name] = value // in one order, whoever wrote it
			}
		}
	}
	return values, nil
}

// valuesQuery asks for the fields of a kind of subject as one array of texts.
// The names come from Fields alone.
func valuesQuery(kind string) (sql string, names []string) {
	var columns []string
	for _, f := range Fields() {
		if f.Subject != kind || f.part == "" {
			continue
		}
		alias := "s."
		switch f.part {
		case "product_trade":
			alias = "t."
		case "destination":
			alias = "d."
		}
		column := alias + f.Name
		if f.part == "destination" && f.Type == WholeField {
			column = "nullif(" + column + ", 0)" // not said
		}
		switch f.Type {
		case DecimalField:
			column = "trim_scale(" + column + ")"
		case ChoicesField:
			column = "array_to_string(" + column + ", ',')"
		}
		columns, names = append(columns, "coalesce("+column+"::text, '')"), append(names, f.Name)
	}
	list := "ARRAY[" + strings.Join(columns, ", ") + "]"
	if kind == ProducerSubject {
		return "SELECT " + list + " FROM producer s WHERE s.id = $1", names
	}
	for month := 1; month <= 12; month++ {
		names = append(names, CapacityField(month))
	}
	return "SELECT " + list + " || " + monthsSQL + " || ARRAY[" + papersOfSQL + ", " + shotsOfSQL + ", " + activitiesOfSQL + ", " + hostsOfSQL + "]" +
		" FROM product s LEFT JOIN product_trade t ON t.product_id = s.id LEFT JOIN destination d ON d.product_id = s.id WHERE s.id = $1", append(names, "papers", "pictures", activitiesField, hostsField)
}

// Conflicts lists the fields of an edit that have changed in the catalogue since
// it was begun.
func (e Edits) Conflicts(ctx context.Context, edit Edit) ([]Conflict, error) {
	now, err := e.Current(ctx, edit.Subject())
	if err != nil {
		return nil, err
	}
	return edit.conflicts(now), nil
}

func (e Edit) conflicts(now Values) []Conflict {
	var conflicts []Conflict
	for _, change := range e.Changes() {
		name := change.Field.Name
		if current := now[name]; current != change.Old && current != change.New {
			conflicts = append(conflicts, Conflict{name, change.Old, current, change.New})
		}
	}
	return conflicts
}
