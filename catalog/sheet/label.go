package sheet

import "strings"

// How well a label names a field: an exact word beats the beginning of a
// longer label, and among exact words the more specific one wins.
const (
	rankExact  = 30
	rankCommon = 20 // an exact word that lists also use for other things
	rankWeak   = 10 // counts only when nothing better names the field
	rankBegin  = 5
)

// fieldOf is the field that a column's label names, and how well. A label may
// carry an explanation in brackets or further words: "Tên chủ thể (HTX, DN)",
// "Hạng sao được công nhận".
func fieldOf(label string) (Field, int) {
	if len(label) > 200 {
		return noField, 0
	}
	folded := fold(label)
	if f, rank := exactField(folded); f != noField {
		return f, rank
	}
	if i := strings.IndexAny(label, "(["); i > 0 {
		if f, rank := exactField(fold(label[:i])); f != noField {
			return f, rank - 1
		}
	}
	words := strings.Fields(folded)
	if len(words) > 9 {
		return noField, 0
	}
	for n := len(words) - 1; n > 0; n-- {
		if f := beginField(strings.Join(words[:n], " ")); f != noField {
			return f, rankBegin
		}
	}
	return noField, 0
}

// exactField knows the folded labels of the columns.
func exactField(label string) (Field, int) {
	if f := productField(label); f != noField {
		return f, rankExact
	}
	if f := placeField(label); f != noField {
		return f, rankExact
	}
	if f := ratingField(label); f != noField {
		return f, rankExact
	}
	return commonField(label)
}

func productField(label string) Field {
	switch label {
	case "stt", "tt", "so tt", "so thu tu", "thu tu", "no", "ordinal":
		return FieldOrdinal
	case "id", "record id":
		return FieldID
	case "ten san pham", "ten sp", "ten san pham ocop", "san pham ocop", "ten san pham dich vu",
		"ten san pham du lich", "name", "product name", "product", "name vi", "ten san pham tieng viet":
		return FieldName
	case "name en", "english name", "ten tieng anh", "ten san pham tieng anh", "product name english":
		return FieldNameEN
	case "ten chu the", "chu the", "chu the san xuat", "ten chu the san xuat", "chu the ocop", "ten chu the ocop",
		"chu the san pham", "chu the san xuat kinh doanh", "ten chu the san xuat kinh doanh", "ten co so san xuat",
		"co so san xuat", "ten co so", "co so", "don vi san xuat", "ten don vi san xuat", "nha san xuat", "chu so huu",
		"author", "producer", "producer name", "maker", "manufacturer", "chu the tham gia", "ten co so sxkd", "co so sxkd",
		"chu the sxkd", "chu the thuc hien":
		return FieldProducer
	case "loai hinh", "loai hinh chu the", "loai hinh to chuc", "loai hinh san xuat", "loai hinh kinh te",
		"loai hinh to chuc kinh te", "loai hinh to chuc san xuat", "loai hinh kinh doanh", "loai chu the",
		"hinh thuc to chuc", "producer type", "producer kind", "kind of producer", "type of producer":
		return FieldProducerType
	case "nhom", "nhom san pham", "nganh", "nganh hang", "nganh san pham", "nhom nganh", "nganh nhom", "nhom nganh hang",
		"group", "product group", "sector":
		return FieldGroup
	case "bo", "bo san pham", "bo tieu chi", "bo so", "bo tieu chi so", "set", "criteria set", "set no":
		return FieldSet
	case "phan nhom", "phan nhom san pham", "tieu nhom", "subgroup", "subgroup vi":
		return FieldSubgroup
	case "ma san pham", "ma so san pham", "ma sp", "ma ocop", "ma so ocop", "product code", "code":
		return FieldCode
	case "ghi chu", "note", "notes", "remark", "remarks":
		return FieldNote
	case "source", "source url", "nguon", "nguon tin", "duong dan":
		return FieldSource
	}
	return noField
}

func placeField(label string) Field {
	switch label {
	case "dia chi", "dia chi san xuat", "dia chi chu the", "dia chi co so", "dia chi san xuat kinh doanh", "dia chi sxkd",
		"dia chi lien he", "noi san xuat", "dia diem", "dia diem san xuat", "tru so", "address", "dia chi tru so",
		"dia chi xa huyen", "dia ban":
		return FieldAddress
	case "xa", "phuong", "xa phuong", "phuong xa", "xa phuong thi tran", "xa thi tran", "xa phuong dac khu", "ten xa",
		"don vi hanh chinh cap xa", "cap xa", "commune", "ward":
		return FieldCommune
	case "huyen", "quan", "quan huyen", "huyen quan", "huyen thi xa thanh pho", "huyen thanh pho", "huyen tp", "huyen thi",
		"huyen thi thanh pho", "huyen thi xa", "quan huyen thi xa", "huyen thi xa tp", "ten huyen", "huyen cu", "cap huyen",
		"district", "district former", "former district", "huyen truoc sap nhap":
		return FieldDistrictFormer
	case "tinh", "tinh thanh", "tinh thanh pho", "tinh tp", "ten tinh", "tinh moi", "cap tinh", "province", "province city",
		"tinh thanh pho moi", "tinh hien nay":
		return FieldProvince
	case "tinh cu", "tinh thanh cu", "tinh thanh pho cu", "tinh truoc sap nhap", "tinh truoc 1 7 2025", "province former",
		"former province", "tinh cu truoc 1 7 2025":
		return FieldProvinceFormer
	}
	return noField
}

