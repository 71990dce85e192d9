package drawing

// families are the subgroups, the narrower ones first.
func families() []family {
	return []family{
		{"trà thảo mộc", nil, HerbalTea},
		{"chè, trà", []rule{{HerbalTea, "trà hoa,trà sen,trà lài,hoa sen"}}, Tea},
		{"rượu", []rule{{Wine, "vang"}, {Spirits, "rượu"}}, Spirits},
		{"cà phê", []rule{{Cocoa, "ca cao,cacao,socola"}}, Coffee},
		{"đồ uống không cồn", []rule{{Dairy, "sữa"}, {BirdNest, "yến"}, {HerbalTea, "atiso,hibisy,hibigreen,trà"}}, Juice},
		{"nước khoáng, nước uống", nil, Water},
		{"nước mắm", nil, FishSauce},
		{"mắm", []rule{{FishSauce, "nước mắm"}}, Paste},
		{"mật ong", nil, Honey},
		{"đường", []rule{{Honey, "mật ong"}}, Syrup},
		{"yến sào", nil, BirdNest},
		{"dầu thực vật", nil, Oil},
		{"gia vị", spiceRules(), Condiment},
		{"chế biến từ rau củ quả", processedPlantRules(), DriedFruit},
		{"rau củ quả", freshPlantRules(), Greens},
		{"chế biến từ thịt", processedMeatRules(), SmokedMeat},
		{"thịt trứng sữa", []rule{{Eggs, "trứng"}, {Dairy, "sữa"}, {Poultry, "gà,vịt,ngan,ngỗng"}}, Meat},
		{"thủy sản chế biến", processedFishRules(), DriedFish},
		{"thủy sản tươi", freshFishRules(), FreshFish},
		{"chế biến từ gạo", []rule{{Jelly, "chè"}, {Cracker, "cơm cháy,nếp cẩm"}, {Flour, "bột,ngũ cốc,cốm"}}, Flour},
		{"gạo", []rule{{Flour, "bột"}}, Rice},
		{"bánh tráng", []rule{{RicePaper, "bánh tráng,bánh đa nem"}, {Cracker, "bánh đa nướng,bánh đa vừng"}}, Noodles},
		{"bánh kẹo", []rule{{Cracker, "phồng,snack,bánh khô,bánh ống,nướng"}, {Sweets, "kẹo,cu đơ"}}, Cake},
		{"các loại hạt", nutRules(), Seeds},
		{"thức ăn nhanh", []rule{{Cracker, "cơm cháy"}, {Noodles, "mì,mỳ,phở,bún"}}, Cracker},
		{"tinh dầu", nil, EssentialOil},
		{"cao viên", nil, Balm},
		{"thực phẩm chức năng", []rule{{Balm, "cao"}}, Supplement},
		{"dược liệu", []rule{{Cordyceps, "đông trùng,cordyceps"}, {Turmeric, "nghệ"}, {Mushroom, "nấm,linh chi"}, {HerbalTea, "nụ hoa"}}, Herb},
		{"mỹ phẩm", []rule{{Salt, "muối"}, {EssentialOil, "tinh dầu"}}, Soap},
		{"gốm", nil, Pottery},
		{"vải, lụa", []rule{{Brocade, "thổ cẩm,dân tộc,váy"}}, Silk},
		{"trang sức", nil, Jewellery},
		{"hương", nil, Incense},
		{"mây tre, cói", nil, Basket},
		{"thủ công mỹ nghệ", craftRules(), Wood},
		{"hoa, cây cảnh", nil, Flower},
		{"du lịch", tourismRules(), Homestay},
	}
}

func spiceRules() []rule {
	return []rule{
		{Salt, "muối"}, {Garlic, "tỏi"}, {Chili, "ớt"}, {Pepper, "tiêu"}, {Cinnamon, "quế,hồi"}, {Turmeric, "nghệ,gừng"},
	}
}

func freshPlantRules() []rule {
	return []rule{
		{Mushroom, "nấm"}, {BambooShoot, "măng lục,măng tươi,măng khô,măng trúc"}, {Greens, "măng tây"}, {BambooShoot, "măng"},
		{Melon, "dưa lưới,dưa lê,dưa hấu,dưa vàng"}, {Pomelo, "bưởi"}, {Citrus, "cam,quýt,quất,chanh"}, {Lychee, "vải,chôm chôm"}, {Longan, "nhãn,bòn bon"},
		{Mango, "xoài"}, {DragonFruit, "thanh long"}, {Coconut, "dừa"}, {Banana, "chuối"}, {Durian, "sầu riêng,mít"},
		{Grapes, "nho"}, {CustardApple, "na,mãng cầu"},
		{Gourd, "bí,bầu,mướp,dưa leo,dưa chuột,khổ qua,su su,đậu bắp"}, {Tomato, "cà chua"},
		{RootCrop, "cà rốt,khoai,củ,sắn,gừng,khoai tây"}, {Garlic, "tỏi,hành"}, {Chili, "ớt"}, {Seeds, "sen"},
		{Greens, "rau,cải,ngồng"},
		{Orchard, "lê,mận,táo,hồng,ổi,vú sữa,quả,trái,đào,mơ,bơ,hồng xiêm,lựu,sấu"},
	}
}

