package sheet

import (
	"strings"
	"unicode"
)

// decision is a decision as one text names it: "3787/QĐ-UBND ngày 28/12/2023
// của UBND tỉnh Trà Vinh".
type decision struct {
	no     string
	day    Day
	issuer string
}

// parseDecision takes a cell of a decision column apart. A text in which not
// exactly one number of the usual form is found stays whole.
func parseDecision(text string) decision {
	numbers := decisionNumbers(text)
	if len(numbers) != 1 {
		return decision{no: text}
	}
	return decisionAround(text, numbers[0])
}

// findDecision looks for a decision in a title: "(Kèm theo Quyết định số … )".
// A draft that leaves the number or more than one decision open gives none.
func findDecision(text string) (decision, bool) {
	numbers := decisionNumbers(text)
	if len(numbers) != 1 {
		return decision{}, false
	}
	return decisionAround(text, numbers[0]), true
}

func decisionAround(text, number string) decision {
	d := decision{no: number}
	_, after, _ := strings.Cut(tightSlashes(text), number)
	d.day, _ = findDay(after)
	if _, issuer, found := strings.Cut(after, "của "); found {
		d.issuer = issuerName(issuer)
	}
	return d
}

// decisionNumbers are the different numbers like 3787/QĐ-UBND in a text.
func decisionNumbers(text string) []string {
	var found []string
	for _, w := range strings.Fields(tightSlashes(text)) {
		w = strings.Trim(w, "()[],;:.\"“”")
		w = strings.TrimPrefix(strings.TrimPrefix(w, "số:"), "Số:")
		if !decisionNumber(w) {
			continue
		}
		known := false
		for _, f := range found {
			known = known || f == w
		}
		if !known {
			found = append(found, w)
		}
	}
	return found
}

// decisionNumber tells 144/QĐ-UBND and 26/2026/QĐ-TTg from dates and places.
func decisionNumber(word string) bool {
	serial, kind, found := strings.Cut(word, "/")
	if !found || !digits(serial) {
		return false
	}
	return strings.Contains("/"+fold(kind), "/qd") || strings.Contains(fold(kind), " qd ")
}

// tightSlashes closes the gaps of "144 /QĐ-UBND" and "144/ QĐ-UBND".
func tightSlashes(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, " /", "/"), "/ ", "/")
}

// issuerName ends the name of an authority where the sentence goes on.
func issuerName(s string) string {
	if i := strings.IndexAny(s, ").;,:"); i >= 0 {
		s = s[:i]
	}
	for _, stop := range []string{" về ", " v/v ", " ngày ", " phê duyệt ", " công nhận "} {
		if i := strings.Index(s, stop); i >= 0 {
			s = s[:i]
		}
	}
	return strings.TrimSpace(s)
}

// Title is what the lines above the table say about all of it. It fills what
// the rows leave open.
type Title struct {
	Text           string // the lines, joined by a slash
	Province       string // as published, perhaps a former one
	DistrictFormer string
	Year           int
	DecisionNo     string
	DecisionDate   Day
	Issuer         string
}

// parseTitle reads the lines above the table.
func parseTitle(lines []string) Title {
	t := Title{Text: strings.Join(lines, " / ")}
	for _, line := range lines {
		if d, ok := findDecision(line); ok && t.DecisionNo == "" {
			t.DecisionNo, t.DecisionDate, t.Issuer = d.no, d.day, d.issuer
		}
		p := placeInTitle(line)
		if t.Province == "" {
			t.Province = p.province
		}
		if t.DistrictFormer == "" {
			t.DistrictFormer = p.district
		}
		if y := yearInTitle(line); y != 0 && t.Year == 0 {
			t.Year = y
		}
	}
	return t
}

// yearInTitle is the year after the word "năm", outside of the sentence that
// names the decision, unless several are named.
func yearInTitle(line string) int {
	if strings.Contains(fold(line), "quyet dinh") {
		return 0
	}
	words := strings.Fields(fold(line))
	year := 0
	for i := 0; i+1 < len(words); i++ {
		if words[i] != "nam" {
			continue
		}
		d, ok := parseDay(words[i+1], false)
		if !ok || d.Exact() {
			continue
		}
		between := i+2 < len(words) && len(words[i+2]) == 4 && digits(words[i+2]) // 2021-2025
		if between || year != 0 && year != d.Year {
			return 0
		}
		year = d.Year
	}
	return year
}

// placeInTitle finds "tỉnh X" and "huyện X" in a title.
func placeInTitle(line string) place {
	var p place
	words := strings.Fields(line)
	for i := range words {
		rest := strings.Join(words[i:], " ")
		kind, name := splitPlace(titleName(rest))
		if name == "" || !startsUpper(name) {
			continue
		}
		p.set(kind, name)
	}
	return p
}

// titleName ends a place where the title goes on: "TỈNH KIÊN GIANG NĂM 2020".
// The words are compared with their marks: Nam Định does not end at its first.
func titleName(s string) string {
	if i := strings.IndexAny(s, ",;:()/\""); i >= 0 {
		s = s[:i]
	}
	words := strings.Fields(s)
	for i, w := range words {
		switch strings.ToLower(w) {
		case "năm", "đợt", "lần", "đạt", "được", "giai", "ngày", "tháng", "theo", "kèm", "về", "và", "có", "công", "tại", "ocop":
			return strings.Join(words[:i], " ")
		}
		if i+1 < len(words) && len(words[i+1]) == 4 && digits(words[i+1]) && strings.EqualFold(w, "nam") || i > 6 {
			return strings.Join(words[:i], " ")
		}
	}
	return strings.Join(words, " ")
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
