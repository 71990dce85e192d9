package search

import (
	"context"

	"ocop/catalog"
)

// Engine answers queries over the catalogue's listings.
type Engine interface {
	// Name tells visitors of the API who answered: postgres, meilisearch.
	Name() string
	// Search answers a query; it never fails for what was typed, only for a
	// part that is away.
	Search(ctx context.Context, q Query) (Answer, error)
	// Ready reports why the engine cannot answer, nil when it can.
	Ready(ctx context.Context) error
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
func Fields() []Field { return []Field{Province, Group, Set, Stars, ProducerType, Status} }

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

// Query is one question.
type Query struct {
	Text    string             // as typed
	Filters map[Field][]string // several values of one field mean OR
	Sort    Sort               // empty means Relevance
	Offset  int
	Limit   int // 0 asks for counts alone
}

// Hit is a product found, with its star for the day of the answer.
type Hit struct {
	catalog.Listing
	Star catalog.Star
}

// Answer is what a query found.
type Answer struct {
	Total  int
	Hits   []*Hit // shared and never changed
	Facets map[Field]map[string]int
	Any    bool // no product held every word, these hold some
	Engine string
}
