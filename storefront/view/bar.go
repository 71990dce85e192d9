package view

import (
	"math"
	"strconv"
)

// monthHeight is how tall a full month bar stands, in the drawing's units.
const monthHeight = 60

// barUnits is the height of a month's bar, in whole units of the drawing so that
// few bars differ; a little of even a small amount shows.
func barUnits(amount, most float64) int {
	if amount <= 0 || most <= 0 {
		return 0
	}
	return max(2, int(math.Round(amount/most*monthHeight)))
}

// barTop is where a bar of some units begins, measured from above.
func barTop(units int) string { return strconv.Itoa(2 + monthHeight - units) }

// barLength is a count's part of the longest bar, out of 100.
func barLength(count, most int) string {
	if most <= 0 {
		return "0"
	}
	return strconv.FormatFloat(float64(count)/float64(most)*100, 'f', 1, 64)
}

// mostOf is the largest of some counts, which the longest bar stands for.
func mostOf(counts ...int) int {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return most
}

func mostStatus(list []StatusCount) int {
	most := 0
	for _, s := range list {
		most = max(most, s.Count)
	}
	return most
}

func mostGroup(list []GroupCount) int {
	most := 0
	for _, g := range list {
		most = max(most, g.Count)
	}
	return most
}

func mostProvince(list []RegionCount) int {
	most := 0
	for _, r := range list {
		for _, province := range r.Provinces {
			most = max(most, province.Count)
		}
	}
	return most
}

func mostKind(list []KindCount) int {
	most := 0
	for _, k := range list {
		most = max(most, k.Count)
	}
	return most
}
