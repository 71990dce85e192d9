package inquiry

import (
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Form is what somebody typed, word for word.
type Form struct {
	Topic, Name, Phone, Email, Place     string
	Quantity, Unit, NeededBy, Message    string
	Sample, Invoice                      bool
	ConsentAnswer, ConsentFollow, Public bool
}

// Problem is what is to be mended in a field; Key is that of its sentence.
type Problem struct{ Field, Key string }

// Bounds of what can be typed.
const (
	maxName     = 80
	maxUnit     = 20
	maxMessage  = 2000
	minMessage  = 10
	maxQuantity = 100_000_000
	farAhead    = 24 // months
)

// Judge reads a form on a day. The problems come in the order of the fields;
// where there is one, the inquiry is not to be used. Kinds that ask more add
// their own details and problems.
func (f Form) Judge(kind Kind, lang locale.Lang, today catalog.Day) (Inquiry, []Problem) {
	i := Inquiry{Kind: kind, Lang: lang, ProvinceCode: f.Place, Sample: f.Sample, Invoice: f.Invoice}
	var problems []Problem
	note := func(field, key string) {
		if key != "" {
			problems = append(problems, Problem{field, "inquiry.wrong." + key})
		}
	}
	var wrong string
	if kind == Operator {
		i.Topic = f.Topic
		if !slices.Contains(Topics(), f.Topic) {
			note("topic", "topic")
		}
	}
	i.Name, wrong = readName(f.Name)
	note("name", wrong)
	i.Phone, wrong = ReadPhone(f.Phone)
	note("phone", wrong)
	i.Email, wrong = readEmail(f.Email)
	note("email", wrong)
	if strings.TrimSpace(f.Phone) == "" && strings.TrimSpace(f.Email) == "" {
		note("phone", "contact")
	}
	i.Quantity, wrong = readQuantity(f.Quantity)
	note("quantity", wrong)
	i.Unit = catalog.Clean(f.Unit)
	switch {
	case utf8.RuneCountInString(i.Unit) > maxUnit:
		note("unit", "unit_long")
	case i.Quantity > 0 && i.Unit == "":
		note("unit", "unit_missing")
	}
	i.NeededBy, wrong = ReadDay(f.NeededBy, today)
	note("needed_by", wrong)
	i.Message, wrong = readMessage(f.Message)
	note("message", wrong)
	if !f.ConsentAnswer {
		note("consent_answer", "consent")
	}
	i.Consents = f.consents(kind)
	i.Warnings = warnings(i.Message)
	return i, problems
}

// Topics are what the operator is written to about.
func Topics() []string { return []string{"question", "feedback", "complaint"} }

func (f Form) consents(kind Kind) []Purpose {
	given := []Purpose{ForAnswer}
	if f.ConsentFollow && kind != Operator {
		given = append(given, ForFollow)
	}
	if f.Public && kind == Operator {
		given = append(given, ForPublish)
	}
	return given
}

func readName(typed string) (name, wrong string) {
	name = catalog.Clean(typed)
	switch {
	case name == "":
		return "", "name_missing"
	case utf8.RuneCountInString(name) > maxName:
		return name, "name_long"
	case strings.Contains(name, "://") || strings.ContainsAny(name, "<>@") || !strings.ContainsFunc(name, unicode.IsLetter):
		return name, "name"
	}
	return name, ""
}

// ReadPhone brings a phone number into the form +84900000000; the key says what
// is wrong with it. Numbers of other countries need their code.
func ReadPhone(typed string) (phone, wrong string) {
	var digits strings.Builder
	text := norm.NFKC.String(strings.TrimSpace(typed))
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9', r == '+' && i == 0:
			digits.WriteRune(r)
		case strings.ContainsRune(" .-()/\u00a0\u2011\u2013", r):
		default:
			return "", "phone"
		}
	}
	number := digits.String()
	if foreign, ok := strings.CutPrefix(number, "00"); ok {
		number = "+" + foreign
	}
	if home, ok := strings.CutPrefix(number, "+84"); ok {
		number = "0" + strings.TrimPrefix(home, "0")
	}
	switch {
	case number == "":
		if text != "" {
			return "", "phone"
		}
		return "", ""
	case strings.HasPrefix(number, "+"):
		if len(number) < 8 || len(number) > 16 || number[1] == '0' {
			return "", "phone_foreign"
		}
		return number, ""
	case mobile().MatchString(number):
		return "+84" + number[1:], ""
	case number[0] != '0':
		return "", "phone_foreign"
	}
	return "", "phone"
}

