package catalog

import (
	"ocop/catalog/sheet"
)

// gazetteer finds the province of a row.
type gazetteer struct {
	atlas    *Atlas
	title    string   // what the title of the list names
	fallback location // what the operator names
	seen     map[string]location
}

// location is a province of today and, where the text was of before 1 July
// 2025, the name it had then.
type location struct {
	province Province
	former   string
}

func (l location) known() bool { return l.province.Code != "" }

// named reads one name of a province. A name that is both of today and of
// before says nothing about the former one. Lists repeat the same few names
// thousands of times, so what was read is kept.
func (g gazetteer) named(text string) (location, bool) {
	if text == "" {
		return location{}, false
	}
	l, ok := g.seen[text]
	if !ok {
		l, _ = g.read(text)
		g.seen[text] = l
	}
	return l, l.known()
}

func (g gazetteer) read(text string) (location, bool) {
	p, ok := g.atlas.FindProvince(text)
	if !ok {
		return location{}, false
	}
	l := location{province: p}
	if bareProvince(text) != bareProvince(p.Name) {
		l.former = g.formerName(text)
	}
	return l, true
}

// formerName is the name of a former province as it was written officially.
func (g gazetteer) formerName(text string) string {
	name := bareProvince(text)
	for _, f := range g.atlas.Former {
		if bareProvince(f.Name) == name {
			return f.Name
		}
	}
	return ""
}

// locate finds the place of a row: in its columns, its headings, its address,
// the title of the list, and last what the operator says. The remark refuses
// the row, or with a known location is only worth saying.
func (g gazetteer) locate(r sheet.Row) (location, *Remark) {
	field, text := sheet.FieldProvince, r.Province
	if text == "" {
		field, text = sheet.FieldProvinceFormer, r.ProvinceFormer
	}
	if text != "" {
		found, ok := g.named(text)
		if !ok {
			return location{}, &Remark{Code: PlaceUnknown, Cell: r.Cell(field), Value: text}
		}
		return g.withFormer(found, r)
	}
	candidates := []string{r.Section}
	parts := sheet.AddressParts(r.Address)
	for i := len(parts) - 1; i >= 0; i-- {
		candidates = append(candidates, parts[i])
	}
	for _, c := range append(candidates, g.title) {
		if found, ok := g.named(c); ok {
			return found, nil
		}
	}
	if !g.fallback.known() {
		return location{}, &Remark{Code: PlaceMissing, Cell: r.Cell(sheet.FieldProvince)}
	}
	return g.fallback, nil
}

// withFormer adds what the column of former provinces says.
func (g gazetteer) withFormer(l location, r sheet.Row) (location, *Remark) {
	if r.ProvinceFormer == "" {
		return l, nil
	}
	former, ok := g.named(r.ProvinceFormer)
	name := former.former
	if name == "" {
		name = g.formerName(r.ProvinceFormer)
	}
	if !ok || former.province.Code != l.province.Code {
		l.former = first(name, r.ProvinceFormer)
		return l, &Remark{Code: PlaceConflict, Cell: r.Cell(sheet.FieldProvinceFormer), Value: r.ProvinceFormer}
	}
	l.former = name
	return l, nil
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
