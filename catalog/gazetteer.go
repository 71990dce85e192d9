package catalog

import (
	"strings"

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

// read reads a name as lists write it, also in English ("Hanoi", "Hue City"),
// and with the name of before or since in brackets ("An Giang (Kiên Giang cũ)").
func (g gazetteer) read(text string) (location, bool) {
	main, bracket, _ := strings.Cut(text, "(")
	name := g.official(main)
	p, ok := g.atlas.FindProvince(name)
	if !ok {
		return location{}, false
	}
	l := location{province: p}
	if bareProvince(name) != bareProvince(p.Name) {
		l.former = g.formerName(name)
	}
	words := strings.TrimSuffix(strings.TrimSpace(strings.Trim(bracket, " )")), " cũ")
	if former := g.formerName(g.official(words)); former != "" && l.former == "" {
		if successor, ok := g.atlas.FindProvince(former); ok && successor.Code == p.Code {
			l.former = former
		}
	}
	return l, true
}

// official is the name of a province of today or before for another way of
// writing it; what is none stays as it is.
func (g gazetteer) official(text string) string {
	if _, ok := g.atlas.FindProvince(text); ok {
		return text
	}
	name := strings.TrimSuffix(strings.TrimSuffix(bareProvince(text), " city"), " province")
	switch name {
	case "bac can":
		return "Bắc Kạn"
	case "br vt", "ba ria vt":
		return "Bà Rịa - Vũng Tàu"
	case "tt hue", "thua thien":
		return "Thừa Thiên Huế"
	}
	for _, p := range g.atlas.Provinces {
		if squeezed(p.Name) == strings.ReplaceAll(name, " ", "") {
			return p.Name
		}
	}
	for _, f := range g.atlas.Former {
		if squeezed(f.Name) == strings.ReplaceAll(name, " ", "") {
			return f.Name
		}
	}
	return text
}

// squeezed is a folded name without spaces, as English writes some of them.
func squeezed(name string) string { return strings.ReplaceAll(Fold(name), " ", "") }

// formerName is the name of a former province as it was written officially.
func (g gazetteer) formerName(text string) string {
	name := bareProvince(text)
	if name == "" {
		return ""
	}
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
		name = g.formerName(g.official(r.ProvinceFormer))
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
