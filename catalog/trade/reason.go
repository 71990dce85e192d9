package trade

import "ocop/catalog"

// Kind is what a reason is about.
type Kind string

// The kinds, in the order in which they are read.
const (
	Words        Kind = "words"    // of the search
	Supply       Kind = "supply"   // of the months asked for
	MinimumOrder Kind = "minimum"  // order
	Papers       Kind = "papers"   // certificates
	Distance     Kind = "distance" // or province
	Stars        Kind = "stars"    // in force
	Fresh        Kind = "fresh"    // when the maker last confirmed its entry
	Response     Kind = "response" // to earlier requests
)

// Verdict is whether a reason speaks for a product.
type Verdict string

// The verdicts.
const (
	Yes     Verdict = "yes"
	Partly  Verdict = "partly"
	Unknown Verdict = "unknown" // it must be asked
	No      Verdict = "no"
)

// Reason is one line of why a product fits. Which of its facts count follows from
// its kind.
type Reason struct {
	Kind    Kind
	Verdict Verdict
	Month   int         `json:",omitempty"` // of the smallest supply
	Amount  float64     `json:",omitempty"` // supplied in it, or the minimum, in Unit
	Unit    string      `json:",omitempty"` // code
	Papers  []string    `json:",omitempty"` // found, or missing where the verdict is No
	Km      int         `json:",omitempty"`
	Here    bool        `json:",omitempty"` // in the province the goods go to
	Stars   int         `json:",omitempty"`
	Until   catalog.Day `json:",omitzero"`
	Days    int         `json:",omitempty"` // since the entry was confirmed
	Answers int         `json:",omitempty"` // of Asked
	Asked   int         `json:",omitempty"`
}
