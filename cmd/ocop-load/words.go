package main

// kind is something that is made in many places.
type kind struct {
	name, nameEN string
	subgroup     string // as published lists write it
	group        string
	set          int
	unit, unitEN string
	price        int64 // dong for one unit, about
}

// kinds is what the country makes, about as often as it stands in registers:
// food most, the rest by the way.
func kinds() []kind {
	return []kind{
		{"Chè xanh", "Green tea", "Chè", "food", 11, "gói 200 g", "200 g bag", 120_000},
		{"Chè Shan tuyết", "Shan tuyết tea", "Chè", "food", 11, "hộp 100 g", "100 g box", 250_000},
		{"Trà gừng", "Ginger tea", "Trà thảo mộc", "food", 12, "hộp 20 gói", "box of 20", 60_000},
		{"Trà hoa vàng", "Golden camellia tea", "Trà thảo mộc", "food", 12, "hộp 50 g", "50 g box", 400_000},
		{"Trà dây", "Vine tea", "Trà thảo mộc", "food", 12, "gói 100 g", "100 g bag", 80_000},
		{"Cà phê rang xay", "Ground coffee", "Cà phê, ca cao", "food", 13, "gói 500 g", "500 g bag", 150_000},
		{"Cà phê Arabica", "Arabica coffee", "Cà phê, ca cao", "food", 13, "gói 250 g", "250 g bag", 160_000},
		{"Mật ong hoa nhãn", "Longan honey", "Mật ong", "food", 4, "chai 500 ml", "500 ml bottle", 180_000},
		{"Mật ong rừng", "Forest honey", "Mật ong", "food", 4, "chai 350 ml", "350 ml bottle", 220_000},
		{"Mật ong bạc hà", "Mint honey", "Mật ong", "food", 4, "chai 500 ml", "500 ml bottle", 350_000},
		{"Gạo nếp", "Sticky rice", "Gạo, ngũ cốc", "food", 3, "túi 5 kg", "5 kg bag", 175_000},
		{"Gạo thơm", "Fragrant rice", "Gạo, ngũ cốc", "food", 3, "túi 5 kg", "5 kg bag", 150_000},
		{"Gạo lứt đỏ", "Red brown rice", "Gạo, ngũ cốc", "food", 3, "túi 1 kg", "1 kg bag", 45_000},
		{"Miến dong", "Canna noodles", "Bánh tráng, bún, miến, phở", "food", 6, "gói 500 g", "500 g bag", 45_000},
		{"Bún khô", "Dried rice vermicelli", "Bánh tráng, bún, miến, phở", "food", 6, "gói 500 g", "500 g bag", 25_000},
		{"Bánh tráng", "Rice paper", "Bánh tráng, bún, miến, phở", "food", 6, "gói 300 g", "300 g bag", 20_000},
		{"Bánh gai", "Ramie leaf cake", "Bánh kẹo", "food", 6, "chục", "ten", 60_000},
		{"Bánh pía", "Pía cake", "Bánh kẹo", "food", 6, "hộp 4 cái", "box of 4", 75_000},
		{"Kẹo dừa", "Coconut candy", "Bánh kẹo", "food", 6, "hộp 400 g", "400 g box", 40_000},
		{"Kẹo lạc", "Peanut brittle", "Bánh kẹo", "food", 6, "gói 300 g", "300 g bag", 35_000},
		{"Mít sấy", "Dried jackfruit", "Chế biến từ rau, củ, quả", "food", 7, "gói 250 g", "250 g bag", 65_000},
		{"Chuối sấy dẻo", "Chewy dried banana", "Chế biến từ rau, củ, quả", "food", 7, "gói 250 g", "250 g bag", 55_000},
		{"Long nhãn", "Dried longan", "Chế biến từ rau, củ, quả", "food", 7, "hộp 500 g", "500 g box", 190_000},
		{"Măng khô", "Dried bamboo shoots", "Chế biến từ rau, củ, quả", "food", 7, "gói 500 g", "500 g bag", 160_000},
		{"Hạt điều rang muối", "Salted cashews", "Các loại hạt", "food", 7, "hộp 450 g", "450 g tin", 170_000},
		{"Dầu lạc", "Peanut oil", "Dầu thực vật", "food", 7, "chai 1 lít", "1 l bottle", 120_000},
		{"Nước mắm", "Fish sauce", "Nước mắm", "food", 9, "chai 500 ml", "500 ml bottle", 90_000},
		{"Mắm tôm", "Shrimp paste", "Nước mắm, mắm", "food", 9, "hũ 400 g", "400 g jar", 50_000},
		{"Tương nếp", "Sticky rice soy sauce", "Mắm", "food", 9, "chai 500 ml", "500 ml bottle", 35_000},
		{"Tiêu đen", "Black pepper", "Gia vị", "food", 10, "hũ 200 g", "200 g jar", 70_000},
		{"Tỏi đen", "Black garlic", "Gia vị", "food", 10, "hộp 250 g", "250 g box", 280_000},
		{"Muối tôm", "Shrimp salt", "Gia vị", "food", 10, "hũ 100 g", "100 g jar", 25_000},
		{"Bột nghệ", "Turmeric powder", "Gia vị", "food", 10, "hũ 200 g", "200 g jar", 60_000},
		{"Cá khô", "Dried fish", "Thủy sản chế biến", "food", 8, "gói 500 g", "500 g bag", 140_000},
		{"Chả mực", "Squid cake", "Thủy sản chế biến", "food", 8, "kg", "kg", 420_000},
		{"Tôm khô", "Dried shrimp", "Thủy sản chế biến", "food", 8, "hộp 300 g", "300 g box", 380_000},
		{"Lạp xưởng", "Sausage", "Chế biến từ thịt, trứng, sữa", "food", 8, "kg", "kg", 260_000},
		{"Thịt trâu gác bếp", "Smoked buffalo", "Chế biến từ thịt, trứng, sữa", "food", 8, "gói 500 g", "500 g bag", 450_000},
		{"Giò lụa", "Pork roll", "Chế biến từ thịt, trứng, sữa", "food", 8, "kg", "kg", 180_000},
		{"Yến sào", "Bird's nest", "Yến sào", "food", 8, "hộp 100 g", "100 g box", 3_200_000},
		{"Trứng gà", "Hen's eggs", "Thịt, trứng, sữa tươi", "food", 2, "vỉ 10 quả", "tray of 10", 38_000},
		{"Bưởi da xanh", "Green pomelo", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 45_000},
		{"Cam sành", "King oranges", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 30_000},
		{"Xoài cát", "Mango", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 50_000},
		{"Sầu riêng", "Durian", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 95_000},
		{"Vải thiều", "Lychees", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 40_000},
		{"Rau an toàn", "Clean vegetables", "Rau, củ, quả tươi", "food", 1, "kg", "kg", 25_000},
		{"Rượu nếp", "Sticky rice spirit", "Rượu", "beverage", 14, "chai 500 ml", "500 ml bottle", 120_000},
		{"Rượu vang", "Fruit wine", "Rượu", "beverage", 15, "chai 750 ml", "750 ml bottle", 180_000},
		{"Nước uống đóng chai", "Bottled water", "Nước khoáng, nước uống", "beverage", 16, "thùng 24 chai", "case of 24", 90_000},
		{"Nước cốt chanh dây", "Passion fruit juice", "Đồ uống không cồn", "beverage", 17, "chai 1 lít", "1 l bottle", 85_000},
		{"Cao cà gai leo", "Solanum extract", "Cao, viên dược liệu", "herbal", 18, "hộp 100 g", "100 g box", 250_000},
		{"Tinh dầu sả", "Lemongrass oil", "Tinh dầu", "herbal", 20, "lọ 10 ml", "10 ml phial", 70_000},
		{"Xà phòng thảo dược", "Herbal soap", "Mỹ phẩm, chăm sóc cá nhân từ thảo dược", "herbal", 19, "bánh 100 g", "100 g bar", 55_000},
		{"Giỏ mây tre", "Rattan basket", "Mây, tre, cói, lá đan", "handicraft", 21, "chiếc", "piece", 160_000},
		{"Bình gốm", "Stoneware vase", "Gốm sứ", "handicraft", 21, "chiếc", "piece", 650_000},
		{"Khăn lụa", "Silk scarf", "Vải, may mặc", "handicraft", 22, "chiếc", "piece", 480_000},
		{"Hoa lan hồ điệp", "Moth orchid", "Hoa, cây cảnh", "ornamental", 23, "cành", "stem", 150_000},
		{"Cây mai cảnh", "Ornamental apricot", "Hoa, cây cảnh", "ornamental", 24, "chậu", "pot", 900_000},
		{"Du lịch cộng đồng", "Community tourism", "Du lịch cộng đồng", "tourism", 26, "khách", "guest", 350_000},
	}
}

