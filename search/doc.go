// Package search finds products: it reads what a visitor typed, keeps a
// projection of the catalogue in step through search_queue, and answers with
// hits, their order and the counts of every filter.
//
// Engines stand behind the small interface Engine. What can be done before or
// after an engine (folding, ranking, stars for the day) is done here once, for
// all of them. The package refuses to know pages, languages of a visitor and
// HTTP; the catalogue's tables are read through package catalog.
package search
