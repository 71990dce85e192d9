package storefront

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/storefront/account"
)

// TestMergersKnowEveryTable fails when a foreign key to producers or products is
// new and nobody has said what becomes of its rows when two are merged.
func TestMergersKnowEveryTable(t *testing.T) {
	t.Parallel()
	db := newTestSite(t, nil).db
	rows, err := db.Query(t.Context(), `
SELECT c.confrelid::regclass || ' ' || c.conrelid::regclass || '.' || a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
WHERE c.contype = 'f' AND c.confrelid IN ('producer'::regclass, 'product'::regclass) ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]int)
	for _, h := range (catalog.Producers{Hanging: hangings()}).Hangings() {
		known[h.On+" "+h.Table+"."+h.Column]++
	}
	for _, key := range keys {
		if known[key] != 1 {
			t.Errorf("%s stands %d times in the lists of catalog.Hanging: say what a merger does with its rows", key, known[key])
		}
		delete(known, key)
	}
	for key := range known {
		t.Errorf("%s is no foreign key", key)
	}
}

// hangOn gives a producer, and one product of it, a row in every table that a
// merger moves. Keys to other tables are not looked at while it writes.
func hangOn(t *testing.T, db *pgxpool.Pool, producer, product int64, helper int64) {
	t.Helper()
	statements := []string{
		`INSERT INTO account_producer (account_id, producer_id) VALUES (@helper, @producer)`,
		`INSERT INTO account_claim (producer_id, name, phone, business_no, certificate) VALUES (@producer, 'Lò Thị Mẫu', '0900 000 001', '46-00000001', repeat('x', 100)::bytea)`,
		`INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id) SELECT 'producer', @producer, @producer, province_code, 1 FROM producer WHERE id = @producer`,
		`INSERT INTO listing_edit (subject_kind, producer_id, province_code, author_id, patch) SELECT 'product', @producer, province_code, 1, '{"name": "Mới"}' FROM producer WHERE id = @producer`,
		`INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id) SELECT 'product', @product, @producer, province_code, 1 FROM producer WHERE id = @producer`,
		`INSERT INTO picture_upload (producer_id, hash, width, height, added_by) VALUES (@producer, repeat('a', 32), 4, 3, 1)`,
		`INSERT INTO paper_file (producer_id, hash, type, bytes, added_by) VALUES (@producer, repeat('b', 32), 'pdf', 9, 1)`,
		`INSERT INTO trusted_producer (producer_id, trusted_by) VALUES (@producer, 1)`,
		`INSERT INTO person_consent (producer_id, field, wording, given_by) VALUES (@producer, 'contact_name', 'Đồng ý', 1)`,
		`INSERT INTO event_participant (event_id, producer_id) VALUES (77, @producer)`,
		`INSERT INTO inquiry_thread (inquiry_id, producer_id, received_at) VALUES (77, @producer, now())`,
		`INSERT INTO buying_request (id, form_key, organisation, tax_code, contact_name, email, lang, what, quantity, unit, months, province_code, created_at, seen_at)
			OVERRIDING SYSTEM VALUE VALUES (77, 'form-key-77', 'Siêu thị Mẫu', '0100000001', 'Bà Mua', 'mua@example.com', 'vi', 'Trà', 1, 'kg', '{1}', '86', now(), now()) ON CONFLICT DO NOTHING`,
		`INSERT INTO buying_pool (id, request_id, set_number, kilometres, created_at) OVERRIDING SYSTEM VALUE VALUES (77, 77, 11, 5, now()) ON CONFLICT DO NOTHING`,
		`INSERT INTO buying_match (request_id, producer_id, product_id, position, reasons, told_at) VALUES (77, @producer, @product, 1, '[]', now())`,
		`INSERT INTO buying_pool_member (pool_id, producer_id, product_id, shares) VALUES (77, @producer, @product, '{1}')`,
		`INSERT INTO buying_answer (request_id, seat, producer_id, product_id, quantity, unit, price, ready_on, created_at) VALUES (77, 1 + @producer % 10, @producer, @product, 1, 'kg', 1, '2026-12-01', now())`,
		`INSERT INTO buying_word (answer_id, producer_id, body, written_at) VALUES (77, @producer, 'Có hàng', now())`,
		`INSERT INTO buying_verdict (request_id, producer_id, by_buyer, went, given_at) VALUES (77, @producer, true, 'well', now())`,
		`INSERT INTO inquiry_product (thread_id, product_id) VALUES (77, @product)`,
		`INSERT INTO participant_product (participant_id, product_id) VALUES (77, @product)`,
		`INSERT INTO product_picture (product_id, position, hash, width, height) VALUES (@product, 0, repeat('c', 32), 4, 3)`,
		`INSERT INTO product_trade (product_id) VALUES (@product)`,
		`INSERT INTO product_capacity (product_id, month, amount) VALUES (@product, 5, 10)`,
		`INSERT INTO product_certificate (product_id, kind) VALUES (@product, 'haccp')`,
	}
	err := pgx.BeginFunc(t.Context(), db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), `SET LOCAL session_replication_role = 'replica'`); err != nil {
			return err
		}
		for _, sql := range statements {
			named := pgx.NamedArgs{"producer": producer, "product": product, "helper": helper}
			if _, err := tx.Exec(t.Context(), sql, named); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hanging counts, table by table, the rows of two producers and two products.
func hanging(ctx context.Context, t *testing.T, db *pgxpool.Pool, ids map[string][2]int64) map[string]string {
	t.Helper()
	counts := make(map[string]string)
	for _, h := range (catalog.Producers{Hanging: hangings()}).Hangings() {
		if h.Stays != "" {
			continue
		}
		var kept, dropped int
		sql := fmt.Sprintf(`SELECT count(*) FILTER (WHERE %[1]s = $1), count(*) FILTER (WHERE %[1]s = $2) FROM %[2]s`, h.Column, h.Table)
		if err := db.QueryRow(ctx, sql, ids[h.On][0], ids[h.On][1]).Scan(&kept, &dropped); err != nil {
			t.Fatal(err)
		}
		counts[h.Table+"."+h.Column] = fmt.Sprintf("%d and %d", kept, dropped)
	}
	return counts
}

func TestMergeTakesEverythingAlong(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, nil)
	db, ctx := site.db, t.Context()
	var ids [5]int64 // kept, dropped, its own product, twin of the kept, twin of the dropped
	err := db.QueryRow(ctx, `