// qualities may follow the kind in a product's name.
func qualities() []string {
	return []string{
		"", "", "", "đặc sản", "thượng hạng", "hữu cơ", "cổ truyền", "nguyên chất", "loại một", "sạch", "gia truyền", "đặc biệt",
		"hảo hạng", "truyền thống", "thơm", "cao cấp", "tinh khiết", "mộc", "hương quê", "vùng cao", "ba miền", "núi đá", "bản địa", "xưa",
	}
}

// nameSyllables make the names of makers and places: two of them are one.
func nameSyllables() (first, second []string) {
	return []string{
			"An", "Bảo", "Bình", "Cao", "Cẩm", "Đại", "Đông", "Đức", "Gia", "Hải", "Hồng", "Hưng", "Hương", "Khánh", "Kim", "Lộc", "Long",
			"Mai", "Minh", "Mường", "Nam", "Ngọc", "Phú", "Phúc", "Phước", "Quảng", "Sơn", "Tà", "Tam", "Tân", "Thanh", "Thành", "Thiên",
			"Thịnh", "Thuận", "Tiến", "Trường", "Tuấn", "Vạn", "Vĩnh", "Xuân", "Yên",
		}, []string{
			"An", "Bắc", "Châu", "Cường", "Dũng", "Điền", "Đường", "Giang", "Hà", "Hạnh", "Hòa", "Hoa", "Khê", "Lan", "Lâm", "Liên", "Linh",
			"Lộc", "Lợi", "Nga", "Nghĩa", "Nhung", "Phát", "Phong", "Phương", "Quang", "Quý", "Sinh", "Tâm", "Tây", "Thắng", "Thảo", "Thủy",
			"Tín", "Trang", "Trung", "Tuyết", "Vinh", "Vượng", "Xá",
		}
}

