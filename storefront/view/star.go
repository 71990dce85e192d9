package view

import (
	"strconv"

	"ocop/catalog"
)

// badgeSize is how large a star badge stands.
type badgeSize string

// The three sizes: in a line of text, on a picture, on a certificate.
const (
	small  badgeSize = "small"
	medium badgeSize = "medium"
	large  badgeSize = "large"
)

// badgeLook is the shape of a badge: filled, hollow or struck.
func badgeLook(s catalog.Star) string {
	switch {
	case s.Live():
		return "live"
	case s.Status == catalog.Revoked:
		return "revoked"
	}
	return "lapsed"
}

// sealSymbol names the drawing of the seal in the page's symbols.
func sealSymbol(s catalog.Star) string {
	if look := badgeLook(s); look != "live" {
		return "#seal-" + look
	}
	return "#seal-" + strconv.Itoa(s.Stars)
}

// starSymbol names the drawing of the small star.
func starSymbol(s catalog.Star) string { return "#star-" + badgeLook(s) }

// starCount is "4 sao".
func starCount(p Page, stars int) string { return p.N("stars", stars) }

// starState is the state of a star in words, as it stands under a badge.
func starState(p Page, s catalog.Star) string { return p.StarWords("star.", s) }

// starBrief is the state in the few words a card has room for.
func starBrief(p Page, s catalog.Star) string { return p.StarWords("star.brief.", s) }

// starOf is the star that one line alone would give, for the history.
func starOf(day catalog.Day, h HistoryLine) catalog.Star {
	return catalog.Star{Day: day, Stars: h.Line.Stars, Status: h.Status, Until: h.Line.Until(day), Line: &h.Line}
}
