package view

import (
	"encoding/base64"
	"strconv"
	"strings"

	"ocop/catalog"
)

// Widths that pictures take of the window, for the browser's choice of a file.
const (
	cardSizes = "(min-width: 75em) 17rem, (min-width: 40em) 30vw, 50vw"
	mainSizes = "(min-width: 76em) 42rem, (min-width: 56.25em) 55vw, 100vw"
	miniSizes = "5.5rem"
)

// sourceSet lists the files of a picture in one format, as srcset wants them.
func sourceSet(pic catalog.Picture, ext string) string {
	var b strings.Builder
	for i, width := range pic.Widths {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(Picture(pic.Hash, width, ext) + " " + strconv.Itoa(width) + "w")
	}
	return b.String()
}

// fallbackSource is the file for browsers that read no srcset: the smallest
// that is at least 640 wide, or the largest there is.
func fallbackSource(pic catalog.Picture) string {
	width := 0
	for _, w := range pic.Widths {
		width = w
		if w >= 640 {
			break
		}
	}
	return Picture(pic.Hash, width, "jpg")
}

// largestSource is the widest file of a picture.
func largestSource(pic catalog.Picture) string {
	if len(pic.Widths) == 0 {
		return ""
	}
	return Picture(pic.Hash, pic.Widths[len(pic.Widths)-1], "jpg")
}

// previewSource is the tiny picture itself, small enough to travel in the page.
func previewSource(pic catalog.Picture) string {
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(pic.Preview)
}

// Drawing is the file name of the illustration of a group, or of one of its
// criteria sets where the set has its own; 0 is no set.
func Drawing(group string, set int) string {
	switch set {
	case 1:
		return "set-fruit.svg"
	case 4:
		return "set-honey.svg"
	case 2, 5, 7, 8:
		return "set-packet.svg"
	case 9:
		return "set-sauce.svg"
	case 10:
		return "set-spice.svg"
	case 11, 12:
		return "set-tea.svg"
	case 13:
		return "set-coffee.svg"
	}
	switch group {
	case "food", "beverage", "herbal", "handicraft", "ornamental", "tourism":
		return "group-" + group + ".svg"
	}
	return "group-other.svg"
}

// shown keeps the pictures whose files have been made.
func shown(pictures []catalog.Picture) []catalog.Picture {
	var ready []catalog.Picture
	for _, pic := range pictures {
		if pic.Ready() {
			ready = append(ready, pic)
		}
	}
	return ready
}