WITH k AS (INSERT INTO producer (slug, name, folded, province_code, contact_name) VALUES ('hop-tac-xa-mau', 'HTX Mẫu', 'htx mau', '86', '') RETURNING id),
	d AS (INSERT INTO producer (slug, name, folded, province_code, contact_name) VALUES ('htx-mau-cu', 'HTX Mẫu cũ', 'htx mau cu', '86', 'Bà Mẫu') RETURNING id),
	own AS (INSERT INTO product (slug, producer_id, name, folded, province_code) SELECT 'mat-ong-mau', id, 'Mật ong', 'mat ong', '86' FROM d RETURNING id),
	a AS (INSERT INTO product (slug, producer_id, name, folded, province_code) SELECT 'tra-mau', id, 'Trà', 'tra', '86' FROM k RETURNING id),
	b AS (INSERT INTO product (slug, producer_id, name, folded, province_code) SELECT 'tra-mau-cu', id, 'Trà', 'tra', '86' FROM d RETURNING id)
SELECT ARRAY[k.id, d.id, own.id, a.id, b.id] FROM k, d, own, a, b`).Scan(&ids)
	if err != nil {
		t.Fatal(err)
	}
	helper, err := site.accounts.Add(ctx, account.Account{Name: "Vàng Thị Mẫu", Email: "mau@example.com", Role: account.Producer, Lang: "vi"})
	if err != nil {
		t.Fatal(err)
	}
	hangOn(t, db, ids[1], ids[4], helper)
	named := map[string][2]int64{"producer": {ids[0], ids[1]}, "product": {ids[3], ids[4]}}
	before := hanging(ctx, t, db, named)
	for table, counts := range before {
		if !strings.HasPrefix(counts, "0 and ") || counts == "0 and 0" {
			t.Fatalf("the test hangs %s on %s", counts, table)
		}
	}
	producers := catalog.Producers{DB: db, Hanging: hangings()}
	id, err := producers.Merge(ctx, ids[0], ids[1], "Cùng một hợp tác xã", helper)
	if err != nil {
		t.Fatal(err)
	}
	for table, counts := range hanging(ctx, t, db, named) {
		if !strings.HasSuffix(counts, " and 0") || counts == "0 and 0" {
			t.Errorf("after the merger %s has %s", table, counts)
		}
	}
	var contact string
	var open int
	if err := db.QueryRow(ctx, `SELECT contact_name, (SELECT count(*) FROM listing_edit WHERE state = 'draft' AND subject_id IN ($1, $2)) FROM producer WHERE id = $1`,
		ids[0], ids[3]).Scan(&contact, &open); err != nil || contact != "Bà Mẫu" || open != 2 {
		t.Errorf("the person to ask for is %q, open changes %d: %v", contact, open, err)
	}
	if err := producers.UndoMerge(ctx, id, helper); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, hanging(ctx, t, db, named)); diff != "" {
		t.Errorf("undone, the rows are not where they were:\n%s", diff)
	}

	// Where both have the same, nobody's work is lost and undo parts them again.
	hangOn(t, db, ids[0], ids[3], helper)
	if _, err := db.Exec(ctx, `UPDATE producer SET contact_name = 'Bà Mẫu' WHERE id = $1`, ids[0]); err != nil {
		t.Fatal(err)
	}
	both := hanging(ctx, t, db, named)
	if id, err = producers.Merge(ctx, ids[0], ids[1], "Cùng một hợp tác xã", helper); err != nil {
		t.Fatal(err)
	}
	if got := hanging(ctx, t, db, named)["account_producer.producer_id"]; got != "1 and 0" {
		t.Errorf("who acted for both acts for %s", got)
	}
	if err := producers.UndoMerge(ctx, id, helper); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(both, hanging(ctx, t, db, named)); diff != "" {
		t.Errorf("undone, the rows are not where they were:\n%s", diff)
	}
	var states string
	if err := db.QueryRow(ctx, `SELECT string_agg(DISTINCT state, ' ') FROM listing_edit`).Scan(&states); err != nil || states != "draft" {
		t.Errorf("after undo the changes are %s, %v", states, err)
	}
}
