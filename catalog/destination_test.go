package catalog

import (
	"slices"
	"testing"
)

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
		"a group that fits its beds":          {Wish{Group: 20, Night: true}, true},
		"a group for a day, not for a night":  {Wish{Group: 21, Night: true}, false},
		"a night":                             {Wish{Night: true}, true},
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

func TestDestinationRoom(t *testing.T) {
	for name, c := range map[string]struct {
		place      Destination
		night, day int
	}{
		"both said":              {Destination{GuestsNight: 20, GuestsDay: 60}, 20, 60},
		"nights alone":           {Destination{GuestsNight: 20}, 20, 20},
		"beds alone":             {Destination{Kinds: []string{"homestay"}, Beds: 8, GuestsDay: 60}, 8, 60},
		"a day visit with a bed": {Destination{Kinds: []string{"day_visit"}, Beds: 1, GuestsDay: 60}, 0, 60},
		"nothing said":           {Destination{}, 0, 0},
	} {
		if night, day := c.place.Room(true), c.place.Room(false); night != c.night || day != c.day {
			t.Errorf("%s: %d for a night, %d for a day, want %d and %d", name, night, day, c.night, c.day)
		}
	}
	garden := Destination{Kinds: []string{"day_visit"}, GuestsDay: 300}
	if garden.Suits(Wish{Night: true}) || !garden.Suits(Wish{Group: 300}) {
		t.Error("a garden for a day is offered for the night, or not for the day")
	}
}

func TestDestinationDisagree(t *testing.T) {
	houses := "\tNhà bà Năm\t8\t2\tvi\n\tNhà chú Ba\t12\t3\t"
	for name, c := range map[string]struct {
		values Values
		want   []Sum
	}{
		"no houses":                {Values{"houses": "3", "guests_night": "40"}, nil},
		"nothing said":             {Values{"hosts": houses}, nil},
		"what agrees":              {Values{"hosts": houses, "houses": "2", "rooms": "5", "guests_night": "20"}, nil},
		"another figure of each":   {Values{"hosts": houses, "houses": "4", "rooms": "6", "guests_night": "30"}, []Sum{{"houses", 4, 2}, {"rooms", 6, 5}, {"guests_night", 30, 20}}},
		"a house without a figure": {Values{"hosts": houses + "\n\tNhà cô Sáu\t4\t\t", "houses": "3", "rooms": "9", "guests_night": "24"}, nil},
	} {
		if got := c.values.Disagree(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
