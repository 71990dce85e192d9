package catalog

import (
	"context"
	"fmt"
	"strings"
)

// factsOf are the columns of a table that a list can write, the number first.
func factsOf(table string) []string {
	switch table {
	case "producer":
		return []string{"id", "name", "kind", "commune_id", "address", "district_former", "province_former"}
	case "product":
		return []string{"id", "name", "name_en", "commune_id", "district_former", "province_former", "group_slug", "set_number", "subgroup", "source_url"}
	}
	return []string{"id", "kind", "stars", "decision_no", "issuer", "generation", "issued_on", "issued_year", "expires_on", "superseded_on", "product_code"}
}

// identsOf are the numbers of entries.
func identsOf[E interface{ ident() int64 }](entries []E) []int64 {
	ids := make([]int64, len(entries))
	for i, e := range entries {
		ids[i] = e.ident()
	}
	return ids
}

// remember keeps how rows are before a list changes them, and which ones it
// adds.
func (w *registerWriter) remember(ctx context.Context, table string, old, fresh []int64) error {
	if w.imported == 0 {
		return nil
	}
	pairs := make([]string, 0, len(factsOf(table)))
	for _, column := range factsOf(table)[1:] {
		pairs = append(pairs, fmt.Sprintf("'%[1]s', t.%[1]s", column))
	}
	sql := fmt.Sprintf(`INSERT INTO import_change (import_id, noun, noun_id, was)
		SELECT $1, $2, t.id, jsonb_build_object(%s) FROM %s t WHERE t.id = ANY ($3)`, strings.Join(pairs, ", "), table)
	if _, err := w.tx.Exec(ctx, sql, w.imported, table, old); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, `INSERT INTO import_change (import_id, noun, noun_id) SELECT $1, $2, unnest($3::bigint[])`, w.imported, table, fresh)
	return err
}
