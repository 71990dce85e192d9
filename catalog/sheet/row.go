package sheet

import "strings"

// rows reads a line into rows: nearly always one, or several where one cell
// names several products.
func (t *table) rows(l line) []Row {
	r := Row{Line: l.number, layout: t.layout}
	c := rowCells{row: &r, cells: make([]string, len(t.layout.labels)), epoch1904: t.grid.epoch1904}
	copy(c.cells, l.cells)
	for i := range c.cells {
		c.check(i)
	}
	for _, i := range t.carry.fill(c.cells) {
		r.Problems = append(r.Problems, Problem{Cell: cellName(i, l.number), Code: DittoNothing, Value: l.cell(i), Field: t.fieldAt(i)})
	}
	c.product()
	c.place()
	c.rating()
	t.sections(&r)
	t.title(&r)
	return split(r)
}

func (t *table) fieldAt(i int) Field {
	for f, at := range t.layout.index {
		if at == i {
			return Field(f)
		}
	}
	return noField
}

// rowCells reads the cells of one row into its fields.
type rowCells struct {
	row       *Row
	cells     []string
	epoch1904 bool
}

func (c *rowCells) problem(f Field, code Code, value string) {
	c.row.Problems = append(c.row.Problems, Problem{Field: f, Cell: c.row.Cell(f), Code: code, Value: excerpt(value)})
}

// get is the text of a field, empty where the list has no such column.
func (c *rowCells) get(f Field) string {
	if i := c.row.layout.index[f]; i >= 0 {
		return c.cells[i]
	}
	return ""
}

// check empties cells that hold an error of the spreadsheet, and reports
// damaged or cut text.
func (c *rowCells) check(i int) {
	s := c.cells[i]
	if s == "" {
		return
	}
	at := cellName(i, c.row.Line)
	switch {
	case s[0] == '#' && cellError(s):
		c.cells[i] = ""
		c.row.Problems = append(c.row.Problems, Problem{Cell: at, Code: CellError, Value: s})
	case strings.ContainsRune(s, '\uFFFD'):
		c.row.Problems = append(c.row.Problems, Problem{Cell: at, Code: TextDamaged, Value: excerpt(s)})
	case len(s) >= maxCell-3:
		c.row.Problems = append(c.row.Problems, Problem{Cell: at, Code: CellCut, Value: excerpt(s)})
	}
}

