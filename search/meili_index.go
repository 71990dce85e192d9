package search

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/meilisearch/meilisearch-go"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ocop/catalog"
)

// documentLayout is raised whenever documents of the same listings come out
// differently: it makes a new index beside the old one.
const documentLayout = 3

// meiliLayout is everything that must have been applied to an index before its
// first document. An index is named after it, so that none ever serves with
// other settings than its program expects, and two releases run side by side.
type meiliLayout struct {
	Documents  int
	Settings   meilisearch.Settings
	Filterable []meilisearch.AttributeRule
}

func newMeiliLayout() meiliLayout {
	off := "disabled"
	facets := make([]string, 0, len(Fields())+2)
	for _, field := range Fields() {
		facets = append(facets, string(field))
	}
	rule := func(comparison bool, attributes ...string) meilisearch.AttributeRule {
		return meilisearch.AttributeRule{AttributePatterns: attributes, Features: meilisearch.AttributeFeatures{
			Filter: meilisearch.FilterFeatures{Equality: true, Comparison: comparison},
		}}
	}
	return meiliLayout{
		Documents: documentLayout,
		Settings: meilisearch.Settings{
			RankingRules:         []string{"sort"},
			SearchableAttributes: []string{"none"}, // words are filtered by, nothing is indexed as text
			DisplayedAttributes:  []string{"id", "version"},
			SortableAttributes:   []string{"id", "version", orderFacet, "badge", "issued", "key"},
			TypoTolerance:        &meilisearch.TypoTolerance{},
			Pagination:           &meilisearch.Pagination{MaxTotalHits: 10_000_000},
			Faceting:             &meilisearch.Faceting{MaxValuesPerFacet: window},
			PrefixSearch:         &off,
		},
		Filterable: []meilisearch.AttributeRule{rule(false, append(facets, string(Within), "words", orderFacet, "base", "order_base")...), rule(true, append(meiliAmounts(), "version", "since", "turns")...)},
	}
}

// uid is the index's name under this layout, for the catalogue of one database.
func (l meiliLayout) uid(database string) (string, error) {
	text, err := json.Marshal(l)
	if err != nil {
		return "", fmt.Errorf("naming the layout: %w", err)
	}
	return meiliPrefix(database) + short(string(text)), nil
}

// meiliPrefix begins the name of every index of one database.
func meiliPrefix(database string) string { return "ocop-" + short(database) + "-" }

func short(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// meiliDocument is a product as Meilisearch knows it. The numbers that time
// changes hold from day Since to the day before Turns.
type meiliDocument struct {
	ID      int64    `json:"id"`
	Version int64    `json:"version"` // of the search document it was made from
	Words   []string `json:"words"`
	Order   string   `json:"order"` // sorts as Relevance does, and is its own
	Badge   int      `json:"badge"`
	Issued  int      `json:"issued"`
	Key     string   `json:"key"` // sorts as the name does
	Since   int      `json:"since"`
	Turns   int      `json:"turns"`

	Province     string   `json:"province,omitempty"`
	Group        string   `json:"group,omitempty"`
	Set          string   `json:"set,omitempty"`
	Stars        string   `json:"stars,omitempty"`
	ProducerType string   `json:"producer_type,omitempty"`
	Status       string   `json:"status,omitempty"`
	Within       []string `json:"within,omitempty"`
	meiliSupply
}

// meiliRow is a row of search_document; one without data is a product that is
// gone. Its words are those that PostgreSQL searches.
type meiliRow struct {
	ProductID int64
	Version   int64
	Words     []string
	Data      *catalog.Listing
}

// meiliWriter makes documents for one day.
type meiliWriter struct {
	day      catalog.Day
	atlas    *catalog.Atlas
	collator *collate.Collator
	buffer   *collate.Buffer
}

func newMeiliWriter(day catalog.Day, atlas *catalog.Atlas) meiliWriter {
	return meiliWriter{day, atlas, collate.New(language.Vietnamese), new(collate.Buffer)}
}

func (w meiliWriter) document(row meiliRow) meiliDocument {
	l := *row.Data
	province, _ := w.atlas.Province(l.ProvinceCode)
	star := l.Star(w.day)
	d := meiliDocument{
		ID: row.ProductID, Version: row.Version, Words: row.Words,
		Badge: star.Badge(), Issued: numberOf(issuedBy(l, w.day)),
		Key:   sortable(w.collator.KeyFromString(w.buffer, l.Name)),
		Since: numberOf(w.day), Turns: numberOf(turnOf(l, w.day)),
		Province: province.Slug, Group: l.GroupSlug, Set: number(l.SetNumber),
		Stars: number(star.Badge()), ProducerType: string(l.ProducerKind), Status: string(star.Status),
		Within:      withinOf(l, province.Slug),
		meiliSupply: meiliSupplyOf(l, w.day),
	}
	w.buffer.Reset()
	d.Order = orderOf(d.Badge, d.Issued, d.ID)
	return d
}

// orderDigits is how long the part of an order is that says how early it
// stands; the product's number follows.
const orderDigits = 9

// orderOf writes what sorts by stars in force, then freshness, then number.
func orderOf(badge, issued int, id int64) string {
	return fmt.Sprintf("%0*d%019d", orderDigits, 999_999_999-badge*100_000_000-issued, id)
}

// issuedBy is the latest decision that has come by a day.
func issuedBy(l catalog.Listing, day catalog.Day) (latest catalog.Day) {
	for _, line := range l.Recognitions {
		if issued := line.Issued(); line.Stars > 0 && !issued.After(day) && issued.After(latest) {
			latest = issued
		}
	}
	return latest
}

// numberOf writes a day as a number that grows with it; 0 where unknown.
func numberOf(d catalog.Day) int { return d.Year*10_000 + int(d.Month)*100 + d.Date }

// keyBytes is how much of a sort key is kept. Meilisearch sorts by the first
// 468 bytes of a value; these are 448 when written out, which tells names apart
// by their first hundred letters.
const keyBytes = 280

// sortable writes a sort key in small letters and digits that sort as it does.
func sortable(key []byte) string {
	key = key[:min(len(key), keyBytes)]
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(key))
}

// meiliHorizon is how many days ahead a document is looked at for a change of
// state. At the end of it the document is looked at anew, if the nightly
// rebuild has not done so before.
const meiliHorizon = 10

// turnOf is the first day after the given one on which the product answers
// differently, or the end of the horizon.
func turnOf(l catalog.Listing, day catalog.Day) catalog.Day {
	type state struct {
		status catalog.Status
		badge  int
		issued catalog.Day
		papers string
		ready  string
	}
	on := func(day catalog.Day) state {
		star := l.Star(day)
		return state{star.Status, star.Badge(), issuedBy(l, day), strings.Join(papersOn(l, day), " "), readyOn(l, day)}
	}
	now := on(day)
	for n := 1; n < meiliHorizon; n++ {
		if next := day.AddDays(n); on(next) != now {
			return next
		}
	}
	return day.AddDays(meiliHorizon)
}
