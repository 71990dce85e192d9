package drawing

// hint keeps a name to the drawings that look like it: red rice, maize spirits, a pear.
type hint struct {
	words string // parted by commas, any of them
	seeds []uint64
}

// hintsOf are the hints of a kind, the first that fits counts.
func hintsOf(kind Kind) []hint {
	switch kind {
	case HerbalTea:
		return []hint{
			{"hoa vàng,hoa cúc,gừng,sả,nghệ", []uint64{0, 5}},
			{"đậu biếc,hoa súng", []uint64{1, 6}},
			{"atiso,actiso,hibisy,hibigreen,hồng liên", []uint64{2}},
		}
	case Spirits:
		return []hint{
			{"ngô", []uint64{2, 6}},
			{"ghè,cần,men lá", []uint64{3, 7}},
			{"ba kích,sâm,đinh lăng,đông trùng,linh chi,nấm,nhàu,mơ,yến,chuối,thảo mộc,bưởi,mãng cầu,trái giác,cúc", []uint64{1, 5}},
		}
	case Rice:
		return []hint{
			{"huyết rồng,đỏ,lứt,lức", []uint64{2}},
			{"đen,cẩm,tím", []uint64{4}},
		}
	case Noodles:
		return []hint{
			{"miến", []uint64{1}},
			{"cẩm,gạo lứt,ngũ sắc,rau củ", []uint64{3}},
		}
	case Cracker:
		return []hint{
			{"tôm,ghẹ,hàu", []uint64{1}},
		}
	case Condiment:
		return []hint{
			{"ớt", []uint64{1}},
			{"giấm", []uint64{2}},
		}
	case Shellfish:
		return []hint{
			{"cua,ghẹ,ba khía", []uint64{0}},
		}
	case Eggs:
		return []hint{
			{"vịt", []uint64{1}},
		}
	case Seeds:
		return []hint{
			{"sen", []uint64{0}},
			{"mắc ca,sachi", []uint64{1}},
		}
	case Pepper:
		return []hint{
			{"sọ", []uint64{1}},
			{"chín", []uint64{2}},
		}
	case Salt:
		return []hint{
			{"tôm,ớt,tiêu", []uint64{1}},
		}
	case Citrus:
		return []hint{
			{"cam sành,quýt,chanh", []uint64{1}},
		}
	case Pomelo:
		return []hint{
			{"da xanh", []uint64{0}},
			{"năm roi,diễn,sửu", []uint64{1}},
		}
	case Grapes:
		return []hint{
			{"đen", []uint64{0}},
		}
	case Orchard:
		return []hint{
			{"lê", []uint64{1}},
			{"mận,đào,mơ", []uint64{0}},
			{"táo", []uint64{2}},
			{"hồng", []uint64{3}},
		}
	case RootCrop:
		return []hint{
			{"cà rốt", []uint64{0}},
			{"khoai lang,khoai môn", []uint64{2}},
		}
	case Gourd:
		return []hint{
			{"khổ qua,dưa leo,dưa chuột", []uint64{2}},
		}
	case Mushroom:
		return []hint{
			{"linh chi,lim", []uint64{3}},
		}
	case DriedFruit:
		return []hint{
			{"mận,dâu,long nhãn,táo,me", []uint64{1}},
			{"chuối,khoai", []uint64{2}},
			{"dừa", []uint64{4}},
		}
	case Juice:
		return []hint{
			{"dừa", []uint64{2}},
			{"cam,dứa,chanh,mật nho", []uint64{0}},
			{"nhàu,mãng cầu", []uint64{3}},
		}
	case Dairy:
		return []hint{
			{"sữa chua,yaour", []uint64{1}},
		}
	case Oil:
		return []hint{
			{"phụng,phộng,lạc", []uint64{0}},
			{"dừa", []uint64{2}},
			{"mè đen,vừng đen", []uint64{1}},
		}
	case Cake:
		return []hint{
			{"tét", []uint64{1}},
			{"chưng,gai,ú,giầy,nếp", []uint64{0}},
		}
	case Sweets:
		return []hint{
			{"lạc,vừng,cu đơ,dồi,điều,đậu phộng,gạo", []uint64{0}},
		}
	case EssentialOil:
		return []hint{
			{"quế", []uint64{0}},
			{"tràm,khuynh diệp", []uint64{1}},
		}
	case Basket:
		return []hint{
			{"nón", []uint64{2}},
			{"túi,balo,cặp,xách,tụng,bàng,dép", []uint64{0}},
		}
	case Jewellery:
		return []hint{
			{"tahiti", []uint64{2}},
			{"trầm,gỗ,hạt", []uint64{1}},
		}
	case Flower:
		return []hint{
			{"lan", []uint64{0}},
			{"mai", []uint64{1}},
		}
	case Heritage:
		return []hint{
			{"nhà cổ,bản,làng quê", []uint64{0}},
		}
	case Jelly:
		return []hint{
			{"nha đam", []uint64{1}},
			{"dừa", []uint64{2}},
		}
	}
	return nil
}
