package main

import (
	"math/rand/v2"
	"strconv"

	"ocop/catalog"
)

// generator makes a catalogue that is the same for the same places and day.
type generator struct {
	places []place
	today  catalog.Day

	kinds     []kind
	qualities []string
	forms     []form
	first     []string
	second    []string
}

// place is a province with names of parts it had before 1 July 2025.
type place struct {
	province string
	former   []string
}

func newGenerator(atlas *catalog.Atlas, today catalog.Day) *generator {
	g := &generator{today: today, kinds: kinds(), qualities: qualities(), forms: forms()}
	g.first, g.second = nameSyllables()
	for _, p := range atlas.Provinces {
		at := place{province: p.Name}
		for _, f := range atlas.Former {
			if f.ProvinceCode == p.Code {
				at.former = append(at.former, f.Name)
			}
		}
		g.places = append(g.places, at)
	}
	return g
}

// header names the columns of rows.
func header() []string {
	return []string{"name", "name_en", "producer", "producer_type", "address", "commune", "district_former", "province_former", "province",
		"group", "set", "subgroup_vi", "stars", "decision_no", "decision_date", "issuer"}
}

// makersPerProduct is how many products one maker has on average: 18,243
// products of 9,800 makers in the whole country.
const makersPerProduct = 0.53

// rows are the lines of a published list of n products. No two are the same
// product.
func (g *generator) rows(n int) [][]string {
	random := rand.New(rand.NewPCG(26, uint64(n)))
	makers := make([]maker, max(1, int(float64(n)*makersPerProduct)))
	for i := range makers {
		makers[i] = g.maker(random)
	}
	rows := make([][]string, 0, n)
	seen := make(map[[3]string]bool, n)
	for len(rows) < n {
		m := makers[random.IntN(len(makers))]
		k := pick(random, g.kinds)
		name := k.name
		if quality := pick(random, g.qualities); quality != "" {
			name += " " + quality
		}
		if random.IntN(3) > 0 {
			name += " " + g.name(random)
		}
		key := [3]string{catalog.Fold(name), catalog.Fold(m.name), m.province}
		if seen[key] {
			continue
		}
		seen[key] = true
		stars, issued := g.stars(random)
		rows = append(rows, []string{
			name, k.nameEN + " " + strconv.Itoa(len(rows)+1), m.name, m.kind, m.address, m.commune, m.district, m.former, m.province,
			k.group, strconv.Itoa(k.set), k.subgroup, stars, decision(random), issued.String(), issuer(stars, m.province),
		})
	}
	return rows
}

// maker is a producer and where it works.
type maker struct{ name, kind, address, commune, district, former, province string }

func (g *generator) maker(random *rand.Rand) maker {
	form, at := pick(random, g.forms), pick(random, g.places)
	m := maker{
		name: form.name + " " + g.name(random), kind: form.kind,
		commune: g.name(random), district: g.name(random), province: at.province,
	}
	if len(at.former) > 0 {
		m.former = pick(random, at.former)
	}
	m.address = "thôn " + strconv.Itoa(1+random.IntN(12)) + ", xã " + m.commune
	return m
}

// name is the name of a maker or a place.
func (g *generator) name(random *rand.Rand) string {
	return pick(random, g.first) + " " + pick(random, g.second)
}

// stars are spread as in the country (5 stars in one of a hundred) and over the
// last six years, so that half of the terms have run out.
func (g *generator) stars(random *rand.Rand) (stars string, issued catalog.Day) {
	stars = "3"
	switch n := random.IntN(100); {
	case n < 1:
		stars = "5"
	case n < 27:
		stars = "4"
	}
	return stars, g.today.AddDays(-20 - random.IntN(6*365))
}

func decision(random *rand.Rand) string {
	return strconv.Itoa(100+random.IntN(4900)) + "/QĐ-UBND"
}

func issuer(stars, province string) string {
	if stars == "5" {
		return "Bộ Nông nghiệp và Môi trường"
	}
	return "UBND tỉnh " + province
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }
