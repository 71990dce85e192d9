package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/meilisearch/meilisearch-go"
)

// meiliLevels is up to how many clauses a query for any of them is answered
// level by level, those that hold most first. Beyond it only the levels "all",
// "all but one" and "any" are told apart: the conditions would grow without
// bound, and our own ranking orders what is found anyway.
const meiliLevels = 6

// nothing is a condition that no document fulfils.
const nothing = "version < 0"

// orderFacet is the attribute whose values are all documents in the order of
// Relevance. Its counts, which Meilisearch gives by value and cuts off where a
// window ends, are the candidates for our own ranking: some ten times cheaper
// than a thousand hits.
const orderFacet = "order"

// meiliAsk is a plan as one call: the queries, and which of them answer what.
type meiliAsk struct {
	queries []*meilisearch.SearchRequest
	months  int // queries at the end that count the twelve months
	levels  int // queries after the first that give the IDs, best level first; 0: the first gives them
	skip    int // of the IDs, from the start
	limit   int
}

// askMeili translates a plan. The first query gives the total and the counts of
// every field that is not filtered by; each that is has a query of its own,
// because its counts must not feel its own filter.
func askMeili(uid string, p Plan) meiliAsk {
	clauses := make([]string, len(p.Need))
	for i, clause := range p.Need {
		clauses[i] = clause.filter()
	}
	need := clauses
	if p.Any && len(clauses) > 0 {
		need = []string{strings.Join(clauses, " OR ")}
	}
	chosen := filters(p.Filters, "")
	a, page, size := stretchOf(p)
	leveled := p.Any && len(clauses) > 1 && (p.Window > 0 || p.Sort == Relevance || p.Sort == "")
	if leveled {
		a.skip, page, size = p.Offset, 1, p.Offset+p.Limit
		if p.Window > 0 {
			a.skip, size = 0, 0
		}
		a.queries = append(a.queries, search(uid, slices.Concat(need, chosen), nil, 1, 0))
		for _, level := range levels(clauses) {
			a.queries = append(a.queries, p.giving(search(uid, slices.Concat([]string{level}, chosen), p.order(), page, size)))
		}
		a.levels = len(a.queries) - 1
	} else {
		a.queries = append(a.queries, p.giving(search(uid, slices.Concat(need, chosen), p.order(), page, size)))
	}
	if !p.Counts {
		return a
	}
	byMonth := monthQueries(uid, need, p)
	for _, field := range Fields() {
		if field == Month && byMonth != nil {
			continue
		}
		if len(p.Filters[field]) == 0 || field == Certificate && everyOne(p.Filters) {
			a.queries[0].Facets = append(a.queries[0].Facets, string(field))
			continue
		}
		own := search(uid, slices.Concat(need, filters(p.Filters, field)), nil, 1, 0)
		own.Facets = []string{string(field)}
		a.queries = append(a.queries, own)
	}
	a.queries, a.months = append(a.queries, byMonth...), len(byMonth)
	return a
}

// stretchOf is the page that holds the stretch asked for, and its size. Pages
// are what Meilisearch gives exact totals for.
func stretchOf(p Plan) (a meiliAsk, page, size int) {
	switch {
	case p.Window > 0:
		return meiliAsk{limit: p.Window}, 1, 0
	case p.Limit > 0 && p.Offset%p.Limit == 0:
		return meiliAsk{limit: p.Limit}, p.Offset/p.Limit + 1, p.Limit
	case p.Limit > 0:
		return meiliAsk{skip: p.Offset, limit: p.Limit}, 1, p.Offset + p.Limit
	}
	return meiliAsk{}, 1, 0
}

// giving has a query give the window's candidates where one is asked for.
func (p Plan) giving(r *meilisearch.SearchRequest) *meilisearch.SearchRequest {
	if p.Window > 0 {
		r.Facets = append(r.Facets, orderFacet)
	}
	return r
}

func search(uid string, conditions, order []string, page, size int) *meilisearch.SearchRequest {
	n := int64(size)
	r := &meilisearch.SearchRequest{IndexUID: uid, Page: int64(page), HitsPerPage: &n, AttributesToRetrieve: []string{"id"}, Sort: order}
	if len(conditions) > 0 {
		r.Filter = conditions
	}
	return r
}

// order is the engine's own order, as comparison has it.
func (p Plan) order() []string {
	switch {
	case p.Window > 0:
		return nil // the candidates come by orderFacet
	case p.Sort == ByStars:
		return []string{"badge:desc", "key:asc", "id:asc"}
	case p.Sort == ByName:
		return []string{"key:asc", "id:asc"}
	case p.Sort == Newest:
		return []string{"issued:desc", "badge:desc", "id:asc"}
	}
	return []string{orderFacet + ":asc"}
}

