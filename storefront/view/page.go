// Package view knows HTML: every page and every piece of one, as templ
// components over values of the catalogue and small structs of its own. It
// computes nothing and asks nobody; addresses come from Links, words from
// package locale.
package view

import (
	"net/url"

	"ocop/catalog"
	"ocop/storefront/assets"
	"ocop/storefront/locale"
)

// Page is what every component of a page gets. It is passed on by value dozens
// of times a page, so that most of it lies behind one pointer.
type Page struct {
	*locale.Printer // p.T, p.N, p.Day …
	Links           // p.Product(slug) …
	*Frame
}

// Frame is what the frame around a page needs.
type Frame struct {
	Assets      *assets.Assets
	Pieces      *Pieces // finished parts of pages; nil keeps none
	BaseURL     string  // https://example.vn, without a slash at the end
	Path        string  // of this page, without the query
	OtherPath   string  // of the same page in the other language, with its query
	Canonical   string  // path that search engines should know; empty for the path itself
	Title       string
	Description string
	NoIndex     bool
	Preview     string   // of a change: the way back to it; empty on real pages
	ShareImage  string   // path of a picture for Open Graph; empty for the site's own
	JSONLD      []string // finished JSON objects
	Crumbs      []Crumb  // from the home page to this one, itself last without a path
	Section     string   // products, producers, provinces, tourism, statistics: the current entry of the navigation
	Query       string   // what stands in the search box
	Today       catalog.Day
	Operator    string   // who runs the site and answers for it; empty while nobody does
	Notices     []string // what the site tells everybody today
	Demo        bool     // sample data: every page says so
	Stale       bool     // from the cache while the database is away
	Degraded    bool     // search answers from its fallback
	Person      *Person  // signed in, on pages of a console; else nil
}

// Person is somebody signed in.
type Person struct {
	Name string
	Role string // in words
	Nav  []NavEntry
}

// NavEntry is a part of a console that somebody may open.
type NavEntry struct{ Section, Label, Path string }

// StaleMark stands in every page where the notice goes that it is from the
// cache while the database is away.
const StaleMark = "<!--stale-->"

// Crumb is one step of the way to a page.
type Crumb struct{ Name, Path string }

// Card is a product in a list.
type Card struct {
	Slug           string
	Name           string // in Vietnamese
	NameEN         string
	ProducerSlug   string // empty where the source names none
	ProducerName   string
	ProvinceName   string
	ProvinceNameEN string
	GroupSlug      string // chooses the drawing where there is no picture
	Set            int    // criteria set, for the same; 0 where not known
	Star           catalog.Star
	Picture        *catalog.Picture // nil while there is none to show
	Price          int64            // 0 where none is given
	PriceUnit      string
	PriceUnitEN    string
	Away           *Away // nil unless the visitor asked from a place
}

// Away is how far something lies from where the visitor asked.
type Away struct {
	Kilometres float64
	About      bool // measured from the centre of its province
}

// Facet is one filter of the list with its values.
type Facet struct {
	Name   string // parameter: province, group, set, stars, producer_type, status
	Label  string
	Values []FacetValue
	Active int // how many values are chosen
}

// FacetValue is one value of a filter and what a click on it would give.
type FacetValue struct {
	Value  string
	Label  string
	Count  int
	Chosen bool
}

// Take is the ways to take a list along.
type Take struct {
	Query  string // of the list, for the form
	CSV    string // address of the table
	Follow string // of the form that has it followed
}

// SupplyFilter is what trade buyers ask of amounts.
type SupplyFilter struct {
	Least        string // min_capacity as typed
	LeastProblem string // what is wrong with it
	Order        string // moq_max
	OrderProblem string
	Unit         string // of both: its code
	Units        []Choosable
	Active       int
	Counted      string // name of a unit that nothing but itself compares with; else empty
	Every        bool   // all the certificates chosen are needed
	Trade        bool   // the list is in the order for trade buyers
}

// Choosable is one value of a choice.
type Choosable struct{ Value, Label string }

// Chip is a filter in force, with the address that lets go of it.
type Chip struct {
	Label string
	Words bool   // the words typed, not a filter
	Drop  string // address of the list without it
}

// Pager leads through the pages of a list.
type Pager struct {
	Page, Pages int
	Previous    string // address, empty on the first page
	Next        string
	Numbers     []PageLink
}

// PageLink is a page number; one without an address is a gap, or the page itself.
type PageLink struct {
	Number  int // 0 for a gap
	Path    string
	Current bool
}

// Sorting is one way of ordering the list.
type Sorting struct {
	Value, Label string
	Chosen       bool
}

// ListView is the list of products.
type ListView struct {
	Heading    string
	Query      string
	Total      int
	Loose      bool // no product holds all the words; these hold some
	Cards      []Card
	Facets     []Facet
	Supply     SupplyFilter
	Take       Take
	Chips      []Chip
	ClearAll   string // address without any filter
	Sortings   []Sorting
	Pager      Pager
	Hidden     url.Values // parameters that the form carries along without a field to see
	LiveOnly   string     // address with only stars in force
	Reading    Reading
	Verbatim   bool    // the words were taken as they stand
	Near       string  // the parameter of the visitor's point, empty where none was given
	Partial    bool    // the search was cut short
	Suggestion []Crumb // ways on where nothing was found
}

