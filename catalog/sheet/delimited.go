package sheet

import (
	"fmt"
	"strings"
)

// delimited splits a text into lines of cells, at the delimiter under which
// its header reads best.
func delimited(text string) ([]line, rune, error) {
	best, bestScore := '\t', -1
	for _, d := range []rune{'\t', ';', ',', '|'} {
		sample, err := splitText(text, d, headerLines)
		if err != nil {
			continue
		}
		score := 0
		if header, _ := findHeader(sample); header != nil {
			score = 1000 * header.found
		}
		score += evenness(sample)
		if score > bestScore {
			best, bestScore = d, score
		}
	}
	lines, err := splitText(text, best, 0)
	return lines, best, err
}

// evenness is the share of lines, in per cent, that have the most common
// number of cells above one.
func evenness(lines []line) int {
	widths, most := map[int]int{}, 0
	for _, l := range lines {
		if n := len(l.cells); n > 1 {
			widths[n]++
			most = max(most, widths[n])
		}
	}
	if len(lines) == 0 {
		return 0
	}
	return most * 100 / len(lines)
}

// splitText splits a text into lines of clean cells, at most so many (0 is
// all). Lines are numbered as a spreadsheet would number them: a quoted cell
// with line breaks is one line. Empty lines are counted and left out.
func splitText(text string, delimiter rune, most int) ([]line, error) {
	s := splitter{text: text, delimiter: byte(delimiter)}
	var lines []line
	kept := 0
	for number := 1; s.at < len(s.text); number++ {
		cells := s.next()
		for i := range cells {
			cells[i] = unguard(clean(cut(cells[i])))
			kept += perCell + len(cells[i])
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) == 0 {
			continue
		}
		lines = append(lines, line{number: number, cells: cells})
		if len(lines) == most {
			break
		}
		if len(lines) > maxLines || kept > maxText {
			return nil, &Refusal{Reason: TooLarge, Line: number, Text: fmt.Sprintf("more than %d lines or %d MB of text", maxLines, maxText>>20)}
		}
	}
	return lines, nil
}

// splitter takes a delimited text apart line by line. Unlike encoding/csv it
// lives with a lone quote, which in these lists is a ditto mark.
type splitter struct {
	text      string
	at        int
	delimiter byte
	width     int // cells of the last line
}

// next reads one line; a line that begins with # is one cell.
func (s *splitter) next() []string {
	if s.text[s.at] == '#' && (s.at+1 == len(s.text) || s.text[s.at+1] != s.delimiter) {
		end := s.lineEnd(s.at)
		cell := s.text[s.at:end]
		s.at = s.afterBreak(end)
		return []string{cell}
	}
	cells := make([]string, 0, s.width)
	for {
		cell, more := s.cell(len(cells))
		if len(cells) < maxColumns {
			cells = append(cells, cell)
		}
		if !more {
			s.width = len(cells)
			return cells
		}
	}
}

// cell reads one cell and tells whether another follows in the line.
func (s *splitter) cell(column int) (cell string, more bool) {
	if s.at < len(s.text) && s.text[s.at] == '"' {
		if text, end, ok := s.quoted(column); ok {
			return text, s.leave(end)
		}
	}
	end := s.at
	for end < len(s.text) && s.text[end] != s.delimiter && s.text[end] != '\n' && s.text[end] != '\r' {
		end++
	}
	cell = s.text[s.at:end]
	return cell, s.leave(end)
}

// leave moves past what ends a cell.
func (s *splitter) leave(end int) (more bool) {
	if end < len(s.text) && s.text[end] == s.delimiter {
		s.at = end + 1
		return true
	}
	s.at = s.afterBreak(end)
	return false
}

// maxQuoted is the longest quoted cell; an opening quote that finds no end
// within it is only a character.
const maxQuoted = 64 << 10

// quoted reads a quoted cell; ok is false for a quote that opens none. A quote
// with nothing after it is a ditto mark: no cell begins with a delimiter, and
// one that ends a line as wide as the last opens no text of many lines.
func (s *splitter) quoted(column int) (cell string, end int, ok bool) {
	i := s.at + 1
	if s.ends(i) && (i >= len(s.text) || s.text[i] == s.delimiter || column+1 >= s.width) {
		return "", 0, false
	}
	var b strings.Builder
	for ; i < len(s.text) && i-s.at < maxQuoted; i++ {
		if s.text[i] != '"' {
			b.WriteByte(s.text[i])
			continue
		}
		if i+1 < len(s.text) && s.text[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		if s.ends(i + 1) {
			return b.String(), i + 1, true
		}
		return "", 0, false // "Ngọc" rice: quotes around the first word only
	}
	return "", 0, false
}

// ends reports whether a cell may end here.
func (s *splitter) ends(i int) bool {
	return i >= len(s.text) || s.text[i] == s.delimiter || s.text[i] == '\n' || s.text[i] == '\r'
}

func (s *splitter) lineEnd(i int) int {
	for i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r' {
		i++
	}
	return i
}

// afterBreak moves past one line break.
func (s *splitter) afterBreak(i int) int {
	if i < len(s.text) && s.text[i] == '\r' {
		i++
		if i < len(s.text) && s.text[i] == '\n' {
			i++
		}
		return i
	}
	return min(i+1, len(s.text))
}
