package drawing

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestSheet writes a contact sheet of every kind, one row each, when OCOP_SHEET names a PNG file;
// OCOP_SHEET_KINDS narrows it to kinds parted by commas.
func TestSheet(t *testing.T) {
	path := os.Getenv("OCOP_SHEET")
	if path == "" {
		t.Skip("skipped, because OCOP_SHEET names no file to draw into")
	}
	kinds := Kinds()
	if only := os.Getenv("OCOP_SHEET_KINDS"); only != "" {
		kinds = slices.DeleteFunc(kinds, func(k Kind) bool { return !slices.Contains(strings.Split(only, ","), string(k)) })
	}
	const w, h, gap, columns = 400, 300, 6, 4
	sheet := image.NewRGBA(image.Rect(0, 0, columns*(w+gap), len(kinds)*(h+gap)))
	for row, kind := range kinds {
		for column := range columns {
			at := image.Pt(column*(w+gap), row*(h+gap))
			draw.Draw(sheet, image.Rectangle{at, at.Add(image.Pt(w, h))}, Draw(kind, uint64(column), w, h), image.Point{}, draw.Src)
		}
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, sheet); err != nil {
		t.Fatal(err)
	}
}
