package view

// Form is what was typed into a form and what is wrong with it. The zero Form
// is empty.
type Form struct {
	values   map[string]string
	Problems []FieldProblem // in the order in which they were found
}

// FieldProblem is what is wrong with one field, in the page's language.
type FieldProblem struct{ Field, Text string }

// With is the form with the value of one more field.
func (f Form) With(field, value string) Form {
	values := make(map[string]string, len(f.values)+1)
	for name, old := range f.values {
		values[name] = old
	}
	values[field] = value
	f.values = values
	return f
}

// Value is what stands in a field.
func (f Form) Value(field string) string { return f.values[field] }

// Has reports whether a field has a value, be it empty.
func (f Form) Has(field string) bool {
	_, known := f.values[field]
	return known
}

// Fail says what is wrong with a field.
func (f *Form) Fail(field, text string) {
	f.Problems = append(f.Problems, FieldProblem{field, text})
}

// Failed reports whether anything is wrong.
func (f Form) Failed() bool { return len(f.Problems) > 0 }

// Problem is what is wrong with a field; empty where it is right.
func (f Form) Problem(field string) string {
	for _, problem := range f.Problems {
		if problem.Field == field {
			return problem.Text
		}
	}
	return ""
}

// Texts lists what is wrong.
func (f Form) Texts() []string {
	var texts []string
	for _, problem := range f.Problems {
		texts = append(texts, problem.Text)
	}
	return texts
}

// first reports whether a field is the first with a problem, which takes focus.
func (f Form) first(field string) bool { return f.Failed() && f.Problems[0].Field == field }

// Field is one field of a form as textField draws it.
type Field struct {
	Name, Label  string
	Help         string // above the field; may be empty
	Type         string // text where empty
	Autocomplete string
	InputMode    string
	MaxLength    string
	Optional     bool
	None         string // of a choice: what its first line says where nothing need be chosen
}

// kind is the type of the field's input.
func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// describedBy names what explains a field: its help and its problem.
func (f Field) describedBy(form Form) string {
	by := ""
	if f.Help != "" {
		by = f.Name + "-help"
	}
	if form.Problem(f.Name) != "" {
		by += " " + f.Name + "-problem"
	}
	return by
}
