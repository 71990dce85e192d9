package trade

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

// randomCase is a small request with makers of two sets around one place.
func randomCase(random *rand.Rand) (Request, []Match) {
	r := Request{Quantity: float64(100 * (1 + random.IntN(8))), Unit: "kg"}
	for month := range 1 + random.IntN(3) {
		r.Months = append(r.Months, month+1)
	}
	matches := make([]Match, 2+random.IntN(11))
	for i := range matches {
		l := &catalog.Listing{
			ID: int64(i + 1), ProducerID: int64(100 - i), SetNumber: 1 + random.IntN(2),
			Lat: 21 + random.Float64()*1.6, Lon: 105 + random.Float64()*1.6,
		}
		supply := make([]float64, len(r.Months))
		whole := true
		for month := range supply {
			supply[month] = float64(random.IntN(5)) * 60
			whole = whole && supply[month] >= r.Quantity
		}
		verdict := Partly
		if whole {
			verdict = Yes
		}
		matches[i] = Match{Listing: l, score: random.Float64(), supply: supply, Reasons: []Reason{{Kind: Supply, Verdict: verdict}}}
		if random.IntN(3) == 0 {
			matches[i].least = float64(random.IntN(4)) * 50
		}
	}
	return r, matches
}

// everyPool lists all pools of a request the plain way, best first: every subset
// is looked at.
func everyPool(r Request, matches []Match) []Pool {
	if slices.ContainsFunc(matches, Match.Whole) {
		return nil
	}
	var pools []Pool
	for bits := uint(1); bits < 1<<len(matches); bits++ {
		var members []Match
		for i, m := range matches {
			if bits>>i&1 == 1 {
				members = append(members, m)
			}
		}
		if len(members) < FewestMakers || len(members) > MostMakers {
			continue
		}
		slices.SortFunc(members, func(a, b Match) int { return int(a.Listing.ProducerID - b.Listing.ProducerID) })
		if pool, ok := plainPool(r, members); ok {
			pools = append(pools, pool)
		}
	}
	slices.SortStableFunc(pools, func(a, b Pool) int {
		if n := len(a.Members) - len(b.Members); n != 0 {
			return n
		}
		return a.before(b)
	})
	return pools
}

func plainPool(r Request, members []Match) (Pool, bool) {
	adds := func(without int) bool {
		for month := range r.Months {
			sum := 0.0
			for i, m := range members {
				if i != without {
					sum += m.supply[month]
				}
			}
			if sum < r.Quantity {
				return false
			}
		}
		return true
	}
	if !adds(-1) {
		return Pool{}, false
	}
	pool := Pool{SetNumber: members[0].Listing.SetNumber}
	for i, a := range members {
		if adds(i) || a.Listing.SetNumber != pool.SetNumber {
			return Pool{}, false
		}
		for _, b := range members[:i] {
			pool.Kilometres = max(pool.Kilometres, kilometres(a.Listing.Lat, a.Listing.Lon, b.Listing.Lat, b.Listing.Lon))
		}
		pool.score += a.score
		share := 0.0
		for month := range r.Months {
			sum := 0.0
			for _, m := range members {
				sum += m.supply[month]
			}
			share = max(share, r.Quantity*a.supply[month]/sum)
		}
		if share < a.least-0.02 {
			return Pool{}, false
		}
		pool.Members = append(pool.Members, Member{Match: a})
	}
	return pool, pool.Kilometres <= Near
}

func makersOf(pools []Pool) [][]int64 {
	var all [][]int64
	for _, p := range pools {
		var ids []int64
		for _, m := range p.Members {
			ids = append(ids, m.Match.Listing.ProducerID)
		}
		all = append(all, ids)
	}
	return all
}

func TestPoolsAgainstEverySubset(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 2026))
	sizes := make(map[int]int)
	for i := range 500 {
		r, matches := randomCase(random)
		want := everyPool(r, matches)
		got := Pools(r, matches, 3)
		if diff := cmp.Diff(makersOf(want[:min(3, len(want))]), makersOf(got)); diff != "" {
			t.Fatalf("case %d: pools (-every subset +found):\n%s", i, diff)
		}
		if len(got) > 0 {
			sizes[len(got[0].Members)]++
		}
		for _, p := range got {
			for month := range r.Months {
				sum := 0.0
				for _, m := range p.Members {
					sum += m.Shares[month]
					if m.Shares[month] > m.Match.supply[month]+0.03 {
						t.Errorf("case %d: a share of %v where %v can be supplied", i, m.Shares[month], m.Match.supply[month])
					}
				}
				if round(sum) != r.Quantity {
					t.Errorf("case %d: shares add up to %v, want %v", i, sum, r.Quantity)
				}
			}
		}
	}
	for size := FewestMakers; size <= MostMakers; size++ {
		if sizes[size] == 0 {
			t.Errorf("no case had a pool of %d: %v", size, sizes)
		}
	}
}

// BenchmarkPools is the worst that occurs: three sets of 40 makers near each
// other, of whom hardly any five are enough, or any five, or some five at one and
// the same place.
func BenchmarkPools(b *testing.B) {
	for name, amount := range map[string]float64{"hardly": 99.15, "any": 100.5, "some": 99.5} {
		b.Run(name, func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 1))
			r := Request{Quantity: 500, Unit: "kg", Months: []int{9, 10, 11}}
			var matches []Match
			for i := range 3 * Considered {
				l := &catalog.Listing{ID: int64(i), ProducerID: int64(i), SetNumber: 1 + i%3, Lat: 21, Lon: 105}
				if name != "some" {
					l.Lat += random.Float64() / 10
				}
				supply := []float64{amount + random.Float64(), amount + random.Float64(), amount + random.Float64()}
				matches = append(matches, Match{Listing: l, supply: supply, score: random.Float64()})
			}
			var slowest time.Duration
			for b.Loop() {
				start := time.Now()
				Pools(r, matches, 3)
				slowest = max(slowest, time.Since(start))
			}
			b.ReportMetric(float64(slowest.Milliseconds()), "slowest-ms")
		})
	}
}
