package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// legacy is an encoding of before Unicode, in which a font draws Vietnamese
// letters in the places of other ones. Only the name of the font tells.
type legacy int

const (
	unicodeText   legacy = iota
	tcvn3                // fonts .VnTime, .VnArial …
	tcvn3Capitals        // fonts .VnTimeH …, which draw small letters as capitals
	vni                  // fonts VNI-Times …
)

// legacyFont is the encoding that a font stands for.
func legacyFont(name string) legacy {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(lower, ".vn") && strings.HasSuffix(name, "H"):
		return tcvn3Capitals
	case strings.HasPrefix(lower, ".vn"):
		return tcvn3
	case strings.HasPrefix(lower, "vni-"), strings.HasPrefix(lower, "vni "):
		return vni
	}
	return unicodeText
}

// decode brings text of an old font into Unicode.
func (l legacy) decode(text string) string {
	switch l {
	case tcvn3:
		return tcvn3Text(text)
	case tcvn3Capitals:
		return strings.ToUpper(tcvn3Text(text))
	case vni:
		return vniText(text)
	}
	return text
}

// tcvn3Letters pairs what stands in the file with what the font shows.
const tcvn3Letters = "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư"

func tcvn3Text(text string) string {
	pairs := []rune(tcvn3Letters)
	return strings.Map(func(r rune) rune {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == r {
				return pairs[i+1]
			}
		}
		return r
	}, text)
}

// vniBases are letters that take a mark behind them, vniMarks the marks; the
// table below gives each pair. A letter that stands alone is itself, or one of
// vniSingles.
const (
	vniSingles = "ñđÑĐæỉóĩòịîỵÆỈÓĨÒỊÎỴôơÔƠöưÖƯ"
	vniMarks   = "øùûõïêèéúüëâàáåãä"
)

// vniRows gives for each base what it becomes with each of vniMarks; a dot where
// there is no such letter.
func vniRows() map[rune]string {
	return map[rune]string{
		'a': "àáảãạăằắẳẵặâầấẩẫậ", 'e': "èéẻẽẹ......êềếểễệ", 'o': "òóỏõọ......ôồốổỗộ", 'u': "ùúủũụ............",
		'y': "ỳýỷỹ.............", 'ô': "ờớởỡợ............", 'ö': "ừứửữự............",
	}
}

func vniText(text string) string {
	rows, marks, singles := vniRows(), []rune(vniMarks), []rune(vniSingles)
	letters := []rune(text)
	var b strings.Builder
	for i := 0; i < len(letters); i++ {
		r := letters[i]
		small := []rune(strings.ToLower(string(r)))[0]
		if row, ok := rows[small]; ok && i+1 < len(letters) {
			mark := []rune(strings.ToLower(string(letters[i+1])))[0]
			if at := runeIndex(marks, mark); at >= 0 && []rune(row)[at] != '.' {
				letter := string([]rune(row)[at])
				if r != small {
					letter = strings.ToUpper(letter)
				}
				b.WriteString(letter)
				i++
				continue
			}
		}
		if at := runeIndex(singles, r); at >= 0 && at%2 == 0 {
			r = singles[at+1]
		}
		b.WriteRune(r)
	}
	return b.String()
}

func runeIndex(list []rune, r rune) int {
	for i, candidate := range list {
		if candidate == r {
			return i
		}
	}
	return -1
}

// maxLegacyCells bounds what is remembered of a hostile workbook.
const maxLegacyCells = 1_000_000

// legacyCells are the cells of a sheet that are written in an old font, by their
// name, like "B7"; nil for the workbooks of today, which have none.
func legacyCells(parts *zip.Reader, sheet string) map[string]legacy {
	styles := legacyStyles(readPart(parts, "xl/styles.xml"))
	part := findPart(parts, sheet)
	if len(styles) == 0 || part == nil {
		return nil
	}
	rc, err := part.Open()
	if err != nil {
		return nil
	}
	defer rc.Close()
	cells := map[string]legacy{}
	r := bufio.NewReaderSize(rc, 64<<10)
	for {
		tag, _, err := nextTag(r)
		if err != nil {
			return cells
		}
		if tagName(tag) != "c" {
			continue
		}
		style, err := strconv.Atoi(attribute(tag, "s"))
		if old := styles[style]; err == nil && old != unicodeText && len(cells) < maxLegacyCells {
			cells[attribute(tag, "r")] = old
		}
	}
}

// attribute reads an attribute of a tag.
func attribute(tag []byte, name string) string {
	tag, _, _ = bytes.Cut(tag, []byte(">"))
	_, rest, found := bytes.Cut(tag, []byte(" "+name+`="`))
	if !found {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}

// legacyStyles are the numbers of the cell styles that use an old font.
func legacyStyles(styles []byte) map[int]legacy {
	lower := bytes.ToLower(styles)
	if !bytes.Contains(lower, []byte(`".vn`)) && !bytes.Contains(lower, []byte(`"vni`)) {
		return nil
	}
	var sheet struct {
		Fonts []struct {
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"fonts>font"`
		Cells []struct {
			Font int `xml:"fontId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if xml.Unmarshal(styles, &sheet) != nil {
		return nil
	}
	found := map[int]legacy{}
	for i, cell := range sheet.Cells {
		if cell.Font < 0 || cell.Font >= len(sheet.Fonts) {
			continue
		}
		if old := legacyFont(sheet.Fonts[cell.Font].Name.Val); old != unicodeText {
			found[i] = old
		}
	}
	return found
}
