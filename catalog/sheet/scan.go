package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// What the parts of a workbook may hold. The workbook library builds its own
// picture of each part and of each row in memory, many times the size of the
// file, so these are counted first, while the parts run past as a stream.
const (
	maxUnpacked  = 200 << 20 // bytes of all parts together
	maxOther     = 40 << 20  // bytes of the parts that are neither sheets nor their texts
	maxOtherPart = 8 << 20   // bytes of one such part, pictures apart
	maxTags      = 20_000_000
	maxOtherTags = 500_000 // in the parts that are neither sheets nor their texts
	maxRowTags   = 150_000 // in one row
	maxCellTags  = 4_000   // in one cell, or one shared text
	maxTexts     = 800_000 // shared texts
	maxRowText   = 64 << 20
)

// scan is what was counted in the parts of a workbook.
type scan struct {
	merges map[string][]merge // by the lower-case name of the part

	tags, otherTags, texts    int
	rowTags, cellTags, values int // since the last row or cell began
	mostValues, longestText   int // values in a row, bytes in a text
}

// scanParts counts what is in an archive, and refuses what would cost too much
// to read.
func scanParts(parts *zip.Reader) (*scan, error) {
	s := &scan{merges: map[string][]merge{}}
	total, other := uint64(0), uint64(0)
	for _, p := range parts.File {
		name := partName(p)
		total += p.UncompressedSize64
		if !content(name) {
			other += p.UncompressedSize64
		}
		picture := strings.HasPrefix(name, "xl/media/")
		if total > maxUnpacked || other > maxOther || !picture && !content(name) && p.UncompressedSize64 > maxOtherPart {
			return nil, tooLargePart(p)
		}
		if picture {
			continue
		}
		if err := s.part(p, name); err != nil {
			return nil, err
		}
	}
	// Each value of a row may be the longest text, read anew.
	if s.mostValues*s.longestText > maxRowText {
		return nil, &Refusal{Reason: TooLarge, Text: "a row of the workbook"}
	}
	return s, nil
}

// partName is the name of a part as the workbook library compares it.
func partName(p *zip.File) string { return strings.ToLower(strings.ReplaceAll(p.Name, `\`, "/")) }

// content reports whether a part holds a sheet or the texts of sheets.
func content(name string) bool {
	return strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
}

func tooLargePart(p *zip.File) error {
	return &Refusal{Reason: TooLarge, Text: "the part " + excerpt(p.Name) + " of the workbook"}
}

func (s *scan) part(p *zip.File, name string) error {
	rc, err := p.Open()
	if err != nil {
		return &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	defer rc.Close()
	s.rowTags, s.cellTags, s.values = 0, 0, 0
	r := bufio.NewReaderSize(rc, 64<<10)
	for {
		tag, length, err := nextTag(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
		}
		if !s.tag(tag, length, name) {
			return tooLargePart(p)
		}
		if m, ok := mergeOf(tag); ok {
			s.merges[name] = append(s.merges[name], m)
		}
	}
}

// tag counts one tag with the text behind it; false when it is one too many.
func (s *scan) tag(tag []byte, length int, part string) bool {
	s.tags, s.rowTags, s.cellTags = s.tags+1, s.rowTags+1, s.cellTags+1
	if strings.HasSuffix(part, ".xml") {
		s.longestText = max(s.longestText, length)
	}
	switch tagName(tag) {
	case "row":
		s.rowTags, s.values = 0, 0
	case "c":
		s.cellTags = 0
	case "si":
		s.cellTags, s.values, s.rowTags = 0, 0, 0
		s.texts++
	case "v", "t", "f":
		s.values++
		s.mostValues = max(s.mostValues, s.values)
	}
	if !content(part) {
		s.otherTags++
		s.cellTags = 0
	}
	return s.tags <= maxTags && s.otherTags <= maxOtherTags && s.rowTags <= maxRowTags && s.cellTags <= maxCellTags &&
		s.texts <= maxTexts && len(s.merges[part]) <= maxMerges
}

// nextTag reads on to the next "<" and returns what stood before it, which is
// a tag and the text behind it, and its length. Of a long text the beginning
// comes, which has the tag.
func nextTag(r *bufio.Reader) (tag []byte, length int, err error) {
	tag, err = r.ReadSlice('<')
	length = len(tag)
	if errors.Is(err, bufio.ErrBufferFull) {
		tag = bytes.Clone(tag)
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		var more []byte
		more, err = r.ReadSlice('<')
		length += len(more)
	}
	if err == io.EOF && len(tag) > 0 {
		err = nil
	}
	return tag, length, err
}

// tagName is the name of a tag without the prefix of its name space; of an end
// tag it begins with a slash.
func tagName(tag []byte) string {
	end := bytes.IndexAny(tag, " />\t\r\n")
	if end < 0 {
		return ""
	}
	name := tag[:end]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return string(name)
}
