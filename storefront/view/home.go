package view

import (
	"net/url"
	"strings"

	"ocop/catalog"
)

// nationalProducts is the latest published count of the country's products of
// three stars and more, and nationalDay the day it was published.
const nationalProducts = 18243

func nationalDay() catalog.Day { return catalog.NewDay(2025, 12, 20) }

// searchExample is a word to try in the search box.
type searchExample struct {
	Text  string
	Query url.Values
}

// searchExamples are the words of home.examples, separated by commas.
func searchExamples(p Page) []searchExample {
	var list []searchExample
	for _, word := range strings.Split(p.T("home.examples"), ",") {
		word = strings.TrimSpace(word)
		list = append(list, searchExample{word, url.Values{"q": {word}}})
	}
	return list
}

// sortedBy is the list in another order.
func sortedBy(order string) url.Values { return url.Values{"sort": {order}} }