// form is how a producer of a legal form begins its name.
type form struct{ kind, name string }

// forms lists them about as often as they occur.
func forms() []form {
	return []form{
		{"cooperative", "Hợp tác xã nông nghiệp"}, {"cooperative", "Hợp tác xã dịch vụ tổng hợp"}, {"cooperative", "Hợp tác xã sản xuất và thương mại"},
		{"enterprise", "Công ty TNHH"}, {"enterprise", "Công ty cổ phần"}, {"household", "Hộ kinh doanh"}, {"household", "Hộ kinh doanh"},
		{"cooperative_group", "Tổ hợp tác"}, {"farm", "Trang trại"}, {"enterprise", "Doanh nghiệp tư nhân"},
	}
}

// sentences make stories, in Vietnamese and in English.
func sentences() (vi, en []string) {
	return []string{
			"Vùng nguyên liệu nằm ở độ cao vừa phải, sương sớm và nắng muộn làm cho hương vị đậm hơn nơi khác.",
			"Người làm nghề ở đây thu hái bằng tay từ khi trời chưa sáng và chế biến ngay trong ngày.",
			"Mỗi mẻ được ghi sổ, lưu mẫu và kiểm tra trước khi đóng gói.",
			"Nghề được truyền qua ba đời, nay cả tổ cùng làm theo một quy trình chung.",
			"Bao bì làm từ vật liệu dễ tái chế, ghi rõ ngày sản xuất và mã truy xuất.",
			"Sản phẩm bán quanh năm nhưng ngon nhất vào cuối vụ, khi trời bắt đầu se lạnh.",
			"Một phần doanh thu được dành để giữ giống bản địa và trồng lại rừng đầu nguồn.",
			"Khách đến thăm có thể xem từng công đoạn và tự tay làm thử.",
		}, []string{
			"The growing area lies at a moderate height, where early mist and late sun deepen the flavour.",
			"People here pick by hand before dawn and process everything the same day.",
			"Every batch is written down, sampled and checked before it is packed.",
			"The craft has come down through three generations and is now shared by the whole group.",
			"The packaging is easy to recycle and carries the production date and a tracing code.",
			"It is sold all year round and is best at the end of the season, when the days turn cool.",
			"Part of the income keeps the local variety and replants the forest upstream.",
			"Visitors may watch each step and try their hand at it.",
		}
}