// filter is the clause as a condition. Words hold nothing but letters and
// digits, so that they need no escaping.
func (c Clause) filter() string {
	var single, other []string
	for _, alternative := range c {
		if alternative.Paper != "" {
			other = append(other, fmt.Sprintf("%s = %q", Certificate, alternative.Paper))
			continue
		}
		words := make([]string, len(alternative.Words))
		for i, word := range alternative.Words {
			words[i] = fmt.Sprintf("words = %q", word)
		}
		switch last := len(words) - 1; {
		case alternative.Prefix:
			words[last] = fmt.Sprintf("words STARTS WITH %q", alternative.Words[last])
			other = append(other, "("+strings.Join(words, " AND ")+")")
		case last == 0:
			single = append(single, fmt.Sprintf("%q", alternative.Words[0]))
		default:
			other = append(other, "("+strings.Join(words, " AND ")+")")
		}
	}
	if len(single) > 0 {
		other = append(other, "words IN ["+strings.Join(single, ", ")+"]")
	}
	return "(" + strings.Join(other, " OR ") + ")"
}

// filters is a condition for every field filtered by but one.
func filters(chosen map[Field][]string, except Field) []string {
	conditions := boundConditions(chosen, except)
	for _, field := range Filterable() {
		if len(chosen[field]) == 0 || field == except || field == Month && len(chosen[MinCapacity]) > 0 {
			continue
		}
		var known []string
		for _, value := range chosen[field] {
			// Meilisearch folds case and marks of values; ours never have any.
			if value != "" && strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-_") == "" {
				known = append(known, `"`+value+`"`)
			}
		}
		switch {
		case len(known) == 0:
			conditions = append(conditions, nothing)
		case field == Certificate && everyOne(chosen):
			for _, value := range known {
				conditions = append(conditions, string(field)+" = "+value)
			}
		default:
			conditions = append(conditions, string(field)+" IN ["+strings.Join(known, ", ")+"]")
		}
	}
	return conditions
}

// levels is, from best to last, the conditions of those that hold at least so
// many of the clauses. Each holds those of the better ones too; read leaves
// out what it has seen, which costs less than asking for what is not there.
func levels(clauses []string) []string {
	var list []string
	for n := len(clauses); n > 0; n-- {
		if len(clauses) > meiliLevels && n < len(clauses)-1 {
			n = 1
		}
		list = append(list, atLeast(n, clauses))
	}
	return list
}

// atLeast is the condition that n of the clauses hold.
func atLeast(n int, clauses []string) string {
	var ways []string
	var choose func(from int, chosen []string)
	choose = func(from int, chosen []string) {
		if len(chosen) == n {
			ways = append(ways, "("+strings.Join(chosen, " AND ")+")")
			return
		}
		for i := from; i <= len(clauses)-(n-len(chosen)); i++ {
			choose(i+1, append(chosen[:len(chosen):len(chosen)], clauses[i]))
		}
	}
	choose(0, nil)
	return strings.Join(ways, " OR ")
}

// read gathers what the plan asked for.
func (a meiliAsk) read(results []meilisearch.SearchResponse) (Found, error) {
	if len(results) != len(a.queries) {
		return Found{}, fmt.Errorf("%d answers to %d questions", len(results), len(a.queries))
	}
	found := Found{Total: int(results[0].TotalHits), Facets: make(map[Field]map[string]int)}
	for i, result := range results {
		if n := i - (len(results) - a.months); n >= 0 {
			found.countMonth(n, int(result.TotalHits))
			continue
		}
		ids, err := numbersOf(result.Hits, "id")
		if err != nil {
			return Found{}, err
		}
		found.IDs = append(found.IDs, ids...)
		if len(result.FacetDistribution) == 0 {
			continue
		}
		var counts map[Field]json.RawMessage
		if err := json.Unmarshal(result.FacetDistribution, &counts); err != nil {
			return Found{}, fmt.Errorf("reading counts: %w", err)
		}
		if found.IDs, err = appendOrdered(found.IDs, counts[orderFacet]); err != nil {
			return Found{}, err
		}
		delete(counts, orderFacet)
		for field, values := range counts {
			var of map[string]int
			if err := json.Unmarshal(values, &of); err != nil {
				return Found{}, fmt.Errorf("reading counts: %w", err)
			}
			found.Facets[field] = of
		}
	}
	if a.levels > 0 {
		found.IDs = distinct(found.IDs)
	}
	found.IDs = found.IDs[min(a.skip, len(found.IDs)):]
	found.IDs = found.IDs[:min(a.limit, len(found.IDs))]
	return found, nil
}

// distinct leaves out what stands further ahead.
func distinct(ids []int64) []int64 {
	seen := make(map[int64]bool, len(ids))
	return slices.DeleteFunc(ids, func(id int64) bool {
		was := seen[id]
		seen[id] = true
		return was
	})
}

// appendOrdered adds the documents that stand in the counts of orderFacet,
// {"<order>":1, …}, in their order. Written out because a thousand of them are
// what most of an answer is.
func appendOrdered(ids []int64, counts []byte) ([]int64, error) {
	for {
		_, rest, more := bytes.Cut(counts, []byte{'"'})
		value, after, closed := bytes.Cut(rest, []byte{'"'})
		if !more {
			return ids, nil
		}
		id, err := strconv.ParseInt(string(value[min(orderDigits, len(value)):]), 10, 64)
		if err != nil || !closed {
			return nil, fmt.Errorf("reading candidates: %q", value)
		}
		ids, counts = append(ids, id), after
	}
}
