package catalog

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ocop/catalog/sheet"
)

// What may be remarked on a row of a list of communes. All but the last refuse
// the row.
const (
	CommuneUnnamed RemarkCode = "commune-unnamed"
	CommuneAlike   RemarkCode = "commune-alike" // another row names one that reads alike without marks
	CodeOdd        RemarkCode = "code-odd"      // no five digits
	PointMissing   RemarkCode = "point-missing"
	PointSwapped   RemarkCode = "point-swapped" // latitude and longitude in each other's place
	PointOutside   RemarkCode = "point-outside" // not in Vietnam
	PointFar       RemarkCode = "point-far"     // far from the province's centre; taken
)

// farKilometres is farther from its centre than any commune of the mainland
// lies in its province.
const farKilometres = 250

// communePoint is a commune as the register keeps it; the point is 0, 0 where
// none is known.
type communePoint struct {
	ID           int64 // 0 until it is written
	ProvinceCode string
	Name, Folded string
	Code         string
	Lat, Lon     float64
}

func (c communePoint) key() string { return key(c.ProvinceCode, c.Folded) }

func (c communePoint) point() string {
	if c.Lat == 0 {
		return ""
	}
	return strconv.FormatFloat(c.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(c.Lon, 'f', -1, 64)
}

// communePlan is what a list of communes would change.
type communePlan struct {
	gazetteer gazetteer
	known     map[string]communePoint
	rivals    map[string][]string // key → names of the rows that have it
	changed   []communePoint
}

func newCommunePlan(atlas *Atlas, known []communePoint) *communePlan {
	p := &communePlan{
		gazetteer: gazetteer{atlas: atlas, seen: map[string]location{}},
		known:     make(map[string]communePoint, len(known)), rivals: make(map[string][]string),
	}
	for _, c := range known {
		p.known[c.key()] = c
	}
	return p
}

// run reads every row and reports on each.
func (p *communePlan) run(rows []sheet.PointRow) Report {
	read := make([]communePoint, len(rows))
	remarks := make([]*Remark, len(rows))
	for i, row := range rows {
		if read[i], remarks[i] = p.read(row); read[i].Folded != "" {
			p.rivals[read[i].key()] = append(p.rivals[read[i].key()], read[i].Name)
		}
	}
	var report Report
	for i, row := range rows {
		entry := RowReport{Line: row.Line, Name: row.Commune, Outcome: RowRefused}
		if remarks[i] == nil {
			remarks[i] = p.alike(read[i])
		}
		if remarks[i] != nil {
			entry.Remarks = []Remark{*remarks[i]}
		} else {
			p.take(read[i], &entry)
		}
		for j := range entry.Remarks {
			entry.Remarks[j].Cell = "line " + strconv.Itoa(row.Line)
		}
		report.add(entry)
	}
	return report
}

// read reads one row; the remark refuses it.
func (p *communePlan) read(row sheet.PointRow) (communePoint, *Remark) {
	c := communePoint{Name: row.Commune, Code: row.Code, Lat: row.Lat.Value, Lon: row.Lon.Value}
	province, ok := p.province(row.Province)
	if !ok {
		return c, &Remark{Code: PlaceUnknown, Value: row.Province}
	}
	c.ProvinceCode, c.Folded = province.Code, Fold(row.Commune)
	switch {
	case c.Folded == "":
		return c, &Remark{Code: CommuneUnnamed}
	case c.Code != "" && (len(c.Code) != 5 || strings.Trim(c.Code, "0123456789") != ""):
		return c, &Remark{Code: CodeOdd, Value: c.Code}
	case !row.Lat.Known || !row.Lon.Known:
		return c, &Remark{Code: PointMissing, Value: row.Lat.Text + ", " + row.Lon.Text}
	case !inVietnam(c.Lat, c.Lon) && inVietnam(c.Lon, c.Lat):
		return c, &Remark{Code: PointSwapped, Value: c.point()}
	case !inVietnam(c.Lat, c.Lon):
		return c, &Remark{Code: PointOutside, Value: row.Lat.Text + ", " + row.Lon.Text}
	}
	return c, nil
}

// province reads a province by its name, today's or a former one, or by the
// two digits it has today.
func (p *communePlan) province(text string) (Province, bool) {
	if found, ok := p.gazetteer.named(text); ok {
		return found.province, true
	}
	if len(text) != 2 {
		return Province{}, false
	}
	return p.gazetteer.atlas.Province(text)
}

// inVietnam is the rectangle around the country, its islands included.
func inVietnam(lat, lon float64) bool { return lat >= 6 && lat <= 24 && lon >= 101 && lon <= 118 }

// alike refuses a row where another of the same province reads alike, as Tân
// Thanh and Tân Thành do, unless it alone is the one that the register names.
func (p *communePlan) alike(c communePoint) *Remark {
	names, same := p.rivals[c.key()], 0
	for _, name := range names {
		if name == c.Name {
			same++
		}
	}
	if len(names) == 1 || same == 1 && p.known[c.key()].Name == c.Name {
		return nil
	}
	return &Remark{Code: CommuneAlike, Value: strings.Join(names, ", ")}
}

// take notes what a good row changes.
func (p *communePlan) take(c communePoint, entry *RowReport) {
	province, _ := p.gazetteer.atlas.Province(c.ProvinceCode)
	if far := kilometres(c.Lat, c.Lon, province.Lat, province.Lon); far > farKilometres {
		entry.Remarks = append(entry.Remarks, Remark{Code: PointFar, Value: fmt.Sprintf("%.0f km", far)})
	}
	was, ok := p.known[c.key()]
	if !ok {
		entry.Outcome, p.changed = RowNew, append(p.changed, c)
		return
	}
	if c.Code == "" {
		c.Code = was.Code
	}
	c.ID, c.Name = was.ID, was.Name
	if c.Code != was.Code {
		entry.Changes = append(entry.Changes, FieldChange{"commune.code", was.Code, c.Code})
	}
	if c.point() != was.point() {
		entry.Changes = append(entry.Changes, FieldChange{"commune.point", was.point(), c.point()})
	}
	entry.Outcome = RowUnchanged
	if len(entry.Changes) > 0 {
		entry.Outcome, p.changed = RowChanged, append(p.changed, c)
	}
}

// kilometres is the distance between two points on the globe.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	a, b := math.Sin((lat2-lat1)*degree/2), math.Sin((lon2-lon1)*degree/2)
	return 2 * radius * math.Asin(math.Sqrt(a*a+math.Cos(lat1*degree)*math.Cos(lat2*degree)*b*b))
}

// ofCommune says a remark on a row of a list of communes.
func (r Remark) ofCommune() string {
	switch r.Code {
	case CommuneUnnamed:
		return "the row names no commune"
	case CommuneAlike:
		return fmt.Sprintf("several rows of the province read alike (%s); none is taken for another", r.Value)
	case CodeOdd:
		return fmt.Sprintf("the code %q is not five digits", r.Value)
	case PointMissing:
		return fmt.Sprintf("%q is no point in decimal degrees", r.Value)
	case PointSwapped:
		return fmt.Sprintf("latitude and longitude stand in each other's place: %s", r.Value)
	case PointOutside:
		return fmt.Sprintf("%s does not lie in Vietnam", r.Value)
	case PointFar:
		return fmt.Sprintf("%s from the centre of its province; taken, perhaps it is another's", r.Value)
	}
	return ""
}
