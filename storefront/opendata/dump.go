package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/klauspost/compress/gzip"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

// maxBytes is the most that one packed file may weigh: a hundred times the
// whole country.
const maxBytes = 256 << 20

// errTooLarge says that a file would outgrow maxBytes.
var errTooLarge = errors.New("opendata: the dump is too large")

// Description is what a dump says of itself beside its lines.
type Description struct {
	Day     catalog.Day
	Title   string
	BaseURL string // of the site it comes from
	Sample  bool   // of a demonstration
	Made    time.Time
	Explain func(column string) string // what a column holds, in English
}

// Dump is every file of one day.
type Dump struct {
	Package Package
	Files   []File
}

// File is one finished file.
type File struct {
	Name string
	Data []byte
}

// Make writes the dump of a day in one pass over the products. It holds the
// packed files and one product at a time in memory.
func Make(d Description, products iter.Seq[Product]) (Dump, error) {
	table, lines := newPacked(csvName(d.Day.String()), d), newPacked(jsonName(d.Day.String()), d)
	rows, err := writeBoth(table, lines, products)
	if err != nil {
		return Dump{}, fmt.Errorf("writing the dump of %s: %w", d.Day, err)
	}
	dump := Dump{Package: packageOf(d, rows, table, lines)}
	described, err := json.MarshalIndent(dump.Package, "", "  ")
	if err != nil {
		return Dump{}, fmt.Errorf("describing the dump of %s: %w", d.Day, err)
	}
	sums := fmt.Sprintf("%s  %s\n%s  %s\n", table.sum(), table.name, lines.sum(), lines.name)
	dump.Files = []File{
		{table.name, table.data.Bytes()}, {lines.name, lines.data.Bytes()}, {sumsName(d.Day.String()), []byte(sums)},
		{packageName(d.Day.String()), append(described, '\n')}, // last: where it is, all are
	}
	return dump, nil
}

// writeBoth writes every product to both files and returns how many there were.
func writeBoth(table, lines *packed, products iter.Seq[Product]) (rows int, err error) {
	header := make([]string, 0, len(Columns()))
	for _, column := range Columns() {
		header = append(header, column.Name)
	}
	csv, err := sheet.NewCSVWriter(table.gzip, header)
	if err != nil {
		return 0, err
	}
	objects := json.NewEncoder(lines.gzip)
	objects.SetEscapeHTML(false)
	for p := range products {
		if err := errors.Join(csv.Write(p.cells()), objects.Encode(p)); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, errors.Join(csv.Close(), table.gzip.Close(), lines.gzip.Close())
}

// packed is a file that is being written.
type packed struct {
	name string
	data bytes.Buffer
	gzip *gzip.Writer
}

func newPacked(name string, d Description) *packed {
	p := &packed{name: name}
	p.gzip = gzip.NewWriter(limited{&p.data})
	p.gzip.Name, p.gzip.Comment = name[:len(name)-len(".gz")], headline(d)
	return p
}

// headline is what the head of each file says; gzip allows it Latin letters.
func headline(d Description) string {
	text := d.BaseURL + ", " + d.Day.String() + ", " + licenceID
	if d.Sample {
		text += ", SAMPLE DATA of a demonstration, not for use"
	}
	return text
}

// limited refuses to grow a buffer past maxBytes.
type limited struct{ buffer *bytes.Buffer }

func (l limited) Write(data []byte) (int, error) {
	if l.buffer.Len()+len(data) > maxBytes {
		return 0, errTooLarge
	}
	return l.buffer.Write(data)
}

func (p *packed) sum() string {
	sum := sha256.Sum256(p.data.Bytes())
	return hex.EncodeToString(sum[:])
}
