package catalog_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Pictures of reports that an earlier release made public are public no more: those
// of open reports are kept for the office, and one that a page shows stays there.
func TestOldReportPicturesAreWithdrawn(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	hash := func(letter string) string { return strings.Repeat(letter, 32) }
	for i, row := range []struct{ picture, closed, outcome string }{{hash("a"), "NULL", ""}, {hash("b"), "now()", "Đã sửa"}, {hash("c"), "NULL", ""}, {hash("d"), "NULL", ""}} {
		_, err := db.Exec(t.Context(), `
			INSERT INTO complaint (form_key, subject_kind, subject_id, province_code, reason, body, picture, closed_at, outcome, proven)
			SELECT $1, 'product', id, '01', 'other', 'x', $2, `+row.closed+`, $3, true FROM product ORDER BY id LIMIT 1`, fmt.Sprintf("%026d", i), row.picture, row.outcome)
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(t.Context(), `INSERT INTO product_picture (product_id, position, hash, width, height) SELECT min(id), 9, $1, 800, 600 FROM product`, hash("c")); err != nil {
		t.Fatal(err)
	}
	var removed []string
	pictures := catalog.PublicPictures{
		Read: func(_ context.Context, hash string) ([]byte, error) {
			if strings.HasPrefix(hash, "d") {
				return nil, fmt.Errorf("reading: %w", pgx.ErrNoRows)
			}
			return []byte(strings.Repeat(hash, 4)), nil
		},
		Remove: func(_ context.Context, hash string) error { removed = append(removed, hash[:1]); return nil },
	}
	for range 2 { // the second time there is nothing left to do
		if err := (catalog.Complaints{DB: db}).Unpublish(t.Context(), pictures); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "d"}, removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	kept := lines(t, db, `SELECT coalesce(picture, 'none') || ' ' || coalesce(substr(encode(photo, 'escape'), 1, 1), '-') FROM complaint ORDER BY form_key`)
	if diff := cmp.Diff([]string{"none a", "none -", "none c", "none -"}, kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}
