package catalog

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// register is the part of the catalogue that a list may touch, in memory: as
// it is, and as it will be.
type register struct {
	communes    map[string]*communeEntry
	producers   map[string]*producerEntry
	products    map[string]*productEntry
	generations []generation
	spelledOut  map[string]string // names of the known producers by what their abbreviations mean

	productSlugs  map[string]bool // today's and former
	producerSlugs map[string]bool

	// What is new or known in the order it was met, so that the same list
	// always gives the same addresses.
	communeList  []*communeEntry
	producerList []*producerEntry
	productList  []*productEntry
}

// communeEntry is a commune; id is 0 until it is written.
type communeEntry struct {
	id       int64
	province string
	name     string
}

// entry is what producers and products share: its row of the table, whether
// that exists, and which fields the list has given a value already. Of several
// lines about one entry the first to name a field decides, so that the same
// list twice changes nothing.
type entry struct {
	id    int64
	fresh bool
	slug  string
	given [fieldsOfEntry]bool
}

// producerFacts are the fields of a producer that a list can change.
type producerFacts struct {
	name, address  string
	kind           ProducerKind
	commune        *communeEntry
	districtFormer string
	provinceFormer string
}

// producerEntry is a producer before and after.
type producerEntry struct {
	entry
	province string
	folded   string
	alike    string // a known producer whose name only abbreviates otherwise
	was, now producerFacts
}

// productFacts are the fields of a product that a list can change.
type productFacts struct {
	name, nameEN   string
	commune        *communeEntry
	districtFormer string
	provinceFormer string
	group          string
	set            int
	subgroup       string
	source         string
}

// productEntry is a product before and after, with its recognitions.
type productEntry struct {
	entry
	province string
	producer *producerEntry // nil where none is named
	was, now productFacts
	lines    []*lineEntry
}

// lineEntry is a recognition before and after.
type lineEntry struct {
	fresh    bool
	was, now Recognition
}

// generation is a generation of criteria and its days; to is zero for today's.
type generation struct {
	Slug      string
	ValidFrom Day
	ValidTo   Day
}

func newRegister() *register {
	return &register{
		communes: map[string]*communeEntry{}, producers: map[string]*producerEntry{}, products: map[string]*productEntry{},
		spelledOut: map[string]string{}, productSlugs: map[string]bool{}, producerSlugs: map[string]bool{},
	}
}

// key joins what tells one entry from another; folded names hold no slash.
func key(parts ...string) string { return strings.Join(parts, "/") }

func productKey(producer *producerEntry, province, folded string) string {
	if producer == nil {
		return key(province, folded)
	}
	return key(province, producer.folded, folded)
}

// commune finds or adds a commune of a province.
func (r *register) commune(province, name string) *communeEntry {
	folded := Fold(name)
	if folded == "" {
		return nil
	}
	at := key(province, folded)
	c, ok := r.communes[at]
	if !ok {
		c = &communeEntry{province: province, name: name}
		r.communes[at] = c
		r.communeList = append(r.communeList, c)
	}
	return c
}

// producer finds or adds a producer; place is the name of the province, for
// its address.
func (r *register) producer(province, name, place string) *producerEntry {
	folded := Fold(name)
	at := key(province, folded)
	p, ok := r.producers[at]
	if !ok {
		p = &producerEntry{entry: entry{fresh: true}, province: province, folded: folded}
		p.was.name, p.now.name = name, name
		r.alike(p, key(province, spellOut(folded)))
		p.slug = FreeSlug("chu-the", name, place, func(s string) bool { return r.producerSlugs[s] })
		r.producerSlugs[p.slug] = true
		r.producers[at] = p
		r.producerList = append(r.producerList, p)
	}
	return p
}

// alike notes for a new producer a known one of the same name in other words.
func (r *register) alike(p *producerEntry, spelledOut string) {
	known, ok := r.spelledOut[spelledOut]
	if !ok {
		r.spelledOut[spelledOut] = p.now.name
	}
	p.alike = known
}

// spellOut writes out the short forms in the folded name of a producer. Two
// names that are then alike are probably one producer, but that is for people
// to say.
func spellOut(folded string) string {
	words := strings.Fields(folded)
	for i, w := range words {
		switch w {
		case "htx":
			words[i] = "hop tac xa"
		case "htxnn":
			words[i] = "hop tac xa nong nghiep"
		case "tht":
			words[i] = "to hop tac"
		case "cssx":
			words[i] = "co so san xuat"
		case "hkd":
			words[i] = "ho kinh doanh"
		case "kd":
			words[i] = "kinh doanh"
		case "cty":
			words[i] = "cong ty"
		case "tnhh":
			words[i] = "trach nhiem huu han"
		case "cp":
			words[i] = "co phan"
		case "mtv":
			words[i] = "mot thanh vien"
		case "dntn":
			words[i] = "doanh nghiep tu nhan"
		case "nn":
			words[i] = "nong nghiep"
		}
	}
	return strings.Join(words, " ")
}

