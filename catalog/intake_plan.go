package catalog

import (
	"strconv"
	"strings"

	"ocop/catalog/sheet"
)

// intakePlan works a list into the register in memory, and knows what to
// report of each row.
type intakePlan struct {
	list      *sheet.List
	gazetteer gazetteer
	opt       IntakeOptions
	register  *register
	rows      []*plannedRow
}

// plannedRow is a row of the list and what it touches first.
type plannedRow struct {
	row      sheet.Row
	place    location
	refused  bool
	remarks  []Remark
	product  *productEntry
	producer *producerEntry
	line     *lineEntry
	shown    shownPlace

	firstOfProduct, firstOfProducer, firstOfLine bool
}

func newIntakePlan(list *sheet.List, g gazetteer, opt IntakeOptions) *intakePlan {
	p := &intakePlan{list: list, gazetteer: g, opt: opt, register: newRegister()}
	for _, row := range list.Rows {
		p.rows = append(p.rows, p.place(row))
	}
	return p
}

// place decides whether a row can be used, and where it belongs.
func (p *intakePlan) place(row sheet.Row) *plannedRow {
	planned := &plannedRow{row: row}
	if problem, refused := row.Refused(); refused {
		planned.refuse(remarkOf(problem))
		return planned
	}
	if Fold(row.Name) == "" { // nothing but signs
		planned.refuse(Remark{Code: RemarkCode(sheet.NameMissing), Cell: row.Cell(sheet.FieldName)})
		return planned
	}
	for _, problem := range row.Problems {
		planned.remarks = append(planned.remarks, remarkOf(problem))
	}
	place, remark := p.gazetteer.locate(row)
	switch {
	case !place.known():
		planned.refuse(*remark)
	case remark != nil:
		planned.remarks = append(planned.remarks, *remark)
	}
	if only := p.opt.Only; only != "" && place.known() && place.province.Code != only {
		planned.refuse(Remark{Code: PlaceForeign, Cell: row.Cell(sheet.FieldProvince), Value: place.province.Name})
	}
	planned.place = place
	return planned
}

func (p *plannedRow) refuse(reason Remark) {
	p.refused = true
	p.remarks = append([]Remark{reason}, p.remarks...)
}

func (p *plannedRow) remark(code RemarkCode, field sheet.Field, value string) {
	p.remarks = append(p.remarks, Remark{Code: code, Cell: p.row.Cell(field), Value: value})
}

