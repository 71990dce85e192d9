package trade

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

func today() catalog.Day { return catalog.NewDay(2026, 11, 22) }

// atlas is three provinces of two regions.
func atlas() *catalog.Atlas {
	return &catalog.Atlas{Provinces: []catalog.Province{
		{Code: "25", Slug: "phu-tho", RegionCode: "TDMNPB", Lat: 21.3, Lon: 105.3},
		{Code: "19", Slug: "thai-nguyen", RegionCode: "TDMNPB", Lat: 21.6, Lon: 105.8},
		{Code: "92", Slug: "can-tho", RegionCode: "DBSCL", Lat: 10.0, Lon: 105.8},
	}}
}

// honey asks for 500 kg of honey in November, from the North, with HACCP.
func honey() Request {
	return Request{
		What: "mật ong", Quantity: 500, Unit: "kg", Months: []int{11}, ProvinceCode: "25", Origin: North, Certificates: []string{"haccp"},
	}
}

// capacity is the same amount in every month.
func capacity(amount float64) []float64 { return slices.Repeat([]float64{amount}, 12) }

// maker is a candidate that fits the request for honey; change may spoil it.
func maker(id int64, change func(*Candidate)) Candidate {
	c := Candidate{
		Listing: &catalog.Listing{
			ID: id, ProducerID: id, ProvinceCode: "25", Lat: 21.3, Lon: 105.3, SetNumber: 4, ConfirmedOn: today().AddDays(-10),
			Trade:        &catalog.Trade{ProductID: id, Capacity: capacity(600), CapacityUnit: "kg", MinimumOrder: 20, MinimumOrderUnit: "kg"},
			Certificates: []catalog.Certificate{{ProductID: id, Kind: "haccp", ExpiresOn: today().AddDays(100)}},
		},
		Star: catalog.Star{Day: today(), Stars: 4, Status: catalog.Valid, Until: today().AddDays(400)}, Place: int(id),
	}
	if change != nil {
		change(&c)
	}
	return c
}

func TestMatch(t *testing.T) {
	type verdicts map[Kind]Verdict
	for name, test := range map[string]struct {
		ask    func(*Request)
		change func(*Candidate)
		want   verdicts // nil where it does not fit
	}{
		"fits":               {nil, nil, verdicts{Supply: Yes, MinimumOrder: Yes, Papers: Yes, Distance: Yes, Stars: Yes, Fresh: Yes, Response: Unknown}},
		"star has lapsed":    {nil, func(c *Candidate) { c.Star.Status = catalog.Expired }, nil},
		"no producer":        {nil, func(c *Candidate) { c.Listing.ProducerID = 0 }, nil},
		"from the South":     {nil, func(c *Candidate) { c.Listing.ProvinceCode = "92" }, nil},
		"other province":     {func(r *Request) { r.Origin = SameProvince }, func(c *Candidate) { c.Listing.ProvinceCode = "19" }, nil},
		"paper has run out":  {nil, func(c *Candidate) { c.Listing.Certificates[0].ExpiresOn = today().AddDays(-1) }, nil},
		"no paper":           {nil, func(c *Candidate) { c.Listing.Certificates = nil }, nil},
		"no paper is needed": {func(r *Request) { r.Certificates = nil }, func(c *Candidate) { c.Listing.Certificates = nil }, verdicts{Papers: Yes}},
		"minimum too large":  {nil, func(c *Candidate) { c.Listing.Trade.MinimumOrder = 501 }, nil},
		"minimum in tonnes":  {nil, func(c *Candidate) { c.Listing.Trade.MinimumOrder, c.Listing.Trade.MinimumOrderUnit = 0.6, "tấn" }, nil},
		"part of it":         {nil, func(c *Candidate) { c.Listing.Trade.Capacity = capacity(200) }, verdicts{Supply: Partly}},
		"another season":     {nil, func(c *Candidate) { c.Listing.Trade.Capacity = capacity(0) }, nil},
		"says nothing":       {nil, func(c *Candidate) { c.Listing.Trade = nil }, verdicts{Supply: Unknown, MinimumOrder: Unknown}},
		"in bottles":         {nil, func(c *Candidate) { c.Listing.Trade.CapacityUnit = "chai" }, verdicts{Supply: Unknown, MinimumOrder: Yes}},
		"asked in quintals":  {func(r *Request) { r.Quantity, r.Unit = 6, "ta" }, nil, verdicts{Supply: Yes}},
		"asked in cartons, said to hold 20 kg": {
			func(r *Request) { r.Quantity, r.Unit, r.EachQuantity, r.EachUnit = 31, "thung", 20, "kg" }, nil, verdicts{Supply: Partly},
		},
		"asked in cartons that say nothing": {func(r *Request) { r.Quantity, r.Unit = 31, "thung" }, nil, verdicts{Supply: Unknown}},
		"confirmed long ago":                {nil, func(c *Candidate) { c.Listing.ConfirmedOn = today().AddDays(-366) }, verdicts{Fresh: Unknown}},
		"answers":                           {nil, func(c *Candidate) { c.Asked, c.Answered = 4, 3 }, verdicts{Response: Yes}},
		"hardly answers":                    {nil, func(c *Candidate) { c.Asked, c.Answered = 4, 1 }, verdicts{Response: Partly}},
	} {
		t.Run(name, func(t *testing.T) {
			r := honey()
			if test.ask != nil {
				test.ask(&r)
			}
			matches := Matcher{Request: r, Atlas: atlas(), Day: today()}.Match([]Candidate{maker(1, test.change)})
			if (len(matches) == 1) != (test.want != nil) {
				t.Fatalf("%d matches", len(matches))
			}
			for kind, want := range test.want {
				if got := matches[0].Reason(kind); got.Verdict != want {
					t.Errorf("%s: %+v, want %s", kind, got, want)
				}
			}
		})
	}
}

// One maker is asked once, with the product that fits best, and whoever can do
// more stands before who can do less.
func TestMatchOrder(t *testing.T) {
	matches := Matcher{Request: honey(), Atlas: atlas(), Day: today()}.Match([]Candidate{
		maker(1, func(c *Candidate) { c.Listing.Trade.Capacity = capacity(50) }),
		maker(2, func(c *Candidate) { c.Listing.Trade.Capacity = capacity(300) }),
		maker(3, nil),
		maker(4, func(c *Candidate) { c.Listing.ProducerID = 3; c.Listing.Trade.Capacity = capacity(100) }),
		maker(5, func(c *Candidate) { c.Listing.Trade = nil }),
	})
	var got []int64
	for _, m := range matches {
		got = append(got, m.Listing.ID)
	}
	if diff := gocmp.Diff([]int64{3, 2, 1, 5}, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

// worked is how long this process has been at work, whoever else uses the machine.
func worked(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkMatch weighs 20,000 products, as if the words had found every one.
func BenchmarkMatch(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	found := make([]Candidate, 20_000)
	for i := range found {
		found[i] = maker(int64(i+1), func(c *Candidate) {
			c.Listing.ProducerID = int64(random.IntN(8000) + 1)
			c.Listing.Trade.Capacity = capacity(float64(random.IntN(480)))
			c.Listing.Lat += random.Float64() * 2
		})
	}
	matcher := Matcher{Request: honey(), Atlas: atlas(), Day: today()}
	var times []time.Duration
	var matches []Match
	for b.Loop() {
		start := worked(b)
		matches = matcher.Match(found)
		times = append(times, worked(b)-start)
	}
	slices.SortFunc(times, cmp.Compare)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-cpu-ms")
	if len(matches) == 0 {
		b.Fatal("nothing fits")
	}
}
