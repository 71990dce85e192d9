package drawing

import (
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		group, subgroup, name string
		want                  Kind
	}{
		{"beverage", "Chè", "Chè Tôm Nõn", Tea},
		{"beverage", "Chè", "Phong Hải Danh Trà - Trà hoa sen", HerbalTea},
		{"beverage", "Trà thảo mộc", "Trà hoa vàng Ba Chẽ", HerbalTea},
		{"beverage", "Rượu", "Rượu ngô Đại Hoàng Cao Bằng", Spirits},
		{"beverage", "Rượu", "Vang sim rừng Măng Đen", Wine},
		{"beverage", "Cà phê, ca cao", "Khe Sanh Coffee", Coffee},
		{"beverage", "Cà phê, ca cao", "Bột ca cao nguyên chất", Cocoa},
		{"beverage", "Đồ uống không cồn", "Nước yến sào Datafa", BirdNest},
		{"beverage", "Đồ uống không cồn", "Nước ép thanh long Bảo Long", Juice},
		{"beverage", "Nước khoáng, nước uống", "Nước khoáng thiên nhiên Quang Hanh Fresh", Water},
		{"food", "Nước mắm", "Nước mắm cá cơm Xuân Anh", FishSauce},
		{"food", "Mắm", "Mắm ruốc Phạm A", Paste},
		{"food", "Mật ong", "Mật ong rừng U Minh", Honey},
		{"food", "Gạo, ngũ cốc", "Gạo nếp cái hoa vàng Thái Sơn", Rice},
		{"food", "Gạo, ngũ cốc", "Bột 5 loại đậu", Flour},
		{"food", "Chế biến từ gạo, ngũ cốc", "Cơm cháy Cố Đô", Cracker},
		{"food", "Chế biến từ gạo, ngũ cốc", "Chè đậu đen cốt dừa Hoàng Gia", Jelly},
		{"food", "Bánh tráng, bún, miến, phở", "Miến dong Lộc Biên", Noodles},
		{"food", "Bánh tráng, bún, miến, phở", "Bánh tráng phơi sương", RicePaper},
		{"food", "Bánh, kẹo", "Bánh tét 3 màu", Cake},
		{"food", "Bánh, kẹo", "Kẹo cu đơ Hà Tĩnh – Nguyễn Hằng", Sweets},
		{"food", "Các loại hạt", "Hạt điều rang muối", Cashew},
		{"food", "Các loại hạt", "Sen sấy Wasabi", Seeds},
		{"food", "Gia vị", "Hạt tiêu sọ", Pepper},
		{"food", "Gia vị", "Muối ớt tôm", Salt},
		{"food", "Gia vị", "Tỏi Lý Sơn DORI", Garlic},
		{"food", "Gia vị", "Giấm chuối", Condiment},
		{"food", "Rau, củ, quả tươi", "Cam sành Hàm Yên", Citrus},
		{"food", "Rau, củ, quả tươi", "Dưa lưới tròn ruột cam", Melon},
		{"food", "Rau, củ, quả tươi", "Bưởi da xanh", Pomelo},
		{"food", "Rau, củ, quả tươi", "Vải thiều Lục Ngạn", Lychee},
		{"food", "Rau, củ, quả tươi", "Nhãn IDo Định Môn", Longan},
		{"food", "Rau, củ, quả tươi", "Xoài cát Hòa Lộc", Mango},
		{"food", "Rau, củ, quả tươi", "Thanh long ruột đỏ", DragonFruit},
		{"food", "Rau, củ, quả tươi", "Dừa sáp Bảo Châu", Coconut},
		{"food", "Rau, củ, quả tươi", "Nấm đùi gà", Mushroom},
		{"food", "Rau, củ, quả tươi", "Cải ngọt thủy canh Tam Thái", Greens},
		{"food", "Chế biến từ rau, củ, quả", "Xoài sấy dẻo", DriedFruit},
		{"food", "Chế biến từ rau, củ, quả", "Măng muối chua", Pickle},
		{"food", "Chế biến từ thịt, trứng, sữa", "Lạp Xưởng Vạn Thành", Sausage},
		{"food", "Chế biến từ thịt, trứng, sữa", "Nem nướng sả", PorkRoll},
		{"food", "Chế biến từ thịt, trứng, sữa", "Bộ sản phẩm sữa chua nguyên kem Amifarm Mộc Châu", Dairy},
		{"food", "Chế biến từ thịt, trứng, sữa", "Kem trà sữa trân châu", IceCream},
		{"food", "Thịt, trứng, sữa tươi", "Trứng vịt biển Đồng Rui", Eggs},
		{"food", "Thủy sản chế biến", "Khô cá sặc rằn", DriedFish},
		{"food", "Thủy sản chế biến", "Tôm khô tách vỏ", Shrimp},
		{"food", "Thủy sản chế biến", "Bánh phồng tôm", Cracker},
		{"food", "Thủy sản tươi", "Cua biển Hợp tác xã Thuận Phát", Shellfish},
		{"food", "Yến sào", "Yến tinh chế", BirdNest},
		{"food", "Dầu thực vật", "Dầu phụng", Oil},
		{"herbal", "Tinh dầu", "Dầu tràm Linh Ứng", EssentialOil},
		{"herbal", "Dược liệu", "Đông Trùng Hạ thảo khô", Cordyceps},
		{"herbal", "Dược liệu", "Sâm dây Phước Sơn", Herb},
		{"herbal", "Mỹ phẩm, chăm sóc cá nhân từ thảo dược", "Nước rửa chén sinh học", Soap},
		{"handicraft", "Gốm sứ", "Gốm Chăm Sơn Hòa", Pottery},
		{"handicraft", "Vải, may mặc", "Khăn lụa thêu tay cao cấp", Silk},
		{"handicraft", "Vải, may mặc", "Tấm trải trang trí Thổ cẩm", Brocade},
		{"handicraft", "Mây, tre, cói, lá đan", "Giỏ xách cỏ bàng", Basket},
		{"handicraft", "Hương, nhang", "Trầm nụ", Incense},
		{"handicraft", "Thủ công mỹ nghệ gia dụng, trang trí", "Đèn lồng Dé Latana", Lantern},
		{"handicraft", "Trang sức, đồ lưu niệm", "Ngọc trai Akoya", Jewellery},
		{"ornamental", "Hoa, cây cảnh", "Lan cấy mô", Flower},
		{"tourism", "Du lịch cộng đồng", "Ecohost Hải Hậu", Homestay},
		{"tourism", "Điểm du lịch", "Điểm tham quan du lịch Nhà cổ Ba Đức", Heritage},
		{"tourism", "Du lịch sinh thái", "Khu Vui chơi miệt vườn Happyland Hùng Thy", Garden},
		// without a subgroup the name must do, and without either the group
		{"food", "", "Nước mắm Phú Quốc", FishSauce},
		{"food", "", "CÀ PHÊ BỘT", Coffee},
		{"", "", "Homestay bản Lác", Homestay},
		{"food", "", "Zyx", Market},
		{"handicraft", "Đồ mới lạ", "Zyx", Basket},
		{"", "", "", Market},
	} {
		if got := KindOf(c.group, c.subgroup, c.name); got != c.want {
			t.Errorf("KindOf(%q, %q, %q) = %s, want %s", c.group, c.subgroup, c.name, got, c.want)
		}
		if got := KindOf(c.group, norm.NFD.String(c.subgroup), norm.NFD.String(c.name)); got != c.want {
			t.Errorf("decomposed, KindOf(%q) = %s, want %s", c.name, got, c.want)
		}
	}
}

