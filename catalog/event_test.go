package catalog

import (
	"testing"

	"ocop/migrations/testdb"
)

func TestEventSequence(t *testing.T) {
	t.Parallel()
	events := Events{DB: testdb.New(t)}
	fair := Event{
		Slug: "hoi-cho", Kind: Fair, Level: "national", Name: "Hội chợ", ProvinceCode: "01", Country: "VN", Venue: "Sân A",
		StartsOn: NewDay(2026, 12, 20), EndsOn: NewDay(2026, 12, 23), Sales: -1, Memoranda: -1, Contracts: -1,
	}
	for _, step := range []struct {
		name   string
		change func()
		want   int
	}{
		{"new", func() {}, 0},
		{"another text", func() { fair.Story = "Nhiều gian hàng." }, 0},
		{"another hall", func() { fair.Venue = "Sân B" }, 1},
		{"another day", func() { fair.EndsOn = NewDay(2026, 12, 24) }, 2},
		{"other hours", func() { fair.Hours = "9:00 – 21:00" }, 3},
		{"another province", func() { fair.ProvinceCode = "31" }, 4},
		{"abroad", func() { fair.ProvinceCode, fair.Country = "", "TH" }, 5},
		{"as it was", func() {}, 5},
		{"called off", func() { fair.CancelledOn = NewDay(2026, 12, 1) }, 6},
	} {
		step.change()
		if _, err := events.Save(t.Context(), fair); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		got, err := events.BySlug(t.Context(), fair.Slug)
		if err != nil || got.Sequence != step.want {
			t.Errorf("%s: sequence %d, want %d (%v)", step.name, got.Sequence, step.want, err)
		}
	}
	fair.EndsOn = NewDay(2026, 12, 1)
	if _, err := events.Save(t.Context(), fair); err == nil {
		t.Error("an event that ends before it begins is saved")
	}
}

func TestEventDays(t *testing.T) {
	fair := Event{StartsOn: NewDay(2026, 12, 20), EndsOn: NewDay(2026, 12, 23), ApplyBy: NewDay(2026, 12, 1)}
	if !fair.On(fair.StartsOn) || !fair.On(fair.EndsOn) || fair.On(fair.EndsOn.AddDays(1)) {
		t.Error("the first and last day count, the next does not")
	}
	if fair.Over(fair.EndsOn) || !fair.Over(fair.EndsOn.AddDays(1)) {
		t.Error("it is over on the day after its last")
	}
	if !fair.Open(fair.ApplyBy) || fair.Open(fair.ApplyBy.AddDays(1)) {
		t.Error("makers may apply through the last day to apply")
	}
}
