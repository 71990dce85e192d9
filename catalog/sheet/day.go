package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day is a day of the calendar, or a year of which nothing more is known.
type Day struct {
	Year  int        // 0 when nothing is known
	Month time.Month // 0 when only the year is known
	Day   int
}

// IsZero reports whether nothing is known.
func (d Day) IsZero() bool { return d.Year == 0 }

// Exact reports whether the day itself is known.
func (d Day) Exact() bool { return d.Month != 0 }

// String writes the day as 2029-08-05, or only the year.
func (d Day) String() string {
	switch {
	case d.IsZero():
		return ""
	case !d.Exact():
		return fmt.Sprintf("%04d", d.Year)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Time is the day at midnight in UTC; of a bare year it is the first of January.
func (d Day) Time() time.Time {
	if !d.Exact() {
		return time.Date(d.Year, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// Ratings begin in 2018 and end within a lifetime; the wide bounds let a wrong
// year through to the eyes of a reader, but not a phone number.
const (
	firstYear = 1990
	lastYear  = 2099
)

// parseDay reads a date as lists write it: 05/08/2029 and 5-8-2029 (day
// first), 2029-08-05, "ngày 05 tháng 8 năm 2026", "5 August 2026", the day
// number of a spreadsheet, or a year. epoch1904 is the other calendar of
// spreadsheets.
func parseDay(text string, epoch1904 bool) (Day, bool) {
	if len(text) > 60 {
		return Day{}, false
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, "0123456789.") == "" && strings.Count(text, ".") < 2 {
		return numberDay(n, epoch1904)
	}
	parts := dayParts(text)
	if len(parts) == 0 {
		return Day{}, false
	}
	return wordsDay(parts)
}

// numberDay reads a bare number: a year, or a day number of a spreadsheet.
func numberDay(n float64, epoch1904 bool) (Day, bool) {
	if n == float64(int(n)) && n >= firstYear && n <= lastYear {
		return Day{Year: int(n)}, true
	}
	if n < 20_000 || n > 80_000 {
		return Day{}, false
	}
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if epoch1904 {
		epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(n))
	return validDay(t.Year(), int(t.Month()), t.Day())
}

// dayParts are the numbers and month names of a date, without the words and
// signs around them and without a time of day.
func dayParts(text string) []string {
	if i := strings.IndexAny(text, ":"); i > 0 { // 05/08/2029 00:00:00, 2029-08-05T00:00:00Z
		i = strings.LastIndexAny(text[:i], " T")
		if i < 0 {
			return nil
		}
		text = text[:i]
	}
	return strings.Fields(fold(text))
}

// wordsDay reads the parts of a date in the order in which they stand.
func wordsDay(parts []string) (Day, bool) {
	var numbers []string
	month := 0
	for _, p := range parts {
		switch {
		case digits(p):
			numbers = append(numbers, p)
		case p == "ngay" || p == "thang" || p == "nam" || p == "mung":
		default:
			m, ok := englishMonth(p)
			if !ok || month != 0 {
				return Day{}, false
			}
			month = m
		}
	}
	n := make([]int, len(numbers))
	for i, text := range numbers {
		v, err := strconv.Atoi(text)
		if err != nil || len(text) > 4 {
			return Day{}, false
		}
		n[i] = v
	}
	switch {
	case month != 0 && len(n) == 2: // 5 August 2026, August 5, 2026
		return validDay(n[1], month, n[0])
	case month != 0 && len(n) == 1, month == 0 && len(n) == 2: // August 2026, 08/2026
		return validYear(n[len(n)-1])
	case month != 0:
		return Day{}, false
	case len(n) == 1:
		return validYear(n[0])
	case len(n) != 3:
		return Day{}, false
	case len(numbers[0]) == 4:
		return validDay(n[0], n[1], n[2])
	case len(numbers[2]) == 2:
		return validDay(2000+n[2], n[1], n[0])
	}
	return validDay(n[2], n[1], n[0])
}

func validYear(year int) (Day, bool) {
	if year < firstYear || year > lastYear {
		return Day{}, false
	}
	return Day{Year: year}, true
}

func validDay(year, month, day int) (Day, bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return Day{}, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return Day{}, false // 31 April
	}
	return Day{Year: year, Month: time.Month(month), Day: day}, true
}

// englishMonth reads "Aug" and "August".
func englishMonth(word string) (int, bool) {
	if len(word) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) {
			return int(m), true
		}
	}
	return 0, false
}

// parseYear reads the year of a rating: "2020", "Năm 2020", or the year of a
// whole date.
func parseYear(text string, epoch1904 bool) (int, bool) {
	d, ok := parseDay(text, epoch1904)
	return d.Year, ok
}

// findDay looks for a date anywhere in a sentence.
func findDay(text string) (Day, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '(' || r == ')' })
	for i, w := range words {
		w = strings.TrimRight(w, ".:")
		if strings.ContainsAny(w, "/-.") {
			if d, ok := parseDay(w, false); ok && d.Exact() {
				return d, true
			}
		}
		// ngày 05 tháng 8 năm 2026
		if i+4 < len(words) && fold(words[i+1]) == "thang" && fold(words[i+3]) == "nam" {
			if d, ok := parseDay(strings.Trim(strings.Join(words[i:i+5], " "), ".:"), false); ok && d.Exact() {
				return d, true
			}
		}
	}
	return Day{}, false
}