func TestEveryRuleLeadsToAKind(t *testing.T) {
	known := Kinds()
	check := func(rules []rule) {
		for _, r := range rules {
			if !slices.Contains(known, r.kind) {
				t.Errorf("%q leads to %q, which nobody draws", r.words, r.kind)
			}
		}
	}
	check(anything())
	for _, f := range families() {
		check(append(f.rules, rule{f.otherwise, f.subgroups}))
	}
}

func TestVariant(t *testing.T) {
	if Variant("Gạo nếp", Rice) != Variant("  gạo  NẾP ", Rice) {
		t.Error("a name must keep its drawing whatever its case and spaces")
	}
	if a, b := Variant("Quả lê Si Ma Cai", Orchard), Variant("Quả mận Tả Van", Orchard); a == b {
		t.Errorf("pears and plums share drawing %d", a)
	}
	seen := map[uint64]bool{}
	for _, name := range []string{"Mật ong", "Mật ong Pa Ủ", "Mật ong hoa nhãn", "Mật ong dú", "Mật ong rừng", "Mật ong ruồi", "Mật ong quất", "Mật ong U Minh"} {
		seen[Variant(name, Honey)] = true
	}
	if len(seen) < 3 {
		t.Errorf("eight honeys share %d drawings", len(seen))
	}
}