func cellError(s string) bool {
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

func (c *rowCells) product() {
	r := c.row
	r.ID = c.get(FieldID)
	r.Name = strings.Trim(c.get(FieldName), "; ")
	r.NameEN = c.get(FieldNameEN)
	r.Producer = c.get(FieldProducer)
	r.ProducerType = c.get(FieldProducerType)
	r.Group, r.Set, r.Subgroup = c.get(FieldGroup), c.get(FieldSet), c.get(FieldSubgroup)
	r.Code, r.Note, r.Source = c.get(FieldCode), c.get(FieldNote), c.get(FieldSource)
	if r.Name == "" {
		c.problem(FieldName, NameMissing, "")
	}
}

// place takes the columns first and then what the address says.
func (c *rowCells) place() {
	r := c.row
	r.Address = c.get(FieldAddress)
	in := splitAddress(r.Address)
	r.Commune = first(bareName(c.get(FieldCommune)), in.commune)
	r.DistrictFormer = first(bareName(c.get(FieldDistrictFormer)), in.district)
	r.Province = bareName(c.get(FieldProvince))
	r.ProvinceFormer = bareName(c.get(FieldProvinceFormer))
	if r.Province == "" && r.ProvinceFormer == "" {
		r.Province = in.province
	}
	r.Producer = withoutPlace(r.Producer, *r)
}

// withoutPlace takes the row's own places off the end of the maker's name:
// "HTX Tân Qui, xã An Phú Tân" in the row of xã An Phú Tân.
func withoutPlace(producer string, r Row) string {
	for {
		i := strings.LastIndexByte(producer, ',')
		if i <= 0 {
			return producer
		}
		kind, name := splitPlace(producer[i+1:])
		own := ""
		switch kind {
		case communePlace:
			own = r.Commune
		case districtPlace:
			own = r.DistrictFormer
		case cityPlace:
			own = r.DistrictFormer
			if centralCity(name) {
				own = r.Province
			}
		case provincePlace:
			own = r.Province
		}
		if own == "" || fold(own) != fold(name) {
			return producer
		}
		producer = strings.TrimSpace(producer[:i])
	}
}

func (c *rowCells) rating() {
	r := c.row
	c.stars()
	if text := c.get(FieldYear); text != "" {
		year, ok := parseYear(text, c.epoch1904)
		if !ok {
			c.problem(FieldYear, YearUnreadable, text)
		}
		r.Year = year
	}
	d := decision{}
	if text := c.get(FieldDecisionNo); text != "" {
		d = parseDecision(text)
	}
	r.DecisionNo = d.no
	r.DecisionDate = c.day(FieldDecisionDate)
	if r.DecisionDate.IsZero() {
		r.DecisionDate = d.day
	}
	r.Issuer = first(c.get(FieldIssuer), d.issuer)
	r.ExpiresOn = c.day(FieldExpiresOn)
}

func (c *rowCells) day(f Field) Day {
	text := c.get(f)
	if text == "" {
		return Day{}
	}
	d, ok := parseDay(text, c.epoch1904)
	if !ok {
		if d, ok = findDay(text); !ok {
			c.problem(f, DateUnreadable, text)
		}
	}
	return d
}

// stars reads the column of stars, or the one box that is ticked.
func (c *rowCells) stars() {
	var code Code
	c.row.Stars, code = parseStars(c.get(FieldStars))
	for _, m := range c.row.layout.marks {
		text := c.cells[m.index]
		if text == "" || text == "0" {
			continue
		}
		if c.row.Stars.Known {
			code = StarsUnreadable // two boxes
		}
		c.row.Stars = Stars{Value: m.stars, Known: true, Text: c.row.layout.labels[m.index] + ": " + text}
	}
	if code != "" {
		c.problem(FieldStars, code, c.row.Stars.Text)
		c.row.Stars = Stars{Text: c.row.Stars.Text}
	}
}

// sections gives the row what the headings above it say, unless it says it
// itself.
func (t *table) sections(r *Row) {
	for i := len(t.outline) - 1; i >= 0; i-- {
		s := t.outline[i]
		switch s.kind {
		case communeSection, districtSection, provinceSection:
			r.Commune = first(r.Commune, s.place.commune)
			r.DistrictFormer = first(r.DistrictFormer, s.place.district)
			if r.Province == "" && r.ProvinceFormer == "" {
				r.Province = s.place.province
			}
		case groupSection:
			r.Group = first(r.Group, s.text)
		case subgroupSection:
			r.Subgroup = first(r.Subgroup, s.text)
		case setSection:
			r.Set = first(r.Set, s.text)
		case starSection:
			if r.Stars.Text == "" && !r.Stars.Known {
				r.Stars = s.stars
			}
		default:
			r.Section = first(r.Section, s.text)
		}
	}
}

// title gives the row what the lines above the table say about all of it. The
// decision counts only where the list has no columns of its own for it. The
// province stays in the title, for those who know which names are provinces.
func (t *table) title(r *Row) {
	title := t.list.Title
	if r.DistrictFormer == "" {
		r.DistrictFormer = nameCase(title.DistrictFormer)
	}
	if !t.layout.has(FieldYear) && !t.layout.has(FieldDecisionDate) && r.Year == 0 {
		r.Year = title.Year
	}
	if !t.layout.has(FieldDecisionNo) && !t.layout.has(FieldDecisionDate) && title.DecisionNo != "" {
		r.DecisionNo, r.DecisionDate = title.DecisionNo, title.DecisionDate
		r.Issuer = first(r.Issuer, title.Issuer)
	}
}

// split makes several rows of a line whose name lists several products, when
// its note states just that number: "A; B" with "02 sản phẩm".
func split(r Row) []Row {
	names := strings.Split(r.Name, ";")
	words := strings.Fields(fold(r.Note))
	if len(names) < 2 || len(words) != 3 || words[1] != "san" || words[2] != "pham" || !digits(words[0]) || atoi(words[0]) != len(names) {
		return []Row{r}
	}
	rows := make([]Row, 0, len(names))
	for _, name := range names {
		one := r
		one.Name = strings.TrimSpace(name)
		one.Problems = append([]Problem{{Field: FieldName, Cell: r.Cell(FieldName), Code: NamesSplit, Value: excerpt(r.Name)}}, r.Problems...)
		if one.Name == "" {
			return []Row{r}
		}
		rows = append(rows, one)
	}
	return rows
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
