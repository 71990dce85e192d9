package storefront

import (
	"ocop/search"
	"ocop/storefront/view"
)

// tilePlaces is our own drawing of the country: where each province's tile
// lies, roughly as the provinces do, by slug. It shows no border.
func tilePlaces() map[string][2]int {
	return map[string][2]int{
		"lai-chau": {1, 1}, "lao-cai": {2, 1}, "tuyen-quang": {3, 1}, "cao-bang": {4, 1},
		"dien-bien": {1, 2}, "son-la": {2, 2}, "phu-tho": {3, 2}, "thai-nguyen": {4, 2}, "lang-son": {5, 2},
		"ha-noi": {3, 3}, "bac-ninh": {4, 3}, "quang-ninh": {5, 3},
		"ninh-binh": {3, 4}, "hung-yen": {4, 4}, "hai-phong": {5, 4},
		"thanh-hoa": {3, 5}, "nghe-an": {3, 6}, "ha-tinh": {4, 7}, "quang-tri": {4, 8}, "hue": {5, 9},
		"da-nang": {6, 10}, "quang-ngai": {6, 11}, "gia-lai": {6, 12}, "dak-lak": {6, 13},
		"lam-dong": {5, 14}, "khanh-hoa": {6, 14},
		"tay-ninh": {3, 15}, "dong-nai": {4, 15}, "ho-chi-minh": {4, 16},
		"dong-thap": {3, 16}, "an-giang": {2, 16}, "vinh-long": {3, 17}, "can-tho": {2, 17}, "ca-mau": {2, 18},
	}
}

// archipelagos are tiles at sea of their own, named with the province they
// belong to (special zones 20333 of Đà Nẵng and 22736 of Khánh Hòa).
func archipelagos() []view.Tile {
	return []view.Tile{
		{Column: 8, Row: 10, Island: "Hoàng Sa", Slug: "da-nang"},
		{Column: 8, Row: 15, Island: "Trường Sa", Slug: "khanh-hoa"},
	}
}

// tiles is the map of the 34 provinces with what each holds, and the two
// archipelagos at sea.
func (t tally) tiles(p view.Page) []view.Tile {
	var tiles []view.Tile
	places := tilePlaces()
	for _, province := range t.atlas.Provinces {
		at := places[province.Slug]
		tiles = append(tiles, view.Tile{
			Column: at[0], Row: at[1], Code: province.Code, Name: p.ShortProvince(province), Slug: province.Slug,
			Count: t.all[search.Province][province.Slug],
		})
	}
	for _, island := range archipelagos() {
		province, _ := t.atlas.Province(island.Slug)
		island.Code, island.Name = province.Code, p.ShortProvince(province)
		tiles = append(tiles, island)
	}
	return tiles
}