// Reading says how the words of a list were read where that is not plain.
type Reading struct {
	Corrected string   // the words with their slips put right, else empty
	Literal   string   // address of the words taken as they stand; empty where they were
	Choices   []Choice // places and certificates that the words may also mean
	Missing   []Missing
	Granted   string // that some of what was found had the stars named once; else empty
	Live      Crumb  // the list of those in force, where there are any
}

// Choice is a name of several places, or of a certificate, with the list of each.
type Choice struct {
	Words  string // the name, as typed
	Paper  bool   // a certificate's
	Places []Crumb
}

// Missing is a place or a certificate named in the words that nothing found comes
// from or has.
type Missing struct {
	Text        string
	Drop, Whole Crumb // the list without it, and all there is of it
}

// HomeView is the front page.
type HomeView struct {
	Totals  Totals
	Map     []Tile
	Groups  []GroupCount
	Highest []Card // most stars in force
	Newest  []Card // latest decisions
	Regions []RegionCount
}

// Totals are the numbers of the site's own catalogue on a day.
type Totals struct {
	Products, Live, Producers, Provinces int
	ByStars                              [6]int // in force, indexed by stars
	AsOf                                 catalog.Day
}

// Tile is a province on the tile map, or the sea's archipelagos, which are named
// with the province they belong to.
type Tile struct {
	Column, Row int
	Code        string
	Name        string
	Slug        string
	Count       int
	Island      string // "Hoàng Sa" or "Trường Sa": a tile at sea of its own
}

// GroupCount is a group with what it holds.
type GroupCount struct {
	Group catalog.Group
	Count int // products
	Live  int // with a star in force
	Sets  []SetCount
}

// SetCount is a criteria set with what it holds.
type SetCount struct {
	Set   catalog.Set
	Count int
	Live  int
}

// RegionCount is a region with its provinces.
type RegionCount struct {
	Region    catalog.Region
	Count     int
	Live      int
	Provinces []ProvinceCount
}

// ProvinceCount is a province with what it holds.
type ProvinceCount struct {
	Province  catalog.Province
	Former    []catalog.FormerPlace
	Count     int
	Live      int
	Producers int
}

// ProductView is the page of a product.
type ProductView struct {
	Product  catalog.Product
	Star     catalog.Star
	Group    catalog.Group // zero where unknown
	Set      catalog.Set   // zero where unknown
	Province catalog.Province
	Former   []catalog.FormerPlace // what the province was before 1 July 2025
	Similar  []Card
	Alcohol  bool // carries the age notice
	Health   bool // carries the sentence of Decree 15/2018
	Share    Share
	History  []HistoryLine // recognitions, newest first
}

// told is whether there is more of the product than a register's line.
func (v *ProductView) told() bool {
	return v.Product.Story != "" || v.Product.StoryEN != "" || v.Product.Trade.Known() || len(v.Product.Certificates) > 0
}

// HistoryLine is one recognition and its state on the page's day.
type HistoryLine struct {
	Line   catalog.Recognition
	Status catalog.Status
}

// Share holds the addresses that share a page without foreign scripts.
type Share struct{ URL, Zalo, Facebook string }

// ProducerView is the page of a producer.
type ProducerView struct {
	Producer catalog.Producer
	Province catalog.Province
	Cards    []Card // every product, stars in force first
	Live     int
	Habit    string // how soon it usually answers; empty where that is not known
}

// ProducersView is the list of producers.
type ProducersView struct {
	Query     string
	Province  string // slug, empty for all
	Kind      string // empty for all
	Total     int
	Lines     []ProducerLine
	Provinces []catalog.Province
	Kinds     []catalog.ProducerKind
	Pager     Pager
}

// ProducerLine is a producer in the list.
type ProducerLine struct {
	Slug, Name, NameEN           string
	Kind                         catalog.ProducerKind
	ProvinceName, ProvinceNameEN string
	Products, Live               int
}

// ProvinceView is the page of a province.
type ProvinceView struct {
	Count       ProvinceCount
	Region      catalog.Region
	ByStars     [6]int // in force, indexed by stars
	Groups      []GroupCount
	Cards       []Card // some, stars in force first
	Tourism     []Card
	Makers      []ProducerLine
	All         string // address of the list with this province
	FormerLists []FormerList
}

// FormerList is a former province and the list of products published under it.
type FormerList struct {
	Place catalog.FormerPlace
	Path  string
}

// GroupView is the page of a group or of one of its sets.
type GroupView struct {
	Group GroupCount
	Set   *SetCount // nil on the page of the whole group
	Cards []Card
	All   string // address of the list with this filter
}

// StatisticsView is the page of the catalogue's own numbers.
type StatisticsView struct {
	Totals   Totals
	Statuses []StatusCount
	Groups   []GroupCount
	Regions  []RegionCount
	Kinds    []KindCount
}

// StatusCount is how many products are in a state.
type StatusCount struct {
	Status catalog.Status
	Count  int
}

// KindCount is how many products come from a kind of producer; the empty kind
// is unknown.
type KindCount struct {
	Kind  catalog.ProducerKind
	Count int
}

// ProblemView is the page of an error.
type ProblemView struct {
	Status   int    // HTTP status: 400, 404, 414, 429, 431, 500, 503
	Starting bool   // the site is only filling itself and opens in a moment
	Detail   string // what to do about it, from locale; may be empty
	Request  string // id to tell the operator
	Last     string // of a list that ends before the page asked for, its last page
}
