package demo

import (
	"testing"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// TestLoadsAgainAfterChanges: a demonstration in which an officer gave a listing to
// another producer starts again.
func TestLoadsAgainAfterChanges(t *testing.T) {
	db, today := testdb.New(t), catalog.NewDay(2026, 11, 23)
	load := func() {
		t.Helper()
		if err := Load(t.Context(), db, "secret-of-thirty-two-bytes-or-so", today); err != nil {
			t.Fatal(err)
		}
		if err := LoadDesk(t.Context(), db, today); err != nil {
			t.Fatal(err)
		}
	}
	load()
	if _, err := db.Exec(t.Context(), `UPDATE product SET producer_id = (SELECT id FROM producer WHERE name = 'HTX trà Minh Đeng') WHERE name = 'Trà hoa vàng Bắc Kạn túi lọc'`); err != nil {
		t.Fatal(err)
	}
	load()
}
