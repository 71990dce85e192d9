package catalog

import "slices"

// The kinds of subject an edit can have.
const (
	ProductSubject  = "product"
	ProducerSubject = "producer"
)

// FieldType says how the text of a field is read.
type FieldType string

// The types of field. Whatever the type, a value is kept as text.
const (
	LineField    FieldType = "line"    // one line of text
	ProseField   FieldType = "prose"   // text with paragraphs
	WholeField   FieldType = "whole"   // a whole number
	DecimalField FieldType = "decimal" // a number
	AnswerField  FieldType = "answer"  // "true", "false", or "" where nothing is said
	LinkField    FieldType = "link"    // an address of the web
	GTINField    FieldType = "gtin"    // a trade item number with its check digit
	SetField     FieldType = "set"     // number of a criteria set
	PapersField  FieldType = "papers"  // see Paper
	ShotsField   FieldType = "shots"   // see Shot
	ChoiceField  FieldType = "choice"  // one of Choices
	ChoicesField FieldType = "choices" // some of Choices, between commas
	LinesField   FieldType = "lines"   // lines of Cells
)

// Field is something a maker may change. Stars, decisions and issuers are not
// fields: nobody but the authority gives them.
type Field struct {
	Name    string
	Subject string // ProductSubject or ProducerSubject
	Type    FieldType
	Most    int    // letters, or the largest number; 0 where the type says it
	Needed  bool   // of a cell: a line without it is none
	part    string // the table it stands in, where it is a column of the same name
}

// CapacityField is the name of the field of a month's capacity, January being 1.
func CapacityField(month int) string { return "capacity_" + twoDigits(month) }

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// longest story a maker may tell.
const maxStory = 8000

// Fields lists everything a maker may change, in the order differences are shown.
func Fields() []Field {
	fields := slices.Concat(
		columns(ProductSubject, "product", LineField, 200, "name", "name_en"),
		columns(ProductSubject, "product", SetField, 0, "set_number"),
		columns(ProductSubject, "product", ProseField, maxStory, "story", "story_en"),
		columns(ProductSubject, "product", ProseField, 1000, "ingredients", "ingredients_en", "packaging", "packaging_en",
			"storage", "storage_en", "usage", "usage_en"),
		columns(ProductSubject, "product", LineField, 200, "shelf_life", "shelf_life_en"),
		columns(ProductSubject, "product", DecimalField, 100, "alcohol_percent"),
		columns(ProductSubject, "product", WholeField, 1_000_000_000, "price"),
		columns(ProductSubject, "product", LineField, 60, "price_unit", "price_unit_en"),
		columns(ProductSubject, "product", GTINField, 0, "gtin"),
		columns(ProductSubject, "product", LinkField, 300, "trace_url"),
		columns(ProductSubject, "product", LineField, 100, "declaration_no", "ad_approval_no"),
		columns(ProductSubject, "product_trade", LineField, 60, "capacity_unit", "capacity_unit_en"),
	)
	for month := 1; month <= 12; month++ {
		fields = append(fields, Field{Name: CapacityField(month), Subject: ProductSubject, Type: DecimalField, Most: 1_000_000_000})
	}
	return slices.Concat(fields,
		columns(ProductSubject, "product_trade", DecimalField, 1_000_000_000, "minimum_order"),
		columns(ProductSubject, "product_trade", LineField, 60, "minimum_order_unit", "minimum_order_unit_en"),
		columns(ProductSubject, "product_trade", WholeField, 365, "lead_days"),
		columns(ProductSubject, "product_trade", AnswerField, 0, "sample_available", "invoice"),
		columns(ProductSubject, "product_trade", LineField, 300, "payment_terms", "payment_terms_en"),
		[]Field{
			{Name: "papers", Subject: ProductSubject, Type: PapersField, Most: 20},
			{Name: "pictures", Subject: ProductSubject, Type: ShotsField, Most: 12},
		},
		stayFields(),
		columns(ProducerSubject, "producer", LineField, 200, "name_en"),
		columns(ProducerSubject, "producer", ProseField, maxStory, "story", "story_en"),
		columns(ProducerSubject, "producer", LineField, 300, "address"),
		columns(ProducerSubject, "producer", LineField, 40, "phone"),
		columns(ProducerSubject, "producer", LineField, 200, "email"),
		columns(ProducerSubject, "producer", LinkField, 300, "website"),
		columns(ProducerSubject, "producer", LineField, 100, "contact_name"),
		columns(ProducerSubject, "producer", LineField, 40, "contact_phone"),
	)
}

// stayFields are what a service of community tourism says of itself beyond other
// products.
func stayFields() []Field {
	return slices.Concat(
		columns(ProductSubject, "destination", ChoicesField, 0, "kinds"),
		columns(ProductSubject, "destination", WholeField, 1000, "houses", "rooms", "beds"),
		columns(ProductSubject, "destination", WholeField, 20_000, "guests_night", "guests_day"),
		columns(ProductSubject, "destination", WholeField, 1000, "smallest_group"),
		columns(ProductSubject, "destination", ChoicesField, 0, "best_months", "languages", "facilities"),
		columns(ProductSubject, "destination", LineField, 200, "price_band", "price_band_en", "answer_hours", "answer_hours_en"),
		columns(ProductSubject, "destination", ProseField, 1000, "meals", "meals_en", "directions", "directions_en", "nearby", "nearby_en",
			"access", "access_en", "safety", "safety_en", "rules", "rules_en", "festivals", "festivals_en"),
		[]Field{
			{Name: activitiesField, Subject: ProductSubject, Type: LinesField, Most: 30},
			{Name: hostsField, Subject: ProductSubject, Type: LinesField, Most: 100},
		},
	)
}

func columns(subject, table string, kind FieldType, most int, names ...string) []Field {
	fields := make([]Field, len(names))
	for i, name := range names {
		fields[i] = Field{Name: name, Subject: subject, Type: kind, Most: most, part: table}
	}
	return fields
}

// FieldOf finds a field of a kind of subject.
func FieldOf(subject, name string) (Field, bool) {
	for _, f := range Fields() {
		if f.Subject == subject && f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// small is the part of a province's rule that lets a field appear at once.
func (f Field) small() string {
	switch {
	case f.Subject != ProductSubject:
		return ""
	case f.Name == "price" || f.Name == "price_unit" || f.Name == "price_unit_en":
		return "price"
	case len(f.Name) == len("capacity_01") && f.Name[:9] == "capacity_":
		return "capacity"
	}
	return ""
}
