package search_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"ocop/search"
)

// The baselines: what an hour with PostgreSQL's own means finds.
const (
	baselineSQL = `
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE baseline AS
SELECT p.id, p.name || '|' || coalesce(m.name, '') AS label, unaccent(lower(p.name)) AS name,
	setweight(to_tsvector('simple', unaccent(p.name)), 'A') || setweight(to_tsvector('simple', unaccent(coalesce(m.name, ''))), 'B')
	|| setweight(to_tsvector('simple', unaccent(coalesce(p.name_en, '') || ' ' || coalesce(pr.name, ''))), 'C') AS words
FROM product p LEFT JOIN producer m ON m.id = p.producer_id LEFT JOIN province pr ON pr.code = m.province_code;`

	fullTextSQL = `
SELECT label FROM baseline, plainto_tsquery('simple', unaccent($1)) AS asked
WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, id LIMIT 10`

	trigramSQL = `
WITH text AS (
	SELECT id, row_number() OVER (ORDER BY ts_rank(words, asked) DESC, id) AS place
	FROM baseline, to_tsquery('simple', regexp_replace(trim(regexp_replace(unaccent($1), '[^[:alnum:]]+', ' ', 'g')), ' +', '|', 'g')) AS asked
	WHERE words @@ asked ORDER BY place LIMIT 50
), near AS (
	SELECT id, row_number() OVER (ORDER BY word_similarity(unaccent(lower($1)), name) + similarity(unaccent(lower($1)), name) DESC, id) AS place
	FROM baseline ORDER BY place LIMIT 50
)
SELECT label FROM text FULL JOIN near USING (id) JOIN baseline USING (id)
ORDER BY coalesce(1.0 / (60 + text.place), 0) + coalesce(1.0 / (60 + near.place), 0) DESC, id LIMIT 10`
)

// plainPostgres is plain full text without marks, and full text merged by rank
// with trigrams.
func plainPostgres(t *testing.T, index *search.Index) []searching {
	t.Helper()
	if _, err := index.DB.Exec(t.Context(), baselineSQL); err != nil {
		t.Logf("the baselines need the extensions unaccent and pg_trgm: %v", err)
		return nil
	}
	ask := func(sql string) func(context.Context, string) ([]string, error) {
		return func(ctx context.Context, text string) ([]string, error) {
			rows, err := index.DB.Query(ctx, sql, text)
			if err != nil {
				return nil, err
			}
			names, err := pgx.CollectRows(rows, pgx.RowTo[string])
			for i, name := range names {
				names[i] = labels(name)[0]
			}
			return names, err
		}
	}
	return []searching{
		{name: "plain full text (PostgreSQL, unaccent)", lookUp: ask(fullTextSQL)},
		{name: "full text and trigrams merged by rank (PostgreSQL)", lookUp: ask(trigramSQL)},
	}
}