// provinces are the codes of the provinces that the list names.
func (p *intakePlan) provinces() []string {
	seen := map[string]bool{}
	codes := []string{}
	for _, row := range p.rows {
		if code := row.place.province.Code; code != "" && !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	return codes
}

// run works the rows in, one after another, and reports.
func (p *intakePlan) run() Report {
	products, producers, lines := map[*productEntry]int{}, map[*producerEntry]bool{}, map[*lineEntry]bool{}
	for _, row := range p.rows {
		if row.refused {
			continue
		}
		p.work(row)
		if line, met := products[row.product]; met {
			row.remark(RowRepeated, sheet.FieldName, strconv.Itoa(line))
		} else {
			products[row.product], row.firstOfProduct = row.row.Line, true
		}
		if row.producer != nil && !producers[row.producer] {
			producers[row.producer], row.firstOfProducer = true, true
			if alike := row.producer.alike; alike != "" {
				row.remark(ProducerAlike, sheet.FieldProducer, alike)
			}
		}
		if row.line != nil && !lines[row.line] {
			lines[row.line], row.firstOfLine = true, true
		}
	}
	for product := range products {
		product.supersede()
	}
	return p.report(lines)
}

// work takes one row into the register.
func (p *intakePlan) work(row *plannedRow) {
	r := row.row
	place := row.place.province
	if Fold(r.Producer) != "" {
		row.producer = p.register.producer(place.Code, r.Producer, place.Name)
	} else {
		row.remark(ProducerUnnamed, sheet.FieldProducer, "")
	}
	row.product = p.register.product(row.producer, place.Code, r.Name, place.Name)
	row.shown = row.product.shown()
	if row.producer != nil {
		p.workProducer(row)
	}
	p.workProduct(row)
	p.workLine(row)
}

func (p *intakePlan) workProducer(row *plannedRow) {
	r, e := row.row, row.producer
	if Fold(r.Producer) == e.folded { // else it is the name of one that was merged into this one
		e.now.name = better(e.now.name, r.Producer)
	}
	kind, known := producerKind(r.ProducerType)
	switch {
	case r.ProducerType == "" && !p.list.Has(sheet.FieldProducerType) && e.now.kind == "":
		kind, _ = kindOfName(Fold(r.Producer))
	case r.ProducerType != "" && !known:
		row.remark(KindUnknown, sheet.FieldProducerType, r.ProducerType)
	}
	if e.decides(fieldKind, kind != "") {
		e.now.kind = kind
	}
	if e.decides(fieldCommune, tells(r.Commune, row.shown.commune, e.was.commune.text())) {
		e.now.commune = p.register.commune(e.province, r.Commune)
	}
	decides := e.decides(fieldAddress, r.Address != "")
	if r.Address != "" && !within(r.Address, e.now.address) && (decides || within(e.now.address, r.Address)) {
		e.now.address = r.Address
	}
	e.formerPlace(row, &e.now.districtFormer, &e.now.provinceFormer)
}

// within reports whether an address only repeats a part of a fuller one, which
// stays, or comes in whatever an earlier line said.
func within(part, whole string) bool {
	return part == whole || strings.Contains(" "+Fold(whole)+" ", " "+Fold(part)+" ")
}

func (p *intakePlan) workProduct(row *plannedRow) {
	r, e := row.row, row.product
	e.now.name = better(e.now.name, r.Name)
	e.text(fieldNameEN, &e.now.nameEN, r.NameEN)
	if e.decides(fieldCommune, tells(r.Commune, row.shown.commune, e.was.commune.text())) {
		e.now.commune = p.register.commune(row.place.province.Code, r.Commune)
	}
	e.formerPlace(row, &e.now.districtFormer, &e.now.provinceFormer)
	if strings.HasPrefix(r.Source, "https://") || strings.HasPrefix(r.Source, "http://") {
		e.text(fieldSource, &e.now.source, r.Source)
	} else if r.Source != "" {
		row.remark(SourceOdd, sheet.FieldSource, r.Source)
	}
	p.workSector(row)
}

// workSector decides about group, set and subgroup. A set stands in one group
// only, so it decides where the list says otherwise.
func (p *intakePlan) workSector(row *plannedRow) {
	r, e := row.row, row.product
	group, known := groupSlug(r.Group)
	if r.Group != "" && !known {
		row.remark(GroupUnknown, sheet.FieldGroup, r.Group)
	}
	set, ok := p.gazetteer.atlas.setNumber(r.Set)
	if r.Set != "" && !ok {
		row.remark(SetUnknown, sheet.FieldSet, r.Set)
	}
	if ofWord, read := subgroupSet(r.Subgroup); r.Subgroup != "" && !read {
		row.remark(SubgroupUnmapped, sheet.FieldSubgroup, r.Subgroup)
	} else if set == 0 && (e.now.set == 0 || Fold(e.now.subgroup) != Fold(r.Subgroup)) {
		set = ofWord
	}
	e.text(fieldSubgroup, &e.now.subgroup, r.Subgroup)
	if !e.decides(fieldGroup, group != "" || set != 0) {
		return
	}
	if set != 0 {
		e.now.set = set
	}
	if group != "" {
		e.now.group = group
	}
	of, ok := p.gazetteer.atlas.Set(e.now.set)
	if !ok || of.GroupSlug == e.now.group {
		return
	}
	if group != "" {
		row.remark(GroupOfSet, sheet.FieldGroup, r.Group)
	}
	e.now.group = of.GroupSlug
}

// report says what becomes of every row, now that all are worked in.
func (p *intakePlan) report(lines map[*lineEntry]bool) Report {
	var report Report
	for _, row := range p.rows {
		out := RowReport{Line: row.row.Line, Name: row.row.Name, Outcome: RowRefused, Remarks: row.remarks}
		if !row.refused {
			out.Outcome, out.Changes = row.outcome(lines)
		}
		report.add(out)
	}
	for _, e := range p.register.producerList {
		if e.fresh {
			report.NewProducers++
		}
	}
	for line := range lines {
		if line.fresh {
			report.NewRecognitions++
		}
	}
	return report
}

// outcome compares what a row touches first with what was there. Recognitions
// that only end by a later one are told with the product.
func (p *plannedRow) outcome(met map[*lineEntry]bool) (Outcome, []FieldChange) {
	var c changes
	if p.firstOfProduct {
		if p.product.fresh {
			return RowNew, nil
		}
		c = append(c, p.product.changed()...)
		for _, line := range p.product.lines {
			if !met[line] {
				c = append(c, line.changed()...)
			}
		}
	}
	if p.firstOfProducer {
		c = append(c, p.producer.changed()...)
	}
	if p.firstOfLine {
		c = append(c, p.line.changed()...)
	}
	if len(c) == 0 {
		return RowUnchanged, nil
	}
	return RowChanged, c
}
