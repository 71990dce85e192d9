package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// merge is a merged range of cells, lines and columns inclusive; lines count
// from 1, columns from 0.
type merge struct {
	column, top, bottom int
}

// maxMerges and maxFills bound what the merged ranges of a hostile workbook
// may cost.
const (
	maxMerges = 200_000
	maxFills  = 4_000_000
)

// fillMerged writes the text of each merged range into all its lines. Ranges
// across columns keep their text in the first.
func (g *grid) fillMerged(merges []merge) error {
	fills := 0
	for _, m := range merges {
		at := sort.Search(len(g.lines), func(i int) bool { return g.lines[i].number >= m.top })
		if at == len(g.lines) || g.lines[at].number != m.top || m.column >= maxColumns {
			continue
		}
		g.merged[m.column] = max(g.merged[m.column], m.top)
		text := g.lines[at].cell(m.column)
		for i := at + 1; text != "" && i < len(g.lines) && g.lines[i].number <= m.bottom; i++ {
			cells := g.lines[i].cells
			for len(cells) <= m.column {
				cells = append(cells, "")
			}
			if cells[m.column] == "" {
				cells[m.column] = text
			}
			g.lines[i].cells = cells
			if fills++; fills > maxFills {
				return &Refusal{Reason: TooLarge, Text: "the merged cells of the workbook"}
			}
		}
	}
	return nil
}

// mergeOf reads a <mergeCell ref="B4:B7"/> that spans several lines.
func mergeOf(tag []byte) (merge, bool) {
	if tagName(tag) != "mergeCell" {
		return merge{}, false
	}
	_, ref, found := bytes.Cut(tag, []byte(`ref="`))
	if !found {
		return merge{}, false
	}
	ref, _, _ = bytes.Cut(ref, []byte(`"`))
	from, to, found := strings.Cut(string(ref), ":")
	if !found {
		return merge{}, false
	}
	column, top, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return merge{}, false
	}
	_, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil || bottom <= top {
		return merge{}, false
	}
	return merge{column: column - 1, top: top, bottom: bottom}, true
}

// sheetPart is the name of the part that holds a sheet, by the workbook's list
// of sheets and its table of links.
func sheetPart(parts *zip.Reader, sheet string) string {
	var book struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(readPart(parts, "xl/workbook.xml"), &book) != nil ||
		xml.Unmarshal(readPart(parts, "xl/_rels/workbook.xml.rels"), &links) != nil {
		return ""
	}
	id := ""
	for _, s := range book.Sheets {
		for _, a := range s.Attr {
			if s.Name == sheet && a.Name.Local == "id" {
				id = a.Value
			}
		}
	}
	for _, l := range links.Links {
		if l.ID == id && strings.HasPrefix(l.Target, "/") {
			return strings.TrimPrefix(l.Target, "/")
		}
		if l.ID == id {
			return path.Join("xl", l.Target)
		}
	}
	return ""
}

func findPart(parts *zip.Reader, name string) *zip.File {
	for _, p := range parts.File {
		if strings.EqualFold(strings.ReplaceAll(p.Name, `\`, "/"), name) {
			return p
		}
	}
	return nil
}

// readPart is the content of a small part, empty when it is missing or broken.
func readPart(parts *zip.Reader, name string) []byte {
	f := findPart(parts, name)
	if f == nil {
		return nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil
	}
	defer rc.Close()
	content, err := io.ReadAll(io.LimitReader(rc, maxOtherPart))
	if err != nil {
		return nil
	}
	return content
}
