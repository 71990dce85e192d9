package catalog

import (
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Values holds fields by name as text; what is not there is not meant.
type Values map[string]string

// Problem is why a value is not taken, as a code for the page's language.
type Problem string

// The problems of values.
const (
	UnknownField Problem = "unknown"
	TooLong      Problem = "too_long"
	NotNumber    Problem = "number"
	OutOfRange   Problem = "range"
	NotLink      Problem = "link"
	NotMail      Problem = "mail"
	NotPhone     Problem = "phone"
	NotGTIN      Problem = "gtin"
	NotChoice    Problem = "choice"
	NeedsName    Problem = "name"
	NameTaken    Problem = "name_taken"
	NotPaper     Problem = "paper"
	NotShot      Problem = "picture"
	NotLine      Problem = "line"
	Missing      Problem = "missing"
	TooMany      Problem = "too_many"
)

// Problems is field → what is wrong with it.
type Problems map[string]Problem

func (Problems) Error() string { return "catalog: some fields cannot be taken" }

// Read brings what somebody typed into the form the field is kept in.
func (f Field) Read(text string) (string, Problem) {
	if !utf8.ValidString(text) || len(text) > 64<<10 {
		return "", TooLong
	}
	switch f.Type {
	case LineField:
		return f.readLine(Clean(text))
	case ProseField:
		return f.within(cleanProse(text))
	case WholeField, SetField:
		return f.readWhole(text)
	case DecimalField:
		return f.readDecimal(text)
	case AnswerField:
		if text == "" || text == "true" || text == "false" {
			return text, ""
		}
		return "", NotChoice
	case LinkField:
		return f.readLink(Clean(text))
	case GTINField:
		digits := strings.NewReplacer(" ", "", "-", "").Replace(Clean(text))
		if digits == "" || validGTIN(digits) {
			return digits, ""
		}
		return "", NotGTIN
	case PapersField:
		return readPapers(text, f.Most)
	case ShotsField:
		return readShots(text, f.Most)
	case ChoiceField:
		if text == "" || slices.Contains(f.Choices(), text) {
			return text, ""
		}
		return "", NotChoice
	case ChoicesField:
		return f.readChoices(text)
	case LinesField:
		return f.readLines(text)
	}
	return "", UnknownField
}

func (f Field) within(text string) (string, Problem) {
	if utf8.RuneCountInString(text) > f.Most {
		return "", TooLong
	}
	return text, ""
}

func (f Field) readLine(text string) (string, Problem) {
	switch f.Name {
	case "phone", "contact_phone":
		if text != "" && !phoneLike(text) {
			return "", NotPhone
		}
	case "email":
		if at, err := mail.ParseAddress(text); text != "" && (err != nil || at.Address != text) {
			return "", NotMail
		}
	}
	return f.within(text)
}

// phoneLike reports whether a text could be a phone number, an extension
// included.
func phoneLike(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" +-.()", r):
			return false
		}
	}
	return digits >= 8 && digits <= 15
}

// cleanProse is Clean for each line; empty lines divide paragraphs, one is enough.
func cleanProse(text string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line = Clean(line)
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (f Field) readWhole(text string) (string, Problem) {
	digits := strings.NewReplacer(".", "", ",", "", " ", "", "₫", "", "đ", "").Replace(Clean(text))
	if digits == "" {
		return "", ""
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil:
		return "", NotNumber
	case f.Type == SetField && (n < 1 || n > 26):
		return "", NotChoice
	case n < 0 || f.Most > 0 && n > int64(f.Most) || n == 0 && f.Name == "price":
		return "", OutOfRange
	}
	return strconv.FormatInt(n, 10), ""
}

// readDecimal reads 1.500, 1500, 2,5 and 2.5: a point before exactly three
// digits divides thousands, as Vietnamese is written, unless a zero leads.
func (f Field) readDecimal(text string) (string, Problem) {
	text = strings.ReplaceAll(Clean(text), " ", "")
	if text == "" {
		return "", ""
	}
	whole, fraction, comma := strings.Cut(text, ",")
	if before, after, point := strings.Cut(whole, "."); point && !comma && !strings.Contains(after, ".") && (len(after) != 3 || before == "0") {
		whole, fraction = before, after
	}
	whole = strings.ReplaceAll(whole, ".", "")
	if fraction != "" {
		whole += "." + fraction
	}
	n, err := strconv.ParseFloat(whole, 64)
	if err != nil || strings.ContainsAny(whole, "eExXpPiInN_+") {
		return "", NotNumber
	}
	if n < 0 || n > float64(f.Most) || n == 0 && f.Name == "minimum_order" || len(fraction) > 2 {
		return "", OutOfRange
	}
	return strconv.FormatFloat(n, 'f', -1, 64), ""
}

func (f Field) readLink(text string) (string, Problem) {
	if text == "" {
		return "", ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Host, ".") || u.User != nil || strings.ContainsAny(text, " <>\"") {
		return "", NotLink
	}
	return f.within(text)
}

// validGTIN checks the digits of GTIN-8, -12, -13 and -14.
func validGTIN(digits string) bool {
	if n := len(digits); n != 8 && (n < 12 || n > 14) {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}
