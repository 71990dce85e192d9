package search

import "context"

// Engine finds which documents hold words. Reading the text before, and
// ranking and explaining after, is done once for all engines by Finder.
type Engine interface {
	// Name tells visitors of the API who answered: postgres, meilisearch.
	Name() string
	// Find answers a plan; it never fails for what was typed, only for a part
	// that is away or for a context that has ended.
	Find(ctx context.Context, p Plan) (Found, error)
	// Ready reports why the engine cannot answer, nil when it can.
	Ready(ctx context.Context) error
}

// Plan is a query as engines are asked it.
type Plan struct {
	Need    []Clause           // every clause must hold; none means everything
	Any     bool               // one clause is enough; those that hold most of them come first
	Filters map[Field][]string // several values of one field mean OR
	Sort    Sort               // empty means Relevance
	Offset  int                // of the IDs, when the engine's own order is asked for
	Limit   int                // the same; 0 asks for no IDs, only for the total and the counts
	// Window, where it is not 0, asks for candidates for our own ranking: up to
	// Window IDs in any order, all of them where fewer were found. Offset, Limit
	// and Sort do not matter then, but the candidates are the first Window of
	// what the same plan gives by Offset and Limit in the order of Relevance.
	Window int
	Counts bool // whether Facets are wanted
	tiered bool // in the order for trade buyers, which the index alone knows
}

// Clause holds when one of its alternatives does.
type Clause []Alternative

// Alternative holds when all its words stand in the document. Words are
// folded, letters and digits only; a document's words are entry.tokens, where
// two neighbours of one field also stand joined, so that "0dauphong" finds
// "đậu phộng" and not a "đậu" here and a "phộng" there.
type Alternative struct {
	Words  []string
	Prefix bool   // the last word may be only begun
	Paper  string // instead of words: the document has this value of Certificate
}

// Found is what an engine found.
type Found struct {
	Total int
	IDs   []int64
	// Facets counts, for every value of every field, what a click on it would
	// give: the other fields' filters hold, its own field's do not.
	Facets map[Field]map[string]int
}

// Field is something a list can be filtered by.
type Field string

// The fields; their names are the parameters of the list.
const (
	Province     Field = "province" // slug
	Group        Field = "group"    // slug
	Set          Field = "set"      // 1 to 26
	Stars        Field = "stars"    // 3 to 5, in force today
	ProducerType Field = "producer_type"
	Status       Field = "status"
)

// Fields lists the fields in the order pages show them.
func Fields() []Field {
	return []Field{Province, Group, Set, Stars, ProducerType, Status, Month, Certificate, Ready}
}

// Sort is an order of the hits.
type Sort string

// The orders. Relevance is closeness of words, then stars in force, then
// freshness; every tie ends by id, so that pages never overlap.
const (
	Relevance Sort = "relevance"
	ByStars   Sort = "stars"
	ByName    Sort = "name"
	Newest    Sort = "newest"
)

// Sorts lists the orders.
func Sorts() []Sort { return []Sort{Relevance, ByStars, ByName, Newest} }
