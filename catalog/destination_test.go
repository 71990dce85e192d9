package catalog

import "testing"

func TestDestinationSuits(t *testing.T) {
	village := Destination{
		SmallestGroup: 4, GuestsNight: 20, GuestsDay: 60, BestMonths: []int{2, 3}, Languages: []string{"vi", "en"},
		Activities: []Activity{
			{Kind: "craft", Months: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
			{Kind: "farm", Months: []int{9, 10}},
		},
	}
	for name, c := range map[string]struct {
		wish Wish
		want bool
	}{
		"nothing asked":                       {Wish{}, true},
		"a group that fits":                   {Wish{Group: 60}, true},
		"a group too large":                   {Wish{Group: 61}, false},
		"a group too small":                   {Wish{Group: 3}, false},
		"a best month":                        {Wish{Month: 3}, true},
		"a month with something of its own":   {Wish{Month: 9}, true},
		"a month with what is there all year": {Wish{Month: 7}, false},
		"a language spoken":                   {Wish{Language: "en"}, true},
		"a language not spoken":               {Wish{Language: "fr"}, false},
		"an activity in its month":            {Wish{Activity: "farm", Month: 10}, true},
		"an activity out of its month":        {Wish{Activity: "farm", Month: 2}, false},
		"an activity there is not":            {Wish{Activity: "boat"}, false},
	} {
		if got := village.Suits(c.wish); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
