package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case is a list and its rows as line|name|producer|address|district|province|stars.
func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"blank cells of a plain list stay empty",
			"Tên sản phẩm;Chủ thể;Hạng sao\nGạo;HTX A;3\nNếp;;4\n",
			[]string{"2|Gạo|HTX A||||3", "3|Nếp|||||4"}},
		{"blank cells of a numbered list repeat the maker",
			"STT;Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao\n1;Gạo;HTX A;xã X;3\n2;Nếp;;;4\n3;Mắm;HTX B;;\n",
			[]string{"2|Gạo|HTX A|xã X|||3", "3|Nếp|HTX A|xã X|||4", "4|Mắm|HTX B||||?"}},
		{"not beside a column for the kind of producer",
			"STT;Tên sản phẩm;Chủ thể;Loại hình;Hạng sao\n1;Gạo;HTX A;HTX;3\n2;Nếp;;;4\n",
			[]string{"2|Gạo|HTX A||||3", "3|Nếp|||||4"}},
		{"a dash says none",
			"STT;Tên sản phẩm;Chủ thể;Hạng sao\n1;Gạo;HTX A;3\n2;Nếp;-;4\n3;Mắm;;3\n",
			[]string{"2|Gạo|HTX A||||3", "3|Nếp|||||4", "4|Mắm|||||3"}},
		{"ditto marks of every kind",
			"name,producer,star\nA,HTX A,4\nB,″,\"\n" + "C,-nt-,''\nD,„,như trên\nE,\"\"\"\",-//-\nF,//,nt\n",
			[]string{"2|A|HTX A||||4", "3|B|HTX A||||4", "4|C|HTX A||||4", "5|D|HTX A||||4", "6|E|HTX A||||4", "7|F|HTX A||||4"}},
		{"a ditto mark with nothing above",
			"name,producer,star\nA,″,4\n",
			[]string{`2|A|||||4|B2: "″" repeats a cell that is not there`}},
		{"sections by district, with and without numbers, with counts",
			"STT\tTên sản phẩm\tChủ thể\tHạng sao\nII. HUYỆN GÒ QUAO\n1\tKhóm\tHTX A\t3 sao\nHuyện An Biên (02 sản phẩm)\n1\tMắm\tHTX B\t4 sao\n2\tTôm khô\t\t4 sao\n" +
				"IV\tTHỊ XÃ X\t\t2\n1\tLúa\t\t3 sao\n",
			[]string{"3|Khóm|HTX A||Gò Quao||3", "5|Mắm|HTX B||An Biên||4", "6|Tôm khô|HTX B||An Biên||4", "8|Lúa|||X||3"}},
		{"provinces above districts",
			"TT,Sản phẩm,Số sao\nA,TỈNH KIÊN GIANG,\nI,HUYỆN GÒ QUAO,\n1,Khóm,3\nB,TỈNH AN GIANG,\n1,Khô,4\n,THÀNH PHỐ CẦN THƠ,\n1,Nem,4\n",
			[]string{"4|Khóm|||Gò Quao|Kiên Giang|3", "6|Khô||||An Giang|4", "8|Nem||||Cần Thơ|4"}},
		{"sections by stars",
			"STT,Tên sản phẩm,Chủ thể\nI. SẢN PHẨM ĐẠT 4 SAO,,\n1,Khóm,HTX A\nII. SẢN PHẨM ĐẠT 3 SAO,,\n2,Mắm,HTX B\n",
			[]string{"3|Khóm|HTX A||||4", "5|Mắm|HTX B||||3"}},
		{"totals, numbers, empty lines and headers again are no products",
			"STT,Tên sản phẩm,Chủ thể,Hạng sao\n(1),(2),(3),(4)\n1,Khóm,HTX A,3\n,,,\nSTT,Tên sản phẩm,Chủ thể,Hạng sao\n2,Cồng chiêng,HTX B,3\n,Cộng I: 2,,\nTỔNG CỘNG,2 sản phẩm,,\nTổng số sản phẩm: 02,,,\n",
			[]string{"3|Khóm|HTX A||||3", "6|Cồng chiêng|HTX B||||3"}},
		{"a header of two rows",
			"DANH SÁCH\nSTT,Tên sản phẩm,Chủ thể sản xuất,,Kết quả\n,,Tên,Địa chỉ,Hạng sao\n1,2,3,4,5\n1,Khóm,HTX A,\"xã X, huyện Gò Quao, Kiên Giang\",3\n",
			[]string{`5|Khóm|HTX A|xã X, huyện Gò Quao, Kiên Giang|Gò Quao||3`}},
		{"boxes to tick under the stars",
			"STT,Tên sản phẩm,Chủ thể,Hạng sao,,\n,,,3 sao,4 sao,5 sao\n1,Khóm,HTX A,x,,\n2,Mắm,HTX B,,x,\n3,Khô,HTX C,x,x,\n4,Nem,HTX D,,,\n",
			[]string{"3|Khóm|HTX A||||3", "4|Mắm|HTX B||||4", `5|Khô|HTX C||||?|D5: cannot read "4 sao: x" as stars`, "6|Nem|HTX D||||?"}},
		{"another table below the first",
			"STT,Tên sản phẩm,Hạng sao\n1,Khóm,3\nSTT,Chủ thể,Tên sản phẩm,Hạng sao\n1,HTX A,Mắm,4\n",
			[]string{"2|Khóm|||||3", "4|Mắm|HTX A||||4"}},
		{"what refuses a row",
			"STT,Tên sản phẩm,Chủ thể,Hạng sao\n1,,HTX A,3\n2,Khóm,HTX A,bảy\n3,Mắm,HTX A,6\n",
			[]string{"2||HTX A||||3|B2: the product has no name", `3|Khóm|HTX A||||?|D3: cannot read "bảy" as stars`, `4|Mắm|HTX A||||?|D4: "6" is not between 0 and 5 stars`}},
		{"look-alikes of Đ, decomposed letters, stray spaces",
			"name,producer,star\n  Ðường   thốt\u00a0nốt ,HTX Ɖo\u0302ng Tie\u0302\u0301n\u200b,4\n",
			[]string{"2|Đường thốt nốt|HTX Đông Tiến||||4"}},
		{"quotes that open nothing",
			"name\tproducer\tstar\nGạo \"Ngọc\"\t\"Bà\" Ba\t4\n\"Mắm, \"\"ngon\"\"\"\tHTX\t\"\n\"Khô\ncá\"\tHTX B\t3\n",
			[]string{`2|Gạo "Ngọc"|"Bà" Ba||||4`, `3|Mắm, "ngon"|HTX||||4`, `4|Khô cá|HTX B||||3`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, briefs(readString(t, c.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]Field{
		"STT": FieldOrdinal, "TT": FieldOrdinal, "Tên sản phẩm": FieldName, "SẢN PHẨM": FieldName, "product": FieldName,
		"Tên chủ thể (HTX, DN)": FieldProducer, "Cơ sở": FieldProducer, "author": FieldProducer, "Loại hình": FieldProducerType,
		"producer_type": FieldProducerType, "Địa chỉ": FieldAddress, "Xã": FieldCommune, "Huyện": FieldDistrictFormer,
		"district_former": FieldDistrictFormer, "Tỉnh/Thành phố": FieldProvince, "province_former": FieldProvinceFormer,
		"Hạng sao": FieldStars, "Kết quả đánh giá, phân hạng": FieldStars, "Xếp hạng": FieldStars, "Hạng sao được công nhận": FieldStars,
		"Năm": FieldYear, "Quyết định số": FieldDecisionNo, "Ngày quyết định": FieldDecisionDate, "Cơ quan ban hành": FieldIssuer,
		"Ngày hết hạn": FieldExpiresOn, "Mã sản phẩm": FieldCode, "Nhóm": FieldGroup, "Phân nhóm": FieldSubgroup, "subgroup_vi": FieldSubgroup,
		"Bộ": FieldSet, "Ghi chú": FieldNote, "source_url": FieldSource, "id": FieldID, "Tên sản phẩm (tiếng Anh)": FieldNameEN,
		// Words that only look like one.
		"Mã số thuế": noField, "Năm thành lập": noField, "Tình trạng": noField, "Đơn vị tính": noField, "Số lượng": noField,
		"Điện thoại": noField, "Hạn sử dụng": noField, "Điểm": noField, "Nguồn vốn": noField, "Xã hội": noField,
	} {
		if got, _ := fieldOf(label); got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	list := readString(t, "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\nPHỤ LỤC: DANH SÁCH SẢN PHẨM OCOP HUYỆN CẦU KÈ ĐẠT 3 SAO NĂM 2022\n"+
		"\"(Kèm theo Quyết định số 3787/QĐ-UBND ngày 28/12/2023 của UBND huyện Cầu Kè)\"\n\nSTT\tTên sản phẩm\tHạng sao\n1\tDừa sáp\t3\n")
	got := list.Title
	got.Text = ""
	want := Title{Province: "TRÀ VINH", DistrictFormer: "CẦU KÈ", Year: 2022, DecisionNo: "3787/QĐ-UBND", DecisionDate: Day{2023, 12, 28}, Issuer: "UBND huyện Cầu Kè"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r := list.Rows[0]
	if r.DistrictFormer != "Cầu Kè" || r.DecisionNo != "3787/QĐ-UBND" || r.Issuer != "UBND huyện Cầu Kè" || r.Year != 2022 {
		t.Errorf("the row does not take the title: %+v", r)
	}
	for line, want := range map[string]string{
		"CÁC SẢN PHẨM OCOP TỈNH NAM ĐỊNH NĂM 2021":       "NAM ĐỊNH",
		"Danh sách tỉnh Quảng Nam năm 2020":              "Quảng Nam",
		"cấp tỉnh, đợt 1":                                "",
		"trên địa bàn tỉnh Bà Rịa - Vũng Tàu đợt 2":      "Bà Rịa - Vũng Tàu",
		"SẢN PHẨM OCOP CỦA THÀNH PHỐ HẢI PHÒNG NĂM 2019": "HẢI PHÒNG",
		"thành phố Rạch Giá, tỉnh Kiên Giang":            "Kiên Giang",
	} {
		if got := placeInTitle(line).province; got != want {
			t.Errorf("%q: province %q, want %q", line, got, want)
		}
	}
}

func TestSplitAddress(t *testing.T) {
	for text, want := range map[string]place{
		"ấp 4, xã Tân Lập, huyện Tịnh Biên, tỉnh An Giang": {"Tân Lập", "Tịnh Biên", "An Giang"},
		"TP. Rạch Giá":                     {district: "Rạch Giá"},
		"TP.Rạch Giá, Kiên Giang":          {district: "Rạch Giá"},
		"H. Giang Thành":                   {district: "Giang Thành"},
		"P. 5, Q. 3, TP. Hồ Chí Minh":      {"Phường 5", "Quận 3", "Hồ Chí Minh"},
		"TT Cầu Kè":                        {commune: "Cầu Kè"},
		"Thị trấn Cầu Kè - huyện Cầu Kè":   {commune: "Cầu Kè", district: "Cầu Kè"},
		"xã A, Bà Rịa - Vũng Tàu":          {commune: "A"},
		"thị xã Trảng Bàng":                {district: "Trảng Bàng"},
		"Tân Hiệp":                         {},
		"T.P. Hà Tiên":                     {district: "Hà Tiên"},
		"XÃ THÔNG HÒA":                     {commune: "Thông Hòa"},
		"phường Long Tuyền, thành phố Huế": {commune: "Long Tuyền", province: "Huế"},
		"đặc khu Phú Quốc, tỉnh An Giang":  {commune: "Phú Quốc", province: "An Giang"},
		"số 12 đường Nguyễn Huệ":           {},
		"số 5, tỉnh lộ 10, xã B":           {commune: "B"},
	} {
		if got := splitAddress(text); got != want {
			t.Errorf("%q = %+v, want %+v", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"STT\tTên sản phẩm\tHạng sao\nI\tHUYỆN X\n1\t\"\t4 sao\n", "name,star\nA,\"x\ny\",4", "\xff\xfen\x00a\x00m\x00e\x00",
		"# c\nname;producer;star\nA;″;****\n", "PK\x03\x04", "Cộng: 3", "\"\"\"\",\"", "STT,Tên,Sao\n,,3 sao,4 sao\n1,x,y",
		"name,star\nA\u200b\u0309,4\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Read("f", strings.NewReader(string(data)), Options{})
		if (list == nil) == (err == nil) {
			t.Fatal("a list or an error, not both and not neither")
		}
		if list == nil {
			return
		}
		for _, r := range list.Rows {
			if _, refused := r.Refused(); !refused && r.Name == "" {
				t.Fatalf("a row without a name passes: %+v", r)
			}
			if r.Stars.Value < 0 || r.Stars.Value > 5 {
				t.Fatalf("%d stars", r.Stars.Value)
			}
			if r.Name != clean(r.Name) {
				t.Fatalf("name %q is not clean", r.Name)
			}
		}
	})
}
