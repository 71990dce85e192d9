package sheet

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
)

// PointRow is one commune of a list of communes with their points. Texts are as
// in Row; a commune comes without its kind ("Tân Cương", not "Xã Tân Cương").
type PointRow struct {
	Line     int // as a spreadsheet counts its rows, from 1
	Province string
	Commune  string
	Code     string // of the commune, as written
	Lat, Lon Degrees
}

// Degrees is a coordinate as it was written and what was read of it.
type Degrees struct {
	Text  string
	Value float64
	Known bool
}

// pointColumn is a column of a list of points.
type pointColumn int

const (
	otherColumn pointColumn = iota
	provinceColumn
	communeColumn
	codeColumn
	latColumn
	lonColumn
)

// ReadPoints reads a list of communes with their points: CSV or tab-separated
// text whose first line names the columns province, commune, lat and lon, and
// perhaps code, in English or Vietnamese. The error is a *Refusal when the file
// holds no such list, and otherwise comes from data.
func ReadPoints(name string, data io.Reader) ([]PointRow, error) {
	raw, err := io.ReadAll(io.LimitReader(data, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", filepath.Base(name), err)
	case len(raw) > maxFile:
		return nil, &Refusal{Reason: TooLarge, Text: fmt.Sprintf("more than %d MB", maxFile>>20)}
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, &Refusal{Reason: Empty}
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return nil, &Refusal{Reason: Unsupported, Text: "a workbook; save it as CSV"}
	}
	if kind := otherKind(name, raw); kind != "" {
		return nil, &Refusal{Reason: Unsupported, Text: kind}
	}
	text, _, _ := decode(raw)
	lines, columns, err := pointTable(text)
	if err != nil {
		return nil, err
	}
	rows := make([]PointRow, 0, len(lines))
	for _, l := range lines {
		if !strings.HasPrefix(l.cells[0], "#") {
			rows = append(rows, pointRow(l, columns))
		}
	}
	return rows, nil
}

// pointTable splits a text at the delimiter under which its first line names
// every column that is needed.
func pointTable(text string) ([]line, map[pointColumn]int, error) {
	first := ""
	for _, delimiter := range []rune{',', ';', '\t', '|'} {
		head, err := splitText(text, delimiter, 1)
		if err != nil || len(head) == 0 {
			continue
		}
		first = strings.Join(head[0].cells, " ")
		columns := pointColumns(head[0].cells)
		if columns == nil {
			continue
		}
		lines, err := splitText(text, delimiter, 0)
		switch {
		case err != nil:
			return nil, nil, err
		case len(lines) == 1:
			return nil, nil, &Refusal{Reason: NoRows, Line: head[0].number}
		}
		return lines[1:], columns, nil
	}
	return nil, nil, &Refusal{Reason: NoPoints, Line: 1, Text: excerpt(first)}
}

// pointColumns finds the columns by their labels; nil where one is missing.
func pointColumns(labels []string) map[pointColumn]int {
	columns := make(map[pointColumn]int)
	for i, label := range labels {
		if c := pointColumnOf(label); c != otherColumn {
			if _, taken := columns[c]; !taken {
				columns[c] = i
			}
		}
	}
	for _, needed := range []pointColumn{provinceColumn, communeColumn, latColumn, lonColumn} {
		if _, ok := columns[needed]; !ok {
			return nil
		}
	}
	return columns
}

func pointColumnOf(label string) pointColumn {
	folded := fold(label)
	switch folded {
	case "lat", "latitude", "vi do", "y":
		return latColumn
	case "lon", "lng", "long", "longitude", "kinh do", "x":
		return lonColumn
	case "code", "commune code", "ma", "ma xa", "ma don vi", "ma don vi hanh chinh", "ma dvhc":
		return codeColumn
	}
	switch placeField(folded) {
	case FieldProvince:
		return provinceColumn
	case FieldCommune:
		return communeColumn
	}
	return otherColumn
}

func pointRow(l line, columns map[pointColumn]int) PointRow {
	cell := func(c pointColumn) string {
		if i, ok := columns[c]; ok {
			return l.cell(i)
		}
		return ""
	}
	return PointRow{
		Line: l.number, Province: cell(provinceColumn), Commune: bareName(cell(communeColumn)), Code: cell(codeColumn),
		Lat: degreesOf(cell(latColumn)), Lon: degreesOf(cell(lonColumn)),
	}
}

// degreesOf reads decimal degrees, with a point or a comma.
func degreesOf(text string) Degrees {
	plain := strings.TrimSuffix(text, "°")
	if strings.Count(plain, ",") == 1 && !strings.Contains(plain, ".") {
		plain = strings.Replace(plain, ",", ".", 1)
	}
	if strings.Trim(plain, "0123456789.-") != "" { // ParseFloat also takes NaN, Inf and 0x1p3
		return Degrees{Text: text}
	}
	value, err := strconv.ParseFloat(plain, 64)
	return Degrees{Text: text, Value: value, Known: err == nil}
}
