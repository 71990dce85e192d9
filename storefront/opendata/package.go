package opendata

import (
	"strings"
	"time"

	"ocop/catalog"
)

// The licence of the dump.
const (
	licenceID    = "CC-BY-4.0"
	licenceTitle = "Creative Commons Attribution 4.0 International"
	licencePath  = "https://creativecommons.org/licenses/by/4.0/"
)

// LicencePath is the address of the licence's text.
func LicencePath() string { return licencePath }

// Package describes a dump to programs, as a Data Package of Frictionless Data.
type Package struct {
	Name      string      `json:"name"`
	Title     string      `json:"title"`
	Homepage  string      `json:"homepage"`
	Day       catalog.Day `json:"version"`
	Created   time.Time   `json:"created"`
	Sample    bool        `json:"sample"` // made up for a demonstration
	Rows      int         `json:"rows"`
	Licenses  []Licence   `json:"licenses"`
	Resources []Resource  `json:"resources"`
}

// Licence is a licence of the package.
type Licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

// Resource is one file of the package.
type Resource struct {
	Name        string `json:"name"`
	Path        string `json:"path"`
	Format      string `json:"format"`
	Compression string `json:"compression"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Bytes       int    `json:"bytes"`
	Hash        string `json:"hash"` // "sha256:" and 64 hexadecimal digits
	Schema      Schema `json:"schema"`
}

// Schema names the columns of a resource.
type Schema struct {
	Fields []Field `json:"fields"`
}

// Field is a column and what it holds.
type Field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

func packageOf(d Description, rows int, table, lines *packed) Package {
	fields := make([]Field, 0, len(Columns())+1)
	for _, c := range Columns() {
		fields = append(fields, Field{c.Name, c.Type, d.Explain(c.Name)})
	}
	more := append(fields[:len(fields):len(fields)], Field{"recognitions", "array", d.Explain("recognitions")})
	return Package{
		Name: "ocop", Title: d.Title, Homepage: d.BaseURL, Day: d.Day, Created: d.Made.UTC().Truncate(time.Second), Sample: d.Sample, Rows: rows,
		Licenses: []Licence{{licenceID, licenceTitle, licencePath}},
		Resources: []Resource{
			{
				Name: "ocop-csv", Path: table.name, Format: "csv", Compression: "gz", MediaType: "text/csv", Encoding: "utf-8",
				Bytes: table.data.Len(), Hash: "sha256:" + table.sum(), Schema: Schema{fields},
			},
			{
				Name: "ocop-jsonl", Path: lines.name, Format: "jsonl", Compression: "gz", MediaType: "application/jsonl", Encoding: "utf-8",
				Bytes: lines.data.Len(), Hash: "sha256:" + lines.sum(), Schema: Schema{more},
			},
		},
	}
}

// The names of a day's files; the day is as 2006-01-02, or "latest".
func csvName(day string) string     { return "ocop-" + day + ".csv.gz" }
func jsonName(day string) string    { return "ocop-" + day + ".jsonl.gz" }
func sumsName(day string) string    { return "ocop-" + day + ".sha256" }
func packageName(day string) string { return "ocop-" + day + ".json" }

// splitName takes a file's name apart; ok is false for what is none of ours.
func splitName(name string) (day, kind string, ok bool) {
	rest, ours := strings.CutPrefix(name, "ocop-")
	for _, kind := range []string{".csv.gz", ".jsonl.gz", ".sha256", ".json"} {
		day, found := strings.CutSuffix(rest, kind)
		if !ours || !found {
			continue
		}
		_, err := catalog.ParseDay(day)
		return day, kind, err == nil || day == "latest"
	}
	return "", "", false
}

// MediaType is the type of a file by its name.
func MediaType(name string) string {
	switch _, kind, _ := splitName(name); kind {
	case ".json":
		return "application/json"
	case ".sha256":
		return "text/plain; charset=utf-8"
	}
	return "application/gzip"
}