// mobile is the shape of a number in Vietnam: ten digits, eleven for a fixed one.
func mobile() *regexp.Regexp { return regexp.MustCompile(`^0([35789][0-9]{8}|2[0-9]{9})$`) }

func readEmail(typed string) (email, wrong string) {
	email = strings.TrimSpace(norm.NFKC.String(typed))
	if email == "" {
		return "", ""
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || len(email) > 254 {
		return "", "email"
	}
	_, domain, _ := strings.Cut(email, "@")
	if !strings.Contains(strings.Trim(domain, "."), ".") || strings.ContainsFunc(email, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' }) {
		return "", "email"
	}
	return email, ""
}

// readQuantity reads 200, 1.200,5 and 1,200.5: a separator with three digits
// behind it parts thousands.
func readQuantity(typed string) (quantity float64, wrong string) {
	text := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(norm.NFKC.String(strings.TrimSpace(typed)))
	if text == "" {
		return 0, ""
	}
	if !regexp.MustCompile(`^[0-9]{1,12}([.,][0-9]{3})*([.,][0-9]{1,2})?$`).MatchString(text) {
		return 0, "quantity"
	}
	whole, fraction := text, 0.0
	if at := strings.LastIndexAny(text, ".,"); at >= 0 && len(text)-at-1 < 3 {
		whole = text[:at]
		for i, digit := range text[at+1:] {
			fraction += float64(digit-'0') / []float64{10, 100}[i]
		}
	}
	for _, digit := range whole {
		if digit != '.' && digit != ',' {
			quantity = quantity*10 + float64(digit-'0')
		}
	}
	quantity += fraction
	switch {
	case quantity <= 0:
		return 0, "quantity"
	case quantity > maxQuantity:
		return 0, "quantity_large"
	}
	return quantity, ""
}

// ReadDay reads a day to come, as browsers send it or as people write it.
func ReadDay(typed string, today catalog.Day) (day catalog.Day, wrong string) {
	text := strings.TrimSpace(norm.NFKC.String(typed))
	if text == "" {
		return catalog.Day{}, ""
	}
	day, err := catalog.ParseDay(text)
	if err != nil {
		if parts := regexp.MustCompile(`^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$`).FindStringSubmatch(text); parts != nil {
			day, err = catalog.ParseDay(parts[3] + "-" + twoDigits(parts[2]) + "-" + twoDigits(parts[1]))
		}
	}
	switch {
	case err != nil:
		return catalog.Day{}, "day"
	case day.Before(today):
		return catalog.Day{}, "day_past"
	case day.After(today.AddMonths(farAhead)):
		return catalog.Day{}, "day_far"
	}
	return day, ""
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func readMessage(typed string) (message, wrong string) {
	message = CleanText(typed)
	switch length := utf8.RuneCountInString(message); {
	case message == "":
		return "", "message_missing"
	case length < minMessage:
		return message, "message_short"
	case length > maxMessage:
		return message, "message_long"
	}
	return message, ""
}

// CleanText is Clean for text of several lines.
func CleanText(typed string) string {
	lines := strings.Split(strings.ReplaceAll(typed, "\r\n", "\n"), "\n")
	var kept []string
	for _, line := range lines {
		line = catalog.Clean(line)
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}
