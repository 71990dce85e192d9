package view_test

import (
	"net/url"
	"sync"
	"testing"

	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/assets"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// made once for all tests: compressing the assets takes long.
var (
	loadWords  = sync.OnceValues(locale.Load)
	loadAssets = sync.OnceValues(assets.New)
)

// frame is the page frame of the fixtures in a language.
func frame(t *testing.T, lang locale.Lang) view.Page {
	t.Helper()
	words, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	return view.Page{
		Printer: words.In(lang), Links: view.Links{Lang: lang},
		Frame: &view.Frame{
			Assets: files, BaseURL: "https://example.vn", Today: catalog.NewDay(2026, 11, 22), Demo: true,
			JSONLD: []string{`{"@context":"https://schema.org","@type":"WebSite"}`},
		},
	}
}

// at is the frame of one page.
func at(p view.Page, title, path, section string) view.Page {
	own := *p.Frame
	p.Frame = &own
	p.Title, p.Path, p.Section, p.Description = title, path, section, title
	p.OtherPath = view.Links{Lang: p.Printer.Lang.Other()}.Translate(path)
	if path != p.Home() {
		p.Crumbs = []view.Crumb{{p.T("nav.home"), p.Home()}, {title, ""}}
	}
	return p
}

func provinces() []catalog.Province {
	return []catalog.Province{
		{Code: "48", Name: "Đà Nẵng", FullName: "Thành phố Đà Nẵng", NameEN: "Da Nang City", Slug: "da-nang", RegionCode: "NTBTN", Communes: 94, Seat: "Đà Nẵng"},
		{Code: "68", Name: "Lâm Đồng", FullName: "Tỉnh Lâm Đồng", NameEN: "Lam Dong Province", Slug: "lam-dong", RegionCode: "NTBTN", Communes: 124, Seat: "Đà Lạt"},
		{Code: "56", Name: "Khánh Hòa", FullName: "Tỉnh Khánh Hòa", NameEN: "Khanh Hoa Province", Slug: "khanh-hoa", RegionCode: "NTBTN", Communes: 65, Seat: "Nha Trang"},
	}
}

func former() []catalog.FormerPlace {
	return []catalog.FormerPlace{{Name: "Bình Thuận", Slug: "binh-thuan"}, {Name: "Đắk Nông", Slug: "dak-nong"}, {Name: "Lâm Đồng", Slug: "lam-dong"}}
}

// recognition is a line of four stars issued on a day.
func recognition(stars int, issued catalog.Day) catalog.Recognition {
	return catalog.Recognition{
		Kind: catalog.Rerating, Stars: stars, DecisionNo: "3981/QĐ-UBND", Issuer: "Chủ tịch UBND tỉnh Lâm Đồng",
		Generation: "qd26-2026", IssuedOn: issued, ProductCode: "68-24781-12-2026",
	}
}

// linesOfStates is one set of recognitions for every state a star can be in.
func linesOfStates() []catalog.Recognition {
	valid := recognition(4, catalog.NewDay(2026, 8, 5))
	five := recognition(5, catalog.NewDay(2025, 6, 26))
	expiring := recognition(3, catalog.NewDay(2024, 2, 1))
	rerating := recognition(4, catalog.NewDay(2024, 3, 1))
	rerating.DossierFiledOn = catalog.NewDay(2026, 9, 20)
	extended := recognition(3, catalog.NewDay(2023, 7, 17))
	extended.ExtendedUntil = catalog.NewDay(2027, 1, 13)
	expired := recognition(4, catalog.NewDay(2023, 7, 17))
	revoked := recognition(3, catalog.NewDay(2025, 1, 20))
	revoked.RevokedOn, revoked.RevocationDecision, revoked.RevocationGround = catalog.NewDay(2026, 5, 4), "77/QĐ-UBND", "chủ thể ngừng bảo đảm tiêu chí"
	discontinued := recognition(3, catalog.NewDay(2025, 1, 20))
	discontinued.DiscontinuedOn = catalog.NewDay(2026, 5, 4)
	year := catalog.Recognition{Kind: catalog.First, Stars: 3, IssuedYear: 2023}
	undated := catalog.Recognition{Kind: catalog.First, Stars: 3}
	proposed := recognition(4, catalog.NewDay(2026, 1, 5))
	proposed.ProposedStars, proposed.SentOn = 5, catalog.NewDay(2026, 7, 1)
	sample := recognition(4, catalog.NewDay(2026, 8, 5))
	sample.DecisionNo, sample.Sample = "MẪU-0123", true
	return []catalog.Recognition{valid, five, expiring, rerating, extended, expired, revoked, discontinued, year, undated, proposed, sample}
}

func fixtureCards(day catalog.Day) []view.Card {
	names := []struct{ vi, en, maker, group string }{
		{"Trà Ô long Cầu Đất", "Cau Dat oolong tea", "Hợp tác xã Nông nghiệp Cầu Đất", "food"},
		{"Nước mắm cá cơm nhỉ Phan Thiết 40 độ đạm chai thủy tinh 500 ml", "", "Công ty TNHH Nước mắm Lê Gia", "food"},
		{"Rượu nếp cái hoa vàng", "Sticky rice spirit", "Hộ kinh doanh Nguyễn Thị Đặng", "beverage"},
		{"Cao atisô Đà Lạt", "Artichoke extract", "Công ty Cổ phần Dược Lâm Đồng", "herbal"},
		{"Giỏ lục bình đan tay", "", "Tổ hợp tác đan lục bình Vĩnh Phước", "handicraft"},
		{"Hoa lan hồ điệp", "Moth orchid", "Trang trại hoa Trường Hoàng", "ornamental"},
		{"Homestay Làng Yên Trung", "Yen Trung homestay", "", "tourism"},
		{"Chẩm chéo Tây Bắc", "", "", ""},
	}
	lines := linesOfStates()
	var list []view.Card
	for i, line := range lines {
		n := names[i%len(names)]
		c := view.Card{
			Slug: catalog.Slug(n.vi), Name: n.vi, NameEN: n.en, ProducerName: n.maker, ProvinceName: "Lâm Đồng",
			GroupSlug: n.group, Star: catalog.StarOn(day, []catalog.Recognition{line}),
		}
		if i%3 == 0 {
			c.Price, c.PriceUnit, c.PriceUnitEN = 120000, "hộp 200 g", "box of 200 g"
		}
		list = append(list, c)
	}
	return list
}

func fixturePicture(hash string) catalog.Picture {
	return catalog.Picture{Hash: hash, Width: 1600, Height: 1200, Widths: []int{320, 640, 960, 1600}, Preview: []byte{1, 2, 3}, Alt: "Hộp trà", AltEN: "A box of tea", Drawn: true}
}

func fixtureProducer() *catalog.Producer {
	return &catalog.Producer{
		Slug: "htx-cau-dat", Name: "Hợp tác xã Nông nghiệp Cầu Đất", NameEN: "Cau Dat Agricultural Cooperative", Kind: catalog.Cooperative, ProvinceCode: "68",
		Commune: "Xã Xuân Trường", Address: "Thôn Trường Thọ", DistrictFormer: "Đà Lạt", ProvinceFormer: "Lâm Đồng",
		Lat: 11.87, Lon: 108.55, PointLabel: "ga Cầu Đất", PointLabelEN: "Cau Dat station",
		Story: "Hợp tác xã có 42 hộ trồng chè ở độ cao 1.650 mét.\nLá được hái tay vào buổi sáng.", Phone: "0263 000 0123", Email: "lienhe@example.vn", Website: "https://example.vn/htx", ConfirmedOn: catalog.NewDay(2026, 10, 2),
	}
}

func fixtureProduct(day catalog.Day, lines ...catalog.Recognition) *view.ProductView {
	yes, no := true, false
	product := catalog.Product{
		Slug: "tra-o-long-cau-dat", Name: "Trà Ô long Cầu Đất", NameEN: "Cau Dat oolong tea", ProvinceCode: "68",
		Commune: "Xã Xuân Trường", DistrictFormer: "Đà Lạt", ProvinceFormer: "Lâm Đồng", GroupSlug: "food", SetNumber: 11,
		Story:     "Đồi chè Cầu Đất nằm ở độ cao 1.650 mét, sương nhiều và đêm lạnh, nên lá chè lớn chậm và giữ được hương.\nNgười hái đi từ lúc trời còn mù, chỉ lấy một búp hai lá. Lá được làm héo ngoài nắng sớm, vò thành viên rồi sao trong ngày.",
		Packaging: "Hộp giấy 200 g; túi hút chân không 500 g", PackagingEN: "200 g box; 500 g vacuum bag", Ingredients: "100% lá chè Ô long",
		Storage: "Nơi khô, tránh nắng", ShelfLife: "24 tháng", Usage: "5 g trà với 200 ml nước 90 °C, hãm 3 phút",
		Price: 185000, PriceUnit: "hộp 200 g", PriceUnitEN: "200 g box", GTIN: "8930000000123", TraceURL: "https://example.vn/truy-xuat",
		Producer: fixtureProducer(), Recognitions: lines, Pictures: []catalog.Picture{fixturePicture("aaaa"), fixturePicture("bbbb"), fixturePicture("cccc")},
		Trade: catalog.Trade{
			ProductID: 1, Capacity: []float64{300, 250, 800, 1200, 1200, 900, 700, 700, 1000, 1100.5, 600, 0}, CapacityUnit: "kg", CapacityUnitEN: "kg",
			MinimumOrder: 20, MinimumOrderUnit: "kg", MinimumOrderUnitEN: "kg", LeadDays: 7, SampleAvailable: &yes, Invoice: &no, PaymentTerms: "chuyển khoản 30% khi đặt",
		},
		Certificates: []catalog.Certificate{
			{Kind: "attp", Number: "12/2025/ATTP", Issuer: "Sở Nông nghiệp và Môi trường", ExpiresOn: catalog.NewDay(2028, 3, 1)},
			{Kind: "vietgap", ExpiresOn: catalog.NewDay(2026, 1, 1)}, {Kind: "haccp"},
		},
	}
	v := &view.ProductView{
		Product: product, Star: catalog.StarOn(day, lines), Group: catalog.Group{Slug: "food", Name: "Thực phẩm", NameEN: "Food"},
		Set:      catalog.Set{Number: 11, GroupSlug: "food", Name: "Chè tươi, chè chế biến", NameEN: "Fresh and processed tea"},
		Province: provinces()[1], Former: former(), Similar: fixtureCards(day)[:4],
		Share: view.Share{URL: "https://example.vn/san-pham/tra-o-long-cau-dat", Zalo: "https://sp.zalo.me/share?u=x", Facebook: "https://www.facebook.com/sharer/sharer.php?u=x"},
	}
	for _, line := range lines {
		v.History = append(v.History, view.HistoryLine{line, line.StatusOn(day)})
	}
	return v
}

func fixtureGroups() []view.GroupCount {
	var list []view.GroupCount
	for _, g := range [][3]string{{"food", "Thực phẩm", "Food"}, {"beverage", "Đồ uống", "Drinks"}, {"herbal", "Dược liệu và sản phẩm từ dược liệu", "Medicinal herbs"}, {"handicraft", "Hàng thủ công mỹ nghệ", "Handicrafts"}, {"ornamental", "Sinh vật cảnh", "Ornamentals"}, {"tourism", "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", "Community tourism, ecotourism and tourist sites"}} {
		list = append(list, view.GroupCount{catalog.Group{Slug: g[0], Name: g[1], NameEN: g[2]}, 214, 131, []view.SetCount{
			{catalog.Set{Number: 11, Name: "Chè tươi, chè chế biến", NameEN: "Fresh and processed tea"}, 62, 40}, {catalog.Set{Number: 13, Name: "Cà phê, ca cao", NameEN: "Coffee, cocoa"}, 21, 1},
		}})
	}
	return list
}

func fixtureRegions() []view.RegionCount {
	var counts []view.ProvinceCount
	for i, p := range provinces() {
		counts = append(counts, view.ProvinceCount{p, former()[:1+i], 10 + 20*i, 7 + 10*i, 5})
	}
	return []view.RegionCount{
		{catalog.Region{Code: "NTBTN", Name: "Duyên hải Nam Trung Bộ và Tây Nguyên", NameEN: "South Central Coast and Central Highlands"}, 90, 51, counts},
		{catalog.Region{Code: "DBSCL", Name: "Đồng bằng sông Cửu Long", NameEN: "Mekong Delta"}, 0, 0, nil},
	}
}

func fixtureTiles() []view.Tile {
	return []view.Tile{
		{6, 10, "48", "Đà Nẵng", "da-nang", 25, ""}, {5, 14, "68", "Lâm Đồng", "lam-dong", 44, ""}, {6, 14, "56", "Khánh Hòa", "khanh-hoa", 13, ""}, {1, 1, "12", "Lai Châu", "lai-chau", 0, ""},
		{8, 10, "48", "Đà Nẵng", "da-nang", 0, "Hoàng Sa"}, {8, 15, "56", "Khánh Hòa", "khanh-hoa", 0, "Trường Sa"},
	}
}

func fixtureList(p view.Page, cards []view.Card) view.ListView {
	return view.ListView{
		Heading: p.T("list.title"), Query: "chè", Total: 867, Cards: cards,
		Facets: []view.Facet{
			{"province", p.T("facet.province"), []view.FacetValue{{"da-nang", "Đà Nẵng", 25, false}, {"lam-dong", "Lâm Đồng", 44, true}, {"khanh-hoa", "Khánh Hòa", 13, false}, {"hue", "Huế", 10, false}, {"ha-noi", "Hà Nội", 6, false}, {"can-tho", "Cần Thơ", 37, false}, {"ca-mau", "Cà Mau", 36, false}, {"an-giang", "An Giang", 58, false}, {"vinh-long", "Vĩnh Long", 65, false}}, 1},
			{"group", p.T("facet.group"), []view.FacetValue{{"food", "Thực phẩm", 1214, false}, {"beverage", "Đồ uống", 62, false}}, 0},
			{"stars", p.T("facet.stars"), []view.FacetValue{{"5", p.N("stars", 5), 12, false}, {"4", p.N("stars", 4), 240, true}, {"3", p.N("stars", 3), 0, false}}, 1},
		},
		Chips: []view.Chip{{Label: "Lâm Đồng", Drop: "/san-pham?stars=4"}, {Label: p.N("stars", 4), Drop: "/san-pham?province=lam-dong"}}, ClearAll: p.Links.Products(),
		Sortings: []view.Sorting{{"relevance", p.T("sort.relevance"), true}, {"stars", p.T("sort.stars"), false}},
		Pager:    view.Pager{2, 37, "/san-pham", "/san-pham?page=3", []view.PageLink{{1, "/san-pham", false}, {2, "/san-pham?page=2", true}, {3, "/san-pham?page=3", false}, {}, {37, "/san-pham?page=37", false}}},
		Hidden:   url.Values{}, LiveOnly: "/san-pham?status=valid", Suggestion: []view.Crumb{{"Thực phẩm", "/nhom/food"}},
	}
}

// fixturePages is every page of the site in one language, by a name.
func fixturePages(t *testing.T, p view.Page) map[string]templ.Component {
	day := p.Today
	cards := fixtureCards(day)
	totals := view.Totals{Products: 867, Live: 561, Producers: 603, Provinces: 34, ByStars: [6]int{3: 310, 4: 231, 5: 20}, AsOf: day}
	lines := linesOfStates()
	listed := at(p, p.T("list.title"), p.Links.Products(), "products")
	empty := fixtureList(listed, nil)
	empty.Total, empty.Query = 0, "xyz"
	spirit := fixtureProduct(day, lines[5], lines[0])
	spirit.Alcohol, spirit.Health, spirit.Product.Pictures, spirit.Product.Producer = true, true, nil, nil
	spirit.Product.AlcoholPercent, spirit.Product.Story, spirit.Product.StoryEN = 29.5, "", "Distilled twice."
	home := at(p, "", p.Home(), "")
	pages := map[string]templ.Component{
		"home":          view.Home(home, view.HomeView{totals, fixtureTiles(), fixtureGroups(), cards[:8], cards[:4], fixtureRegions()}),
		"list":          view.List(listed, fixtureList(listed, cards)),
		"list-empty":    view.List(listed, empty),
		"product":       view.Product(at(p, "Trà Ô long Cầu Đất", p.Links.Product("tra-o-long-cau-dat"), "products"), fixtureProduct(day, lines[5], lines[10])),
		"spirit":        view.Product(at(p, "Rượu nếp", p.Links.Product("ruou-nep"), "products"), spirit),
		"producers":     view.Producers(at(p, p.T("producers.title"), p.Links.Producers(), "producers"), view.ProducersView{Total: 2, Lines: []view.ProducerLine{{"htx", "Hợp tác xã Cầu Đất", "", catalog.Cooperative, "Lâm Đồng", "Lam Dong", 3, 2}, {"ho", "Hộ Nguyễn Thị Đặng", "", "", "Huế", "Hue", 1, 0}}, Provinces: provinces(), Kinds: catalog.ProducerKinds(), Pager: fixtureList(p, nil).Pager}),
		"producers-0":   view.Producers(at(p, p.T("producers.title"), p.Links.Producers(), "producers"), view.ProducersView{Provinces: provinces(), Kinds: catalog.ProducerKinds()}),
		"producer":      view.Producer(at(p, "Hợp tác xã Cầu Đất", p.Links.Producer("htx"), "producers"), view.ProducerView{*fixtureProducer(), provinces()[1], cards[:6], 5, "Thường trả lời trong ngày."}),
		"producer-0":    view.Producer(at(p, "Hộ Đặng", p.Links.Producer("ho"), "producers"), view.ProducerView{catalog.Producer{Name: "Hộ Đặng", Slug: "ho"}, provinces()[1], cards[5:6], 0, ""}),
		"provinces":     view.Provinces(at(p, p.T("provinces.title"), p.Links.Provinces(), "provinces"), fixtureTiles(), fixtureRegions()),
		"province":      view.Province(at(p, "Lâm Đồng", p.Links.Province("lam-dong"), "provinces"), view.ProvinceView{fixtureRegions()[0].Provinces[0], fixtureRegions()[0].Region, [6]int{3: 4, 4: 3}, fixtureGroups(), cards[:8], cards[6:7], []view.ProducerLine{{"htx", "Hợp tác xã Cầu Đất", "", catalog.Cooperative, "", "", 3, 2}}, "/san-pham?province=lam-dong", []view.FormerList{{former()[0], "/x"}, {former()[1], "/y"}}}),
		"group":         view.Group(at(p, "Thực phẩm", p.Links.Group("food"), "products"), view.GroupView{fixtureGroups()[0], nil, cards[:4], "/san-pham?group=food"}),
		"set":           view.Group(at(p, "Chè", p.Links.Set(11), "products"), view.GroupView{fixtureGroups()[0], &fixtureGroups()[0].Sets[0], nil, "/san-pham?set=11"}),
		"tourism":       view.Tourism(at(p, p.T("tourism.title"), p.Links.Tourism(), "tourism"), fixtureTourism(cards[6])),
		"tourism-0":     view.Tourism(at(p, p.T("tourism.title"), p.Links.Tourism(), "tourism"), view.TourismView{Provinces: provinces(), Reset: "/du-lich", Near: "21.03,105.85"}),
		"trail":         view.Trail(at(p, "Cung đường", p.Links.Product("tra")+"/x", "tourism"), fixtureTrail(day, lines[5], cards)),
		"trail-0":       view.Trail(at(p, "Cung đường", p.Links.Product("tra")+"/x", "tourism"), view.TrailView{Province: provinces()[1], About: true}),
		"promotion":     view.Promotion(at(p, p.T("event.title"), p.Links.Promotion(), "promotion"), fixturePromotion(day)),
		"event":         view.EventPage(at(p, "Hội chợ", p.Links.Event("hoi-cho"), "promotion"), fixtureEvent(day, cards[0])),
		"destination":   view.Destination(at(p, "Bản Sì Thâu Chải", p.Links.Destination("ban"), "tourism"), fixtureDestination(day, lines[5], cards[:2])),
		"statistics":    view.Statistics(at(p, p.T("statistics.title"), p.Links.Statistics(), "statistics"), view.StatisticsView{totals, []view.StatusCount{{catalog.Valid, 400}, {catalog.Expired, 200}}, fixtureGroups(), fixtureRegions(), []view.KindCount{{catalog.Cooperative, 300}, {"", 40}}}),
		"about":         view.About(at(p, p.T("about.title"), p.Links.About(), "")),
		"rules":         view.Rules(at(p, p.T("rules.title"), p.Links.Rules(), ""), catalog.LegalText{}),
		"privacy":       view.Privacy(at(p, p.T("privacy.title"), p.Links.Privacy(), ""), catalog.LegalText{}),
		"ranking":       view.Ranking(at(p, p.T("ranking.title"), p.Links.Ranking(), "")),
		"accessibility": view.Accessibility(at(p, p.T("accessibility.title"), p.Links.Accessibility(), "")),
		"sitemap":       view.SiteMap(at(p, p.T("sitemap.title"), p.Links.SiteMap(), ""), fixtureGroups(), fixtureRegions()),
	}
	for _, status := range []int{400, 403, 404, 405, 413, 414, 429, 431, 500, 503} {
		pages["problem-"+p.Number(status)] = view.Problem(at(p, "x", "/x", ""), view.ProblemView{Status: status, Request: "abc"})
	}
	for i, line := range lines {
		pages["state-"+p.Number(i)] = view.Product(at(p, "Trà", p.Links.Product("tra"), "products"), fixtureProduct(day, line))
	}
	return pages
}