func processedPlantRules() []rule {
	return []rule{
		{IceCream, "kem"}, {Peanut, "đậu phộng,lạc"}, {Mushroom, "nấm"}, {Pickle, "kim chi,dầm,măng muối,củ cải muối,cà na,muối chua,trám"},
		{BambooShoot, "măng"}, {Garlic, "tỏi"}, {Flour, "bột"}, {Jelly, "thạch,nha đam,nước cốt dừa"}, {Durian, "sầu riêng cấp đông"},
		{Coconut, "dừa sáp sợi"}, {RootCrop, "củ sen"},
	}
}

func processedMeatRules() []rule {
	return []rule{
		{SmokedMeat, "dế"}, {Dairy, "sữa chua"}, {IceCream, "kem"}, {Dairy, "sữa,yaour,phô mai"}, {Eggs, "trứng gà,trứng vịt,trứng cút"},
		{Sausage, "lạp sườn,lạp xưởng,xúc xích,lạp"}, {PorkRoll, "chả,giò,nem,tré"}, {Paste, "mắm"},
		{Poultry, "gà,vịt"}, {SmokedMeat, "thịt,bò,trâu,khô,ruốc"},
	}
}

func processedFishRules() []rule {
	return []rule{
		{Cracker, "bánh phồng"}, {Seaweed, "rong,tảo"}, {Sausage, "lạp xưởng"}, {FishCake, "chả"},
		{Shrimp, "tôm,tép"}, {Squid, "mực,bạch tuộc"}, {Shellfish, "ghẹ,cua,ba khía,sò,hàu,ốc,nghêu"},
	}
}

func freshFishRules() []rule {
	return []rule{
		{Shrimp, "tôm,tép"}, {Squid, "mực,bạch tuộc"}, {Shellfish, "cua,ghẹ,hàu,sò,vẹm,nghêu,ốc"}, {Seaweed, "rong"},
	}
}

func nutRules() []rule {
	return []rule{
		{Cashew, "điều"}, {Peanut, "lạc,đậu phộng,đậu"}, {Cocoa, "ca cao,cacao"},
	}
}

func craftRules() []rule {
	return []rule{
		{Lantern, "đèn"}, {Coir, "chổi,thảm,xơ mướp,xơ dừa,miếng rửa bát"}, {Jewellery, "dây chuyền,bạc,vòng"},
		{Basket, "mây,giang,cói,lá,bàng"}, {Pottery, "gốm,sứ"}, {Brocade, "thổ cẩm"}, {Silk, "lụa,tơ"}, {Incense, "hương,nhang,trầm"},
	}
}

func tourismRules() []rule {
	return []rule{
		{Heritage, "nhà cổ,thành cổ,di tích,đình,chùa,làng quê,văn hóa,văn hoá,làng cổ"},
		{Garden, "miệt vườn,nhà vườn,vườn,cồn,sông,chợ nổi,sinh thái,làng du lịch"},
	}
}

// anything are the telling words where the subgroup says nothing, the surer ones first.
func anything() []rule {
	out := []rule{
		{Homestay, "homestay,farmstay,du lịch,ecohost"}, {FishSauce, "nước mắm"}, {EssentialOil, "tinh dầu"}, {BirdNest, "yến"},
		{Honey, "mật ong"}, {Supplement, "thực phẩm bảo vệ sức khỏe,viên nang"}, {Cordyceps, "đông trùng hạ thảo"},
		{Wine, "vang"}, {Spirits, "rượu"}, {Coffee, "cà phê,coffee"}, {Cocoa, "ca cao"}, {HerbalTea, "trà hoa,trà thảo mộc,trà túi lọc"},
		{Tea, "chè,trà"}, {Water, "nước khoáng,nước uống,nước"}, {Paste, "mắm"}, {Brocade, "thổ cẩm"}, {Silk, "lụa,khăn,tơ tằm"},
		{Pottery, "gốm,sứ"}, {Basket, "mây,tre,cói,đan,nón,túi,giỏ"}, {Incense, "nhang,hương trầm,trầm"}, {Soap, "xà phòng,dầu gội,mỹ phẩm,nước rửa"},
		{RicePaper, "bánh tráng"}, {Noodles, "bún,miến,phở,mì,mỳ,hủ tiếu,bánh đa"}, {Rice, "gạo"}, {Cracker, "cơm cháy"}, {Sweets, "kẹo,mứt"}, {Cake, "bánh"},
		{Oil, "dầu"}, {Syrup, "đường,siro,mật"}, {DriedFruit, "sấy"}, {Cashew, "hạt điều"}, {Seeds, "hạt"},
		{Sausage, "lạp xưởng,xúc xích"}, {PorkRoll, "chả,giò,nem"}, {DriedFish, "khô cá,cá khô"}, {Shrimp, "tôm"}, {Squid, "mực"}, {FreshFish, "cá"}, {Shellfish, "cua"},
		{Eggs, "trứng"}, {Dairy, "sữa"}, {SmokedMeat, "thịt,bò,trâu"}, {Poultry, "gà,vịt"}, {Flour, "bột"}, {Flower, "hoa,lan,mai,cây cảnh,bonsai"},
		{Wood, "gỗ,lược,tượng,đàn"}, {Jewellery, "ngọc trai,vòng,bạc"}, {Herb, "sâm,thuốc,dược liệu"}, {Balm, "cao"},
	}
	out = append(out, spiceRules()...)
	return append(out, freshPlantRules()...)
}
