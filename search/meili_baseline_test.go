package search_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/meilisearch/meilisearch-go"

	"ocop/search"
)

// plainDocument is a product as somebody would give it to Meilisearch without a
// further thought.
type plainDocument struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Producer string `json:"producer"`
	NameEN   string `json:"name_en"`
	Province string `json:"province"`
}

const plainDocumentsSQL = `
SELECT p.id, p.name, coalesce(m.name, '') AS producer, p.name_en, coalesce(pr.name, '') AS province
FROM product p LEFT JOIN producer m ON m.id = p.producer_id LEFT JOIN province pr ON pr.code = m.province_code`

// withMeilisearch is ours on a real Meilisearch, where there is one, and beside
// it the same server with its default settings.
func withMeilisearch(t *testing.T, index *search.Index) []searching {
	t.Helper()
	engine, client := search.MeiliForTests(t, index)
	if engine == nil {
		return nil
	}
	rows, err := index.DB.Query(t.Context(), plainDocumentsSQL)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := pgx.CollectRows(rows, pgx.RowToStructByName[plainDocument])
	if err != nil {
		t.Fatal(err)
	}
	key := "id"
	plain := client.Index("plain-" + time.Now().Format("150405.000000")[7:])
	info, err := plain.AddDocumentsWithContext(t.Context(), documents, &meilisearch.DocumentOptions{PrimaryKey: &key})
	if err != nil {
		t.Fatal(err)
	}
	task, err := client.WaitForTaskWithContext(t.Context(), info.TaskUID, 50*time.Millisecond)
	if err != nil || task.Status != meilisearch.TaskStatusSucceeded {
		t.Fatal(task, err)
	}
	return []searching{ours(index, engine), {name: "plain Meilisearch, default settings", lookUp: func(ctx context.Context, text string) ([]string, error) {
		answer, err := plain.SearchWithContext(ctx, text, &meilisearch.SearchRequest{Limit: 10})
		if err != nil {
			return nil, err
		}
		var found []plainDocument
		if err := answer.Hits.DecodeInto(&found); err != nil {
			return nil, err
		}
		names := make([]string, len(found))
		for i, d := range found {
			names[i] = labels(d.Name + "|" + d.Producer)[0]
		}
		return names, nil
	}}}
}
