package view

import (
	"strconv"

	"ocop/catalog"
)

// OpenDataView is the page of what anyone may take.
type OpenDataView struct {
	Day     catalog.Day // of the newest dump; zero while there is none
	Rows    int
	Files   []DumpFile
	Columns []DumpColumn
	Licence string // address of its text
}

// DumpFile is a file of the newest dump.
type DumpFile struct {
	Name   string // by its day
	Format string // in words
	Bytes  int
	Sum    string // SHA-256, 64 hexadecimal digits
}

// DumpColumn is a column of the dump and what it holds.
type DumpColumn struct{ Name, Type, Text string }

// weight is a size as people read it: 820 kB, 1,4 MB.
func weight(p Page, bytes int) string {
	if bytes < 1_000_000 {
		return p.Number(max(1, bytes/1000)) + "\u00a0kB"
	}
	return p.Amount(float64(bytes/100_000)/10) + "\u00a0MB"
}

// fetchLines are commands that fetch the newest dump and check it.
func fetchLines(p Page, day catalog.Day) string {
	return "curl -O " + p.BaseURL + p.Dump("ocop-"+day.String()+".csv.gz") + "\n" +
		"curl -O " + p.BaseURL + p.Dump("ocop-"+day.String()+".sha256") + "\n" +
		"sha256sum -c --ignore-missing ocop-" + day.String() + ".sha256"
}

// harvestLines are commands that read the catalogue through the API.
func harvestLines(p Page, step int) string {
	return "curl '" + p.BaseURL + "/api/v1/products?cursor=&per_page=" + strconv.Itoa(step) + "'"
}
