// Package catalog knows what the site publishes: places, producers, products
// and the decisions that gave them stars, with the rules of the programme and
// the SQL of their tables, one file a noun.
//
// A singular type is one row (Product), a plural type its table
// (Products{DB}). It refuses to know who asks: no HTTP, no HTML, no language of
// a visitor, no search engine, no picture files.
package catalog