// product finds or adds a product of a producer, or of nobody.
func (r *register) product(producer *producerEntry, province, name, place string) *productEntry {
	at := productKey(producer, province, Fold(name))
	p, ok := r.products[at]
	if !ok {
		p = &productEntry{entry: entry{fresh: true}, province: province, producer: producer}
		p.was.name, p.now.name = name, name
		p.slug = FreeSlug("san-pham", name, place, func(s string) bool { return r.productSlugs[s] })
		r.productSlugs[p.slug] = true
		r.products[at] = p
		r.productList = append(r.productList, p)
	}
	return p
}

// The fields of an entry that the first line of a list decides.
const (
	fieldName = iota
	fieldNameEN
	fieldKind
	fieldCommune
	fieldAddress
	fieldDistrict
	fieldProvince
	fieldGroup
	fieldSubgroup
	fieldSource
	fieldsOfEntry
)

// decides reports whether a value of the list is the one that counts: it says
// something, and no earlier line of the list did.
func (e *entry) decides(field int, says bool) bool {
	if !says || e.given[field] {
		return false
	}
	e.given[field] = true
	return true
}

// text takes a text, unless what is there says the same in a better spelling.
func (e *entry) text(field int, at *string, value string) {
	if e.decides(field, value != "") {
		*at = better(*at, value)
	}
}

// better is the spelling to keep of two texts that fold alike: not the one in
// capitals, and not the one that lost its marks. Other texts are replaced.
func better(old, value string) string {
	if old == "" || old == value || Fold(old) != Fold(value) {
		return value
	}
	if poorer(old, value) {
		return value
	}
	return old
}

// poorer reports whether text a lost something that b shows.
func poorer(a, b string) bool {
	if up := strings.ToUpper(a) == a; up != (strings.ToUpper(b) == b) {
		return up
	}
	return len(a) < len(b) && len(strings.Fields(a)) == len(strings.Fields(b)) // marks take more bytes
}

// changes lists the fields in which an entry differs.
type changes []FieldChange

func (c *changes) text(field, was, now string) {
	if was != now {
		*c = append(*c, FieldChange{Field: field, Old: was, New: now})
	}
}

func (c *changes) commune(field string, was, now *communeEntry) {
	if was != now {
		c.text(field, was.text(), now.text())
	}
}

func (e *communeEntry) text() string {
	if e == nil {
		return ""
	}
	return e.name
}

// changed lists what the list changes in a producer; nothing for a new one.
func (p *producerEntry) changed() changes {
	var c changes
	if p.fresh {
		return nil
	}
	c.text("producer.name", p.was.name, p.now.name)
	c.text("producer.kind", string(p.was.kind), string(p.now.kind))
	c.commune("producer.commune", p.was.commune, p.now.commune)
	c.text("producer.address", p.was.address, p.now.address)
	c.text("producer.district_former", p.was.districtFormer, p.now.districtFormer)
	c.text("producer.province_former", p.was.provinceFormer, p.now.provinceFormer)
	return c
}

// changed lists what the list changes in a product; nothing for a new one.
func (p *productEntry) changed() changes {
	var c changes
	if p.fresh {
		return nil
	}
	c.text("name", p.was.name, p.now.name)
	c.text("name_en", p.was.nameEN, p.now.nameEN)
	c.commune("commune", p.was.commune, p.now.commune)
	c.text("district_former", p.was.districtFormer, p.now.districtFormer)
	c.text("province_former", p.was.provinceFormer, p.now.provinceFormer)
	c.text("group", p.was.group, p.now.group)
	c.text("set", setText(p.was.set), setText(p.now.set))
	c.text("subgroup", p.was.subgroup, p.now.subgroup)
	c.text("source_url", p.was.source, p.now.source)
	return c
}

func setText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

const generationsSQL = `SELECT slug, valid_from, valid_to FROM criteria_generation ORDER BY valid_from`

// generationOf is the generation under which stars were given, empty where a
// bare year does not tell.
func (r *register) generationOf(issued Day, year int) string {
	from, to := issued, issued
	if issued.IsZero() {
		if year == 0 {
			return ""
		}
		from, to = NewDay(year, 1, 1), NewDay(year, 12, 31)
	}
	for _, g := range r.generations {
		if !from.Before(g.ValidFrom) && (g.ValidTo.IsZero() || !to.After(g.ValidTo)) {
			return g.Slug
		}
	}
	return ""
}

func collect[T any](ctx context.Context, tx pgx.Tx, sql string, args pgx.StrictNamedArgs) ([]T, error) {
	rows, err := tx.Query(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}
