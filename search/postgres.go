package search

import (
	"context"
	"fmt"
	"strings"

	"github.com/bits-and-blooms/bitset"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Postgres is the embedded engine: PostgreSQL finds who holds the words, the
// index in memory filters, counts and orders them. It asks for no second server
// and serves up to some 50,000 products well.
type Postgres struct {
	DB    *pgxpool.Pool
	Index *Index
}

// Name is how answers call this engine.
func (p *Postgres) Name() string { return "postgres" }

// Ready reports whether the index has been read.
func (p *Postgres) Ready(context.Context) error {
	if p.Index.current() == nil {
		return errNotLoaded
	}
	return nil
}

// fetched is up to how many products are fetched from PostgreSQL. More than that
// are counted in memory: what takes PostgreSQL long is not to find them but to
// hand over thousands of them for each letter typed.
const fetched = 400

// Find answers a plan. One without words needs no round trip at all.
func (p *Postgres) Find(ctx context.Context, plan Plan) (Found, error) {
	s := p.Index.current()
	switch {
	case s == nil:
		return Found{}, errNotLoaded
	case len(plan.Need) == 0 || s.postings.wide(plan, fetched):
		return s.remembered(plan), nil
	case plan.Any:
		base, held, err := p.findMost(ctx, s, plan.Need)
		if err != nil {
			return Found{}, err
		}
		return s.found(plan, base, held), nil
	}
	base, err := p.find(ctx, s, tsquery(plan.Need, " & "))
	if err != nil {
		return Found{}, err
	}
	return s.found(plan, base, nil), nil
}

const holdingSQL = `SELECT product_id FROM search_document WHERE words @@ $1::text::tsquery AND data IS NOT NULL`

// Those that hold the same number of clauses stay in the index's own order.
const holdingMostSQL = `
WITH clauses AS MATERIALIZED (SELECT text::tsquery AS clause FROM unnest($2::text[]) AS text)
SELECT product_id, (SELECT count(*) FROM clauses WHERE words @@ clause)
FROM search_document WHERE words @@ $1::text::tsquery AND data IS NOT NULL`

func (p *Postgres) find(ctx context.Context, s *snapshot, query string) (*bitset.BitSet, error) {
	rows, err := p.DB.Query(ctx, holdingSQL, query)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	found := bitset.New(uint(len(s.entries)))
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		if i, ok := s.at[id]; ok {
			found.Set(uint(i))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	return found, nil
}

// findMost finds those that hold any clause, and how many of them each holds.
func (p *Postgres) findMost(ctx context.Context, s *snapshot, need []Clause) (found *bitset.BitSet, held []uint8, err error) {
	clauses := make([]string, len(need))
	for i, clause := range need {
		clauses[i] = tsquery([]Clause{clause}, "")
	}
	rows, err := p.DB.Query(ctx, holdingMostSQL, tsquery(need, " | "), clauses)
	if err != nil {
		return nil, nil, fmt.Errorf("searching: %w", err)
	}
	found, held = bitset.New(uint(len(s.entries))), make([]uint8, len(s.entries))
	var id int64
	var holds int
	_, err = pgx.ForEachRow(rows, []any{&id, &holds}, func() error {
		if i, ok := s.at[id]; ok {
			found.Set(uint(i))
			held[i] = uint8(holds)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("searching: %w", err)
	}
	return found, held, nil
}

// tsquery writes clauses, whose words hold nothing but letters and digits, as a
// query that PostgreSQL takes as it stands.
func tsquery(need []Clause, operator string) string {
	clauses := make([]string, len(need))
	for i, clause := range need {
		alternatives := make([]string, len(clause))
		for j, alternative := range clause {
			words := make([]string, len(alternative.Words))
			for k, word := range alternative.Words {
				words[k] = "'" + word + "'"
			}
			if alternative.Prefix {
				words[len(words)-1] += ":*"
			}
			alternatives[j] = "(" + strings.Join(words, " & ") + ")"
		}
		clauses[i] = "(" + strings.Join(alternatives, " | ") + ")"
	}
	return strings.Join(clauses, operator)
}
