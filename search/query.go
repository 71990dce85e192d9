package search

import "ocop/catalog"

// Query is one question.
type Query struct {
	Text     string             // as typed
	Verbatim bool               // take the words as they are: no correction, no place read from them
	Filters  map[Field][]string // several values of one field mean OR
	Sort     Sort               // empty means Relevance
	Near     *Point             // where ByDistance counts from
	Offset   int
	Limit    int // 0 asks for counts alone
}

// Hit is a product found, with its star for the day of the answer.
type Hit struct {
	catalog.Listing
	Star catalog.Star
}

// Answer is what a query found.
type Answer struct {
	Total     int
	Hits      []*Hit // shared and never changed
	Facets    map[Field]map[string]int
	Engine    string // who found it
	Any       bool   // no product held every word, these hold some
	Partial   bool   // the deadline came first; this is the best until then
	Corrected string // the text as it was read where slips were put right, else empty
	Places    []Place
	Choices   []Place // what else a place in the words may mean; none was filtered by
	Missing   []Place // named in the words, but nothing that was found comes from there
	Stars     int     // named in the words: what was ever granted so many was found
}

// Place is a place or a certificate read from the words; of a certificate only
// Words, Field, Value and Name are known.
type Place struct {
	Words  string // as they stand in the text
	Field  Field  // what it filters by
	Value  string // the filter's value, as a province's slug
	Name   string // of today: Phú Thọ
	Former string // the former province meant, if one was: Hòa Bình
	Within string // the district or commune meant, if one was
}