func ratingField(label string) Field {
	switch label {
	case "hang sao", "so sao", "sao", "cap sao", "muc sao", "hang sao dat duoc", "hang sao dat", "dat hang sao", "xep hang sao",
		"phan hang sao", "sao ocop", "so sao dat duoc", "hang sao ocop", "star", "stars", "ocop star", "ocop stars",
		"star rating":
		return FieldStars
	case "nam", "nam cong nhan", "nam danh gia", "nam dat", "nam xep hang", "nam phan hang", "nam cap", "nam dat chung nhan",
		"nam dat ocop", "nam duoc cong nhan", "year":
		return FieldYear
	case "quyet dinh so", "so quyet dinh", "so qd", "qd so", "quyet dinh", "quyet dinh cong nhan", "so quyet dinh cong nhan",
		"so qd cong nhan", "qd cong nhan", "so ngay quyet dinh", "so ngay thang quyet dinh", "so quyet dinh ngay thang nam",
		"decision no", "decision", "decision number":
		return FieldDecisionNo
	case "ngay quyet dinh", "ngay cong nhan", "ngay ban hanh", "ngay cap", "ngay ky", "ngay qd", "ngay thang quyet dinh",
		"ngay thang nam quyet dinh", "ngay ban hanh quyet dinh", "ngay thang cong nhan", "ngay thang nam cong nhan",
		"thoi gian cong nhan", "thoi diem cong nhan", "ngay cap giay chung nhan", "decision date", "issued", "issued on",
		"date of decision", "issue date":
		return FieldDecisionDate
	case "co quan ban hanh", "co quan cong nhan", "co quan cap", "co quan quyet dinh", "don vi cong nhan", "don vi cap",
		"noi cap", "don vi ban hanh", "co quan ban hanh quyet dinh", "issuer", "issued by", "issuing authority", "authority":
		return FieldIssuer
	case "ngay het han", "het han", "ngay het hieu luc", "co gia tri den", "hieu luc den", "co hieu luc den", "gia tri den",
		"het hieu luc", "thoi han", "thoi han hieu luc", "han hieu luc", "thoi han den", "ngay het han giay chung nhan",
		"han giay chung nhan", "het hieu luc ngay", "expires", "expires on", "expiry", "expiry date", "valid until":
		return FieldExpiresOn
	}
	return noField
}

// commonField knows words that lists also use for other columns, so that they
// count less than the specific ones.
func commonField(label string) (Field, int) {
	switch label {
	case "san pham", "ten hang hoa", "ten hang", "hang hoa":
		return FieldName, rankCommon
	case "ten":
		return FieldName, rankWeak
	case "don vi", "ten don vi", "doanh nghiep", "ten doanh nghiep", "htx", "hop tac xa", "to chuc", "cong ty", "company",
		"to chuc ca nhan", "ten to chuc ca nhan", "doanh nghiep htx", "ten htx", "don vi chu the":
		return FieldProducer, rankCommon
	case "xep hang", "phan hang", "xep loai", "hang", "rating", "rank", "dat hang", "xep hang ocop", "phan hang ocop",
		"danh gia phan hang", "hang san pham", "ket qua phan hang", "ket qua xep hang", "ket qua danh gia phan hang",
		"ket qua danh gia xep hang", "tieu chuan":
		return FieldStars, rankCommon
	case "ket qua", "ket qua danh gia", "danh gia", "dat", "chung nhan":
		return FieldStars, rankWeak
	case "loai san pham", "dong san pham":
		return FieldSubgroup, rankCommon
	case "linh vuc":
		return FieldGroup, rankCommon
	case "dia phuong":
		return FieldAddress, rankCommon
	case "ma so":
		return FieldCode, rankCommon
	case "date", "ngay", "ngay thang nam", "ngay thang":
		return FieldDecisionDate, rankWeak
	case "url", "link", "lien ket":
		return FieldSource, rankCommon
	}
	return noField, 0
}

// beginField knows the beginnings by which longer labels are still understood.
// Short words are left out: "Năm thành lập" is no year of rating, "Mã số thuế"
// no product code, "Tình trạng" no province.
func beginField(label string) Field {
	switch label {
	case "ten san pham", "san pham":
		return FieldName
	case "ten chu the", "chu the", "ten co so san xuat", "co so san xuat", "don vi san xuat", "ten don vi san xuat":
		return FieldProducer
	case "loai hinh":
		return FieldProducerType
	case "dia chi", "dia diem san xuat":
		return FieldAddress
	case "hang sao", "so sao", "xep hang", "phan hang", "ket qua phan hang", "ket qua xep hang", "ket qua danh gia":
		return FieldStars
	case "quyet dinh so", "so quyet dinh", "quyet dinh cong nhan":
		return FieldDecisionNo
	case "ngay quyet dinh", "ngay cong nhan", "ngay ban hanh":
		return FieldDecisionDate
	case "co quan ban hanh", "co quan cong nhan":
		return FieldIssuer
	case "ngay het han", "ngay het hieu luc":
		return FieldExpiresOn
	case "nhom san pham", "nganh san pham":
		return FieldGroup
	case "phan nhom":
		return FieldSubgroup
	case "bo san pham", "bo tieu chi":
		return FieldSet
	case "ma san pham", "ma so san pham":
		return FieldCode
	case "nam cong nhan", "nam danh gia":
		return FieldYear
	}
	return noField
}
