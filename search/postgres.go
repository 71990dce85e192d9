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

// Find answers a plan. One without words needs no round trip at all.
func (p *Postgres) Find(ctx context.Context, plan Plan) (Found, error) {
	s := p.Index.current()
	if s == nil {
		return Found{}, errNotLoaded
	}
	base, order, err := p.holding(ctx, s, plan)
	if err != nil {
		return Found{}, err
	}
	passed := s.matching(base, plan.Filters, "")
	found := Found{Total: int(passed.Count())}
	if plan.Counts {
		found.Facets = s.facets(base, plan.Filters)
	}
	found.IDs = s.pageOf(plan, order, passed)
	return found, nil
}

const holdingSQL = `SELECT product_id FROM search_document WHERE words @@ $1::text::tsquery AND data IS NOT NULL`

// Those that hold the same number of clauses stay in the index's own order.
const holdingMostSQL = `
WITH clauses AS MATERIALIZED (SELECT text::tsquery AS clause FROM unnest($2::text[]) AS text)
SELECT product_id, (SELECT count(*) FROM clauses WHERE words @@ clause)
FROM search_document WHERE words @@ $1::text::tsquery AND data IS NOT NULL`

// holding is the entries that hold what is needed, and the order to give them
// in.
func (p *Postgres) holding(ctx context.Context, s *snapshot, plan Plan) (found *bitset.BitSet, order []int, err error) {
	order = s.orders[plan.Sort]
	if order == nil || plan.Window > 0 {
		order = s.orders[Relevance]
	}
	if len(plan.Need) == 0 {
		return s.all, order, nil
	}
	if !plan.Any {
		found, err = p.find(ctx, s, tsquery(plan.Need, " & "))
		return found, order, err
	}
	held := make(map[int]int)
	found, err = p.findMost(ctx, s, plan.Need, held)
	if err == nil && (plan.Sort == Relevance || plan.Sort == "" || plan.Window > 0) {
		order = byHeld(order, held)
	}
	return found, order, err
}

// byHeld puts entries that hold more clauses first and leaves out those that
// hold none.
func byHeld(order []int, held map[int]int) []int {
	most := 0
	for _, n := range held {
		most = max(most, n)
	}
	levels := make([][]int, most+1)
	for _, i := range order {
		if n := held[i]; n > 0 {
			levels[n] = append(levels[n], i)
		}
	}
	sorted := make([]int, 0, len(held))
	for n := most; n > 0; n-- {
		sorted = append(sorted, levels[n]...)
	}
	return sorted
}

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

// findMost also notes in held how many clauses each entry holds.
func (p *Postgres) findMost(ctx context.Context, s *snapshot, need []Clause, held map[int]int) (*bitset.BitSet, error) {
	clauses := make([]string, len(need))
	for i, clause := range need {
		clauses[i] = tsquery([]Clause{clause}, "")
	}
	rows, err := p.DB.Query(ctx, holdingMostSQL, tsquery(need, " | "), clauses)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	found := bitset.New(uint(len(s.entries)))
	var id int64
	var holds int
	_, err = pgx.ForEachRow(rows, []any{&id, &holds}, func() error {
		if i, ok := s.at[id]; ok {
			found.Set(uint(i))
			held[i] = holds
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	return found, nil
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
