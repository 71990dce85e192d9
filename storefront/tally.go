package storefront

import (
	"strconv"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// tally is the site's own numbers of the day, all of them or those within a
// filter.
type tally struct {
	day    catalog.Day
	atlas  *catalog.Atlas
	all    map[search.Field]map[string]int
	live   map[search.Field]map[string]int // with a star in force
	makers []search.Maker
}

// tally counts the products that pass the filters.
func (s *Server) tally(filters map[search.Field][]string) tally {
	live := map[search.Field][]string{search.Status: liveStatuses()}
	for field, values := range filters {
		live[field] = values
	}
	return tally{
		day: s.index.Day(), atlas: s.index.Atlas(), makers: s.index.Makers(),
		all: s.index.Counts(filters), live: s.index.Counts(live),
	}
}

func sum(counts map[string]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// byStars counts stars in force, indexed by their number.
func (t tally) byStars() (stars [6]int) {
	for n := 3; n <= 5; n++ {
		stars[n] = t.all[search.Stars][strconv.Itoa(n)]
	}
	return stars
}

func (t tally) totals() view.Totals {
	stars := t.byStars()
	return view.Totals{
		Products: sum(t.all[search.Status]), Live: stars[3] + stars[4] + stars[5], Producers: len(t.makers),
		Provinces: len(t.all[search.Province]), ByStars: stars, AsOf: t.day,
	}
}

func (t tally) group(g catalog.Group) view.GroupCount {
	count := view.GroupCount{Group: g, Count: t.all[search.Group][g.Slug], Live: t.live[search.Group][g.Slug]}
	for _, set := range t.atlas.SetsOf(g.Slug) {
		count.Sets = append(count.Sets, t.set(set))
	}
	return count
}

func (t tally) set(set catalog.Set) view.SetCount {
	key := strconv.Itoa(set.Number)
	return view.SetCount{Set: set, Count: t.all[search.Set][key], Live: t.live[search.Set][key]}
}

func (t tally) groups() []view.GroupCount {
	var groups []view.GroupCount
	for _, g := range t.atlas.Groups {
		groups = append(groups, t.group(g))
	}
	return groups
}

func (t tally) province(p catalog.Province) view.ProvinceCount {
	count := view.ProvinceCount{
		Province: p, Former: t.atlas.FormerOf(p.Code),
		Count: t.all[search.Province][p.Slug], Live: t.live[search.Province][p.Slug],
	}
	for _, m := range t.makers {
		if m.ProvinceCode == p.Code {
			count.Producers++
		}
	}
	return count
}

func (t tally) regions() []view.RegionCount {
	var regions []view.RegionCount
	for _, r := range t.atlas.Regions {
		region := view.RegionCount{Region: r}
		for _, p := range t.atlas.Provinces {
			if p.RegionCode == r.Code {
				count := t.province(p)
				region.Provinces = append(region.Provinces, count)
				region.Count += count.Count
				region.Live += count.Live
			}
		}
		regions = append(regions, region)
	}
	return regions
}

func (t tally) statuses() []view.StatusCount {
	var list []view.StatusCount
	for _, status := range catalog.Statuses() {
		if n := t.all[search.Status][string(status)]; n > 0 {
			list = append(list, view.StatusCount{Status: status, Count: n})
		}
	}
	return list
}

// kinds counts products by kind of producer; what is left over is unknown.
func (t tally) kinds() []view.KindCount {
	var list []view.KindCount
	unknown := sum(t.all[search.Status])
	for _, kind := range catalog.ProducerKinds() {
		n := t.all[search.ProducerType][string(kind)]
		unknown -= n
		if n > 0 {
			list = append(list, view.KindCount{Kind: kind, Count: n})
		}
	}
	return append(list, view.KindCount{Count: unknown})
}
