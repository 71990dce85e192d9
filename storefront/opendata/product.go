// Package opendata knows the dump of the catalogue that anyone may take: which
// facts a product is told by, the files of a day, their sums and how long they
// are kept. It refuses to know where products come from, HTTP, and everything
// that is not a published fact: contacts, addresses, stories, prices, pictures
// and points on the map stay out.
package opendata

import (
	"strconv"
	"strings"

	"ocop/catalog"
)

// Product is a line of the dump: the facts of one product and of the decision
// that its star comes from.
type Product struct {
	ID             int64                `json:"id"`
	URL            string               `json:"url"`
	Name           string               `json:"name"`
	NameEN         string               `json:"name_en"`
	Producer       string               `json:"producer"`
	ProducerKind   catalog.ProducerKind `json:"producer_kind"`
	ProducerURL    string               `json:"producer_url"`
	ProvinceCode   string               `json:"province_code"`
	Province       string               `json:"province"`
	Commune        string               `json:"commune"`
	DistrictFormer string               `json:"district_former"`
	ProvinceFormer string               `json:"province_former"`
	Group          string               `json:"group"`
	Set            int                  `json:"set"`
	Subgroup       string               `json:"subgroup"`
	Stars          int                  `json:"stars"`
	StarStatus     catalog.Status       `json:"star_status"`
	StarUntil      catalog.Day          `json:"star_until"`
	DecisionNo     string               `json:"decision_no"`
	Issuer         string               `json:"issuer"`
	IssuedOn       catalog.Day          `json:"issued_on"`
	IssuedYear     int                  `json:"issued_year"`
	Generation     string               `json:"generation"`
	AsOf           catalog.Day          `json:"as_of"`
	Sample         bool                 `json:"sample"`

	Recognitions []Recognition `json:"recognitions"` // in JSON Lines alone
}

// Recognition is one line of one decision.
type Recognition struct {
	Stars         int                     `json:"stars"` // 0 while only proposed
	Kind          catalog.RecognitionKind `json:"kind"`
	DecisionNo    string                  `json:"decision_no"`
	Issuer        string                  `json:"issuer"`
	IssuedOn      catalog.Day             `json:"issued_on"`
	IssuedYear    int                     `json:"issued_year"`
	ExpiresOn     catalog.Day             `json:"expires_on"`
	ExtendedUntil catalog.Day             `json:"extended_until"`
	SupersededOn  catalog.Day             `json:"superseded_on"`
	RevokedOn     catalog.Day             `json:"revoked_on"`
	Generation    string                  `json:"generation"`
	Sample        bool                    `json:"sample"`
}

// Source is where a product stands beside its listing.
type Source struct {
	URL, ProducerURL string // of their pages, the second empty where no producer is named
	Province         string // name of today
	Sample           bool   // of a demonstration: every line says so
}

// ProductOf is the line of a listing with its star of a day.
func ProductOf(l catalog.Listing, star catalog.Star, from Source) Product {
	p := Product{
		ID: l.ID, URL: from.URL, Name: veil(l.Name), NameEN: veil(l.NameEN),
		Producer: veil(l.ProducerName), ProducerKind: l.ProducerKind, ProducerURL: from.ProducerURL,
		ProvinceCode: l.ProvinceCode, Province: from.Province, Commune: veil(l.Commune),
		DistrictFormer: veil(l.DistrictFormer), ProvinceFormer: veil(l.ProvinceFormer),
		Group: l.GroupSlug, Set: l.SetNumber, Subgroup: veil(l.Subgroup),
		Stars: star.Badge(), StarStatus: star.Status, AsOf: star.Day, Sample: from.Sample,
		Recognitions: make([]Recognition, len(l.Recognitions)),
	}
	if line := star.Line; line != nil {
		p.StarUntil, p.DecisionNo, p.Issuer = star.Until, veil(line.DecisionNo), veil(line.Issuer)
		p.IssuedOn, p.IssuedYear, p.Generation = line.IssuedOn, line.Issued().Year, line.Generation
	}
	for i, line := range l.Recognitions {
		p.Recognitions[i] = recognitionOf(line, from.Sample)
		p.Sample = p.Sample || line.Sample
	}
	return p
}

func recognitionOf(r catalog.Recognition, sample bool) Recognition {
	return Recognition{
		Stars: r.Stars, Kind: r.Kind, DecisionNo: veil(r.DecisionNo), Issuer: veil(r.Issuer),
		IssuedOn: r.IssuedOn, IssuedYear: r.Issued().Year, ExpiresOn: r.Expires(), ExtendedUntil: r.ExtendedUntil,
		SupersededOn: r.SupersededOn, RevokedOn: r.RevokedOn, Generation: r.Generation, Sample: sample || r.Sample,
	}
}

// longNumber is how many digits in a row, with single spaces, dots or hyphens
// between them, telephones and identity cards have and no name needs.
const longNumber = 9

// veil hides numbers that may be a person's in a published text.
func veil(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		length, digits := number(text)
		switch {
		case digits >= longNumber:
			b.WriteString("…")
		case length > 0:
			b.WriteString(text[:length])
		default:
			length = 1
			b.WriteByte(text[0])
		}
		text = text[length:]
	}
	return b.String()
}

// number measures the number that a text begins with: its length in bytes and
// its digits.
func number(text string) (length, digits int) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] >= '0' && text[i] <= '9':
			length, digits = i+1, digits+1
		case digits == 0 || i > length || !strings.ContainsRune(" .-", rune(text[i])):
			return length, digits
		}
	}
	return length, digits
}

// cells is the line as Columns name it.
func (p Product) cells() []string {
	return []string{
		strconv.FormatInt(p.ID, 10), p.URL, p.Name, p.NameEN, p.Producer, string(p.ProducerKind), p.ProducerURL,
		p.ProvinceCode, p.Province, p.Commune, p.DistrictFormer, p.ProvinceFormer, p.Group, known(p.Set), p.Subgroup,
		strconv.Itoa(p.Stars), string(p.StarStatus), p.StarUntil.String(), p.DecisionNo, p.Issuer, p.IssuedOn.String(),
		known(p.IssuedYear), p.Generation, p.AsOf.String(), strconv.FormatBool(p.Sample),
	}
}

// known writes a number, and nothing for one that is not known.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Column is a column of the table.
type Column struct {
	Name string
	Type string // as Frictionless Data names types: string, integer, date, boolean
}

// Columns lists the columns in their order; JSON Lines has them as names, and
// recognitions beside.
func Columns() []Column {
	return []Column{
		{"id", "integer"}, {"url", "string"}, {"name", "string"}, {"name_en", "string"}, {"producer", "string"},
		{"producer_kind", "string"}, {"producer_url", "string"}, {"province_code", "string"}, {"province", "string"},
		{"commune", "string"}, {"district_former", "string"}, {"province_former", "string"}, {"group", "string"},
		{"set", "integer"}, {"subgroup", "string"}, {"stars", "integer"}, {"star_status", "string"}, {"star_until", "date"},
		{"decision_no", "string"}, {"issuer", "string"}, {"issued_on", "date"}, {"issued_year", "integer"},
		{"generation", "string"}, {"as_of", "date"}, {"sample", "boolean"},
	}
}
