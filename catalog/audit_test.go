package catalog

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations/testdb"
)

func record(t *testing.T, db *pgxpool.Pool, entries ...Entry) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), db, func(tx pgx.Tx) error {
		for _, e := range entries {
			if err := Record(t.Context(), tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAuditLines(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	record(t, db,
		Entry{Action: "product.take-down", Subject: Subject{"product", 7}, ProvinceCode: "86", AccountID: 3, Detail: map[string]string{"reason": "Nhãn ghi sai"}},
		Entry{Action: "product.restore", Subject: Subject{"product", 7}, ProvinceCode: "86", AccountID: 4},
		Entry{Action: "import.apply", Subject: Subject{Kind: "import"}},
	)
	for name, test := range map[string]struct {
		filter AuditFilter
		want   []string
	}{
		"all, newest first":  {AuditFilter{}, []string{"import.apply", "product.restore", "product.take-down"}},
		"a province":         {AuditFilter{ProvinceCode: "86"}, []string{"product.restore", "product.take-down"}},
		"another province":   {AuditFilter{ProvinceCode: "01"}, nil},
		"an account":         {AuditFilter{AccountID: 3}, []string{"product.take-down"}},
		"a family of codes":  {AuditFilter{Action: "product"}, []string{"product.restore", "product.take-down"}},
		"one code":           {AuditFilter{Action: "product.restore"}, []string{"product.restore"}},
		"a subject":          {AuditFilter{Subject: Subject{"product", 7}}, []string{"product.restore", "product.take-down"}},
		"words, any marks":   {AuditFilter{Words: "NHAN ghi"}, []string{"product.take-down"}},
		"days that are over": {AuditFilter{To: NewDay(2020, 1, 1)}, nil},
		"most":               {AuditFilter{Most: 1}, []string{"import.apply"}},
	} {
		t.Run(name, func(t *testing.T) {
			if test.filter.Most == 0 {
				test.filter.Most = 10
			}
			lines, err := Audit{DB: db}.Lines(t.Context(), test.filter)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, line := range lines {
				got = append(got, line.Action)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAuditIsFinal: nobody changes or removes a line, not even the owner of the
// table.
func TestAuditIsFinal(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	record(t, db, Entry{Action: "word.add", Subject: Subject{Kind: "word"}})
	for _, sql := range []string{`UPDATE audit SET action = 'x'`, `DELETE FROM audit`, `TRUNCATE audit`} {
		if _, err := db.Exec(context.WithoutCancel(t.Context()), sql); err == nil {
			t.Errorf("%s went through", sql)
		}
	}
	lines, err := Audit{DB: db}.Lines(t.Context(), AuditFilter{Most: 5})
	if err != nil || len(lines) != 1 || lines[0].Action != "word.add" {
		t.Errorf("after all that the audit holds %v, %v", lines, err)
	}
}
