// Package trade is where buyers' wants meet what makers can do: requests to buy,
// which makers fit one and why, and makers who can do together what none can
// alone. It owns the tables buying_…. It is handed what search has found and
// what time it is; it knows no pages, no accounts and no mail, but says through
// Tell what people must hear.
//
// # How a maker fits
//
// Match weighs each product found by eight reasons and keeps the best of each
// maker. A star that is not in force, a place outside the one asked for, a needed
// paper that is missing, an order below the minimum or no supply in any month
// asked for rule a product out. Amounts are compared only where their units have
// a base in common, or where the buyer has said what one carton holds; else the
// reason says that it must be asked.
//
// # How a pool is found
//
// Pools looks for sets of two to five makers of one criteria set, none farther
// than Near kilometres from any other, whose amounts add up to what is asked in
// every month, where no maker can do it alone and none of the set can be left
// out. Each supplies in proportion to what it can, and no share may lie below its
// minimum order. Of all such sets the best are those of fewest makers; then those
// that lie nearest together, by the largest distance between two; then those
// whose makers fit best. The search is exact: it goes through the sets by size
// and leaves out only branches in which the largest amounts still to come cannot
// fill some month, or that can only lie farther apart or fit worse than what was
// found. Of a criteria set the Considered makers that fit best are looked at.
package trade
