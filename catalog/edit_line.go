package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// The fields that hold several lines, each of the same cells.
const (
	activitiesField = "activities"
	hostsField      = "hosts"
)

// Choices lists what a field that chooses may hold, in the order pages show it.
func (f Field) Choices() []string {
	switch f.Name {
	case "kinds":
		return StayKinds()
	case "languages":
		return StayLanguages()
	case "facilities":
		return Facilities()
	case "best_months", "months":
		months := make([]string, 12)
		for i := range months {
			months[i] = strconv.Itoa(i + 1)
		}
		return months
	case "kind":
		return ActivityKinds()
	}
	return nil
}

// Cells are the fields of one line of a field of lines.
func (f Field) Cells() []Field {
	switch f.Name {
	case activitiesField:
		return []Field{
			{Name: "name", Type: LineField, Most: 120, Needed: true},
			{Name: "name_en", Type: LineField, Most: 120},
			{Name: "kind", Type: ChoiceField, Needed: true},
			{Name: "minutes", Type: WholeField, Most: 7 * 24 * 60},
			{Name: "months", Type: ChoicesField},
			{Name: "price", Type: WholeField, Most: 1_000_000_000},
			{Name: "smallest_group", Type: WholeField, Most: 1000},
		}
	case hostsField:
		// Telephones of houses are not asked for: requests reach the maker.
		return []Field{
			{Name: LineID, Type: WholeField},
			{Name: "name", Type: LineField, Most: 120, Needed: true},
			{Name: "guests", Type: WholeField, Most: 1000, Needed: true},
			{Name: "rooms", Type: WholeField, Most: 200},
			{Name: "languages", Type: ChoicesField},
		}
	}
	return nil
}

// LineID is the cell by which a line keeps its row, and a house so its turns. It
// is empty for a new line and never typed.
const LineID = "id"

// ReadLines takes a field of lines apart; what it cannot read is left out.
func (f Field) ReadLines(value string) []Values {
	var lines []Values
	for line := range strings.SplitSeq(value, "\n") {
		if cells, problems := f.readCells(line); len(problems) == 0 {
			lines = append(lines, cells)
		}
	}
	return lines
}

// WriteLines is the value of a field of lines.
func (f Field) WriteLines(lines []Values) string {
	texts := make([]string, len(lines))
	for i, line := range lines {
		cells := f.Cells()
		parts := make([]string, len(cells))
		for n, cell := range cells {
			parts[n] = line[cell.Name]
		}
		texts[i] = strings.Join(parts, "\t")
	}
	return strings.Join(texts, "\n")
}

// ReadLine reads the cells of one line as somebody typed them.
func (f Field) ReadLine(typed Values) (Values, Problems) {
	read, problems := make(Values), make(Problems)
	for _, cell := range f.Cells() {
		value, problem := cell.Read(typed[cell.Name])
		switch {
		case problem != "":
		case cell.Needed && value == "":
			problem = Missing
		case cell.Needed && value == "0":
			problem = OutOfRange
		}
		if problem != "" {
			problems[cell.Name] = problem
			continue
		}
		read[cell.Name] = value
	}
	return read, problems
}

func (f Field) readCells(line string) (Values, Problems) {
	parts, cells := strings.Split(line, "\t"), f.Cells()
	if len(parts) != len(cells) {
		return nil, Problems{f.Name: NotLine}
	}
	typed := make(Values, len(cells))
	for i, cell := range cells {
		typed[cell.Name] = parts[i]
	}
	return f.ReadLine(typed)
}

// readLines reads every line or none; no row may be named twice.
func (f Field) readLines(value string) (string, Problem) {
	if value == "" {
		return "", ""
	}
	lines := f.ReadLines(value)
	if len(lines) != strings.Count(value, "\n")+1 {
		return "", NotLine
	}
	if len(lines) > f.Most {
		return "", TooMany
	}
	seen := make(map[string]bool)
	for _, line := range lines {
		if id := line[LineID]; id != "" && seen[id] {
			return "", NotLine
		}
		seen[line[LineID]] = true
	}
	return f.WriteLines(lines), ""
}

// readChoices brings chosen values into the order of the list.
func (f Field) readChoices(text string) (string, Problem) {
	if text == "" {
		return "", ""
	}
	given, known := strings.Split(text, ","), f.Choices()
	var chosen []string
	for _, value := range known {
		if slices.Contains(given, value) {
			chosen = append(chosen, value)
		}
	}
	for _, value := range given {
		if !slices.Contains(known, value) {
			return "", NotChoice
		}
	}
	return strings.Join(chosen, ","), ""
}

// Chosen are the values of a field that chooses several.
func Chosen(value string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, ",")
}
