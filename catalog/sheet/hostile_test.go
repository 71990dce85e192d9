package sheet

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"
)

// most is the largest heap that reading a hostile file may come to.
const mostHeap = 200 << 20

// heapWhile is the largest heap seen while something runs, above what was there.
func heapWhile(do func()) uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	for {
		select {
		case <-done:
			return most
		case <-time.After(5 * time.Millisecond):
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc-min(before, m.HeapAlloc))
		}
	}
}

// TestHostileWorkbooksInBoundedMemory: entities that grow, a million empty rows,
// and a sheet of a gigabyte of blanks are refused, or read as nothing, without
// taking the memory they ask for.
func TestHostileWorkbooksInBoundedMemory(t *testing.T) {
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">`
	for c := 'b'; c <= 'k'; c++ {
		entities += `<!ENTITY ` + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	for name, sheet := range map[string]string{
		"entities":             `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&k;</t></is></c></row></sheetData>` + entities + `]>`,
		"an outside entity":    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData>`,
		"a million empty rows": "<sheetData>" + strings.Repeat("<row/>", 1_000_000) + "</sheetData>",
		"a far last row":       `<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`,
		"a text without end":   `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat(" ", 190<<20),
	} {
		file := bareWorkbook(t, []byte(sheet)).Bytes()
		var err error
		most := heapWhile(func() { _, err = Read("x.xlsx", bytes.NewReader(file), Options{}) })
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(refusal.Text, "root:") {
			t.Errorf("%s reads files of this machine", name)
		}
		if most > mostHeap {
			t.Errorf("%s: %d MB", name, most>>20)
		}
	}
}
