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

// Search answers a query. One without words needs no round trip at all.
func (p *Postgres) Search(ctx context.Context, q Query) (Answer, error) {
	s := p.Index.current()
	if s == nil {
		return Answer{}, errNotLoaded
	}
	terms := readTerms(q.Text)
	base, some, err := p.holding(ctx, s, terms)
	if err != nil {
		return Answer{}, err
	}
	passed := s.matching(base, q.Filters, "")
	answer := Answer{
		Total:  int(passed.Count()),
		Facets: s.facets(base, q.Filters),
		Any:    some,
		Engine: p.Name(),
	}
	answer.Hits = s.page(s.orderFor(q, terms, passed), passed, q.Offset, q.Limit)
	return answer, nil
}

// orderFor is the order of the hits: by words where there are any and nothing
// else was asked for.
func (s *snapshot) orderFor(q Query, terms []term, passed *bitset.BitSet) []int {
	if len(terms) == 0 || q.Sort != "" && q.Sort != Relevance {
		if order := s.orders[q.Sort]; order != nil {
			return order
		}
		return s.orders[Relevance]
	}
	candidates := make([]int, 0, passed.Count())
	for i, ok := passed.NextSet(0); ok; i, ok = passed.NextSet(i + 1) {
		candidates = append(candidates, int(i))
	}
	return s.rank(candidates, terms)
}

const holdingSQL = `SELECT product_id FROM search_document WHERE words @@ $1::text::tsquery AND data IS NOT NULL`

// holding is the entries that hold every word, or, where none does, any of
// them.
func (p *Postgres) holding(ctx context.Context, s *snapshot, terms []term) (found *bitset.BitSet, some bool, err error) {
	if len(terms) == 0 {
		return s.all, false, nil
	}
	for _, operator := range []string{" & ", " | "} {
		found, err = p.find(ctx, s, tsquery(terms, operator))
		if err != nil {
			return nil, false, err
		}
		if found.Any() || len(terms) == 1 {
			break
		}
		some = true
	}
	return found, some, nil
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

// tsquery writes folded words, which hold nothing but letters and digits, as a
// query that PostgreSQL takes as it stands.
func tsquery(terms []term, operator string) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = "'" + t.folded + "'"
		if t.prefix {
			words[i] += ":*"
		}
	}
	return strings.Join(words, operator)
}
