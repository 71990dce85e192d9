package catalog

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Region is one of the six socio-economic regions.
type Region struct {
	Code   string
	Name   string
	NameEN string
}

// Province is one of the 34 provinces and centrally-run cities of today.
type Province struct {
	Code       string // two digits; says nothing without the date it is read for
	Name       string // "Phú Thọ"
	FullName   string // "Tỉnh Phú Thọ"
	NameEN     string // "Phu Tho Province"
	Slug       string
	Kind       string // province or city
	RegionCode string
	Lat, Lon   float64 // centre, in degrees
	Communes   int
	Seat       string
	ValidFrom  Day
}

// ShortEN is the English name without its kind, as lists and maps give it: "Phu
// Tho", "Hanoi". Ho Chi Minh City keeps its own.
func (p Province) ShortEN() string {
	short := strings.TrimSuffix(strings.TrimSuffix(p.NameEN, " Province"), " City")
	if short == "Ho Chi Minh" {
		return p.NameEN
	}
	return short
}

// FormerPlace is a province of before 1 July 2025 and the one it is part of now.
type FormerPlace struct {
	Code         string // the code it had then; the digits may mean another province today
	Name         string
	Slug         string
	ProvinceCode string
	ValidTo      Day
}

// Places is the tables of regions, provinces and former places.
type Places struct{ DB *pgxpool.Pool }

const regionsSQL = `SELECT code, name, name_en FROM region ORDER BY position`

const provincesSQL = `
SELECT code, name, full_name, name_en, slug, kind, region_code, lat, lon, communes, seat, valid_from
FROM province ORDER BY name COLLATE "vi-x-icu"`

const formerSQL = `
SELECT coalesce(code, '') AS code, name, slug, province_code, valid_to
FROM former_place ORDER BY name COLLATE "vi-x-icu"`

const groupsSQL = `SELECT slug, name, name_en FROM product_group ORDER BY position`

const setsSQL = `
SELECT number, group_slug, coalesce(family, '') AS family, coalesce(family_en, '') AS family_en, name, name_en
FROM criteria_set WHERE generation = 'qd26-2026' ORDER BY number`

// Atlas reads all places, groups and sets in one round trip. They change a few
// times in a decade, so callers keep the answer until they hear of a change.
func (p Places) Atlas(ctx context.Context) (*Atlas, error) {
	var batch pgx.Batch
	for _, sql := range []string{regionsSQL, provincesSQL, formerSQL, groupsSQL, setsSQL} {
		batch.Queue(sql)
	}
	results := &reader{results: p.DB.SendBatch(ctx, &batch)}
	atlas := &Atlas{
		Regions:   next[Region](results),
		Provinces: next[Province](results),
		Former:    next[FormerPlace](results),
		Groups:    next[Group](results),
		Sets:      next[Set](results),
	}
	if err := results.close(); err != nil {
		return nil, fmt.Errorf("reading the atlas: %w", err)
	}
	return atlas, nil
}

// Atlas is every place, group and set in memory.
type Atlas struct {
	Regions   []Region
	Provinces []Province // by name, in Vietnamese order
	Former    []FormerPlace
	Groups    []Group
	Sets      []Set
}

// Province finds a province of today by its slug or its code.
func (a *Atlas) Province(key string) (Province, bool) {
	for _, p := range a.Provinces {
		if p.Slug == key || p.Code == key {
			return p, true
		}
	}
	return Province{}, false
}

// FormerOf lists the former provinces that a province of today is made of, its
// own former self included where it had one.
func (a *Atlas) FormerOf(code string) []FormerPlace {
	var parts []FormerPlace
	for _, f := range a.Former {
		if f.ProvinceCode == code {
			parts = append(parts, f)
		}
	}
	return parts
}

// Several reports whether former provinces were several, and not one under two
// names, as Huế and Thừa Thiên Huế: each place had one code.
func Several(former []FormerPlace) bool {
	return slices.ContainsFunc(former, func(f FormerPlace) bool { return f.Code != former[0].Code })
}

// Successor finds the province of today that a former one is part of, by the
// former slug.
func (a *Atlas) Successor(slug string) (Province, bool) {
	for _, f := range a.Former {
		if f.Slug == slug {
			return a.Province(f.ProvinceCode)
		}
	}
	return Province{}, false
}

// FindProvince reads a province as lists write it: with or without "Tỉnh",
// "Thành phố" or "TP.", marks or hyphens, of today or of before 1 July 2025. A
// name that meant another province then is read as today's.
func (a *Atlas) FindProvince(text string) (Province, bool) {
	name := bareProvince(text)
	if name == "" {
		return Province{}, false
	}
	for _, p := range a.Provinces {
		if bareProvince(p.Name) == name {
			return p, true
		}
	}
	for _, f := range a.Former {
		if bareProvince(f.Name) == name {
			return a.Province(f.ProvinceCode)
		}
	}
	return Province{}, false
}

// bareProvince folds a province's name and takes off what stands before it.
func bareProvince(text string) string {
	name := Fold(text)
	for _, prefix := range []string{"tinh ", "thanh pho ", "tp "} {
		name = strings.TrimPrefix(name, prefix)
	}
	switch name {
	case "hcm", "tphcm", "hochiminh", "sai gon":
		return "ho chi minh"
	case "brvt", "ba ria", "vung tau":
		return "ba ria vung tau"
	case "daklak", "dac lac", "dak lac":
		return "dak lak"
	case "daknong", "dac nong":
		return "dak nong"
	}
	return name
}
