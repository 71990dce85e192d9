package catalog

import (
	"strconv"
	"strings"
)

// Paper is a certificate as an edit holds it: one line of the field "papers".
type Paper struct {
	Kind, Number, Issuer string
	ExpiresOn            Day
	File                 string // hash of its scan; empty where there is none
	Public               bool   // anybody may open the scan
}

// Shot is a picture as an edit holds it: one line of the field "pictures".
type Shot struct{ Hash, Alt, AltEN string }

// The longest texts of papers and pictures.
const (
	maxPaperText = 200
	maxAlt       = 250
)

// ReadPapers reads the value of the field "papers"; what it cannot read is left
// out.
func ReadPapers(value string) []Paper {
	var papers []Paper
	for line := range strings.SplitSeq(value, "\n") {
		if p, ok := readPaper(line); ok {
			papers = append(papers, p)
		}
	}
	return papers
}

// WritePapers is the value of the field "papers".
func WritePapers(papers []Paper) string {
	lines := make([]string, len(papers))
	for i, p := range papers {
		lines[i] = strings.Join([]string{p.Kind, Clean(p.Number), Clean(p.Issuer), p.ExpiresOn.String(), p.File, strconv.FormatBool(p.Public)}, "\t")
	}
	return strings.Join(lines, "\n")
}

func readPaper(line string) (Paper, bool) {
	cells := strings.Split(line, "\t")
	if len(cells) != 6 {
		return Paper{}, false
	}
	p := Paper{Kind: cells[0], Number: Clean(cells[1]), Issuer: Clean(cells[2]), File: cells[4], Public: cells[5] == "true"}
	err := p.ExpiresOn.UnmarshalText([]byte(cells[3]))
	known := false
	for _, kind := range CertificateKinds() {
		known = known || kind == p.Kind
	}
	return p, err == nil && known && len(p.Number) <= maxPaperText && len(p.Issuer) <= 2*maxPaperText && (p.File == "" || hashLike(p.File))
}

// readPapers reads every line or none; no two papers may have kind and number
// in common.
func readPapers(value string, most int) (string, Problem) {
	if value == "" {
		return "", ""
	}
	papers := ReadPapers(value)
	if len(papers) != strings.Count(value, "\n")+1 || len(papers) > most {
		return "", NotPaper
	}
	seen := make(map[string]bool)
	for _, p := range papers {
		if key := p.Kind + "\t" + p.Number; seen[key] {
			return "", NotPaper
		} else {
			seen[key] = true
		}
	}
	return WritePapers(papers), ""
}

// ReadShots reads the value of the field "pictures"; what it cannot read is left
// out.
func ReadShots(value string) []Shot {
	var shots []Shot
	for line := range strings.SplitSeq(value, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) == 3 && hashLike(cells[0]) {
			shots = append(shots, Shot{cells[0], Clean(cells[1]), Clean(cells[2])})
		}
	}
	return shots
}

// WriteShots is the value of the field "pictures".
func WriteShots(shots []Shot) string {
	lines := make([]string, len(shots))
	for i, s := range shots {
		lines[i] = s.Hash + "\t" + Clean(s.Alt) + "\t" + Clean(s.AltEN)
	}
	return strings.Join(lines, "\n")
}

func readShots(value string, most int) (string, Problem) {
	if value == "" {
		return "", ""
	}
	shots := ReadShots(value)
	if len(shots) != strings.Count(value, "\n")+1 || len(shots) > most {
		return "", NotShot
	}
	seen := make(map[string]bool)
	for _, s := range shots {
		if seen[s.Hash] || len(s.Alt) > 3*maxAlt || len(s.AltEN) > 3*maxAlt {
			return "", NotShot
		}
		seen[s.Hash] = true
	}
	return WriteShots(shots), ""
}

// hashLike reports whether a text could be the hash of a stored file.
func hashLike(text string) bool {
	if len(text) < 16 || len(text) > 64 {
		return false
	}
	return strings.Trim(text, "0123456789abcdef") == ""
}
