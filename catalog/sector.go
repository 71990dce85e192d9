package catalog

import (
	"strconv"
	"strings"
)

// groupSlug reads a group as lists write it, in the words of any of the three
// generations of criteria; false where it is none of them.
func groupSlug(text string) (string, bool) {
	name := Fold(text)
	for _, prefix := range []string{"nhom ", "nganh ", "hang ", "san pham ", "linh vuc "} {
		name = strings.TrimPrefix(name, prefix)
	}
	switch name {
	case "food", "thuc pham":
		return "food", true
	case "beverage", "beverages", "drinks", "do uong":
		return "beverage", true
	case "herbal", "herbs", "medicinal herbs", "duoc lieu", "thao duoc", "duoc lieu va san pham tu duoc lieu",
		"duoc lieu san pham tu duoc lieu", "san pham tu duoc lieu":
		return "herbal", true
	case "handicraft", "handicrafts", "thu cong my nghe", "vai va may mac", "vai may mac", "luu niem noi that trang tri",
		"thu cong my nghe trang tri", "do luu niem", "luu niem":
		return "handicraft", true
	case "ornamental", "ornamentals", "sinh vat canh", "hoa cay canh":
		return "ornamental", true
	case "tourism", "du lich", "du lich cong dong", "du lich nong thon", "dich vu du lich", "dich vu du lich nong thon",
		"dich vu du lich cong dong", "dich vu du lich cong dong va diem du lich", "dich vu du lich nong thon ban hang",
		"dich vu du lich cong dong du lich sinh thai va diem du lich", "du lich cong dong du lich sinh thai va diem du lich",
		"du lich sinh thai", "diem du lich":
		return "tourism", true
	}
	return "", false
}

// setNumber reads a set as lists write it: its number, alone or after "Bộ", or
// its name in Annex II.
func (a *Atlas) setNumber(text string) (int, bool) {
	if text == "" {
		return 0, false
	}
	name := Fold(text)
	for _, prefix := range []string{"bo ", "san pham ", "tieu chi ", "so "} {
		name = strings.TrimPrefix(name, prefix)
	}
	if n, err := strconv.Atoi(name); err == nil {
		set, ok := a.Set(n)
		return set.Number, ok
	}
	for _, s := range a.Sets {
		if Fold(s.Name) == name || Fold(s.NameEN) == name {
			return s.Number, true
		}
	}
	return 0, false
}

// subgroupSet is the set that a subgroup word of a published list belongs to,
// as read by this project; a decision that names a set is final. known is true
// with set 0 for words that alone do not tell: rượu is 14 or 15 by its making,
// flowers and plants are 23 or 24, and incense is in no set.
func subgroupSet(text string) (set int, known bool) {
	switch Fold(text) {
	case "rau cu qua tuoi":
		return 1, true
	case "thit trung sua tuoi", "thuy san tuoi":
		return 2, true
	case "gao ngu coc":
		return 3, true
	case "mat ong", "duong mat siro":
		return 4, true
	case "thuc an nhanh":
		return 5, true
	case "banh keo", "banh trang bun mien pho", "che bien tu gao ngu coc":
		return 6, true
	case "che bien tu rau cu qua", "cac loai hat", "dau thuc vat":
		return 7, true
	case "thuy san che bien", "che bien tu thit trung sua", "yen sao":
		return 8, true
	case "nuoc mam", "mam":
		return 9, true
	case "gia vi":
		return 10, true
	case "che":
		return 11, true
	case "tra thao moc":
		return 12, true
	case "ca phe ca cao":
		return 13, true
	case "nuoc khoang nuoc uong":
		return 16, true
	case "do uong khong con":
		return 17, true
	case "thuc pham chuc nang thuoc tu duoc lieu", "cao vien duoc lieu":
		return 18, true
	case "my pham cham soc ca nhan tu thao duoc":
		return 19, true
	case "duoc lieu", "tinh dau":
		return 20, true
	case "thu cong my nghe gia dung trang tri", "may tre coi la dan", "gom su", "trang suc do luu niem":
		return 21, true
	case "vai may mac":
		return 22, true
	case "du lich cong dong", "diem du lich", "du lich sinh thai":
		return 26, true
	case "ruou", "hoa cay canh", "huong nhang":
		return 0, true
	}
	return 0, false
}

// producerKind reads the kind of a producer as lists write it.
func producerKind(text string) (ProducerKind, bool) {
	switch name := Fold(text); name {
	case "association", "hoi", "hiep hoi", "trung tam", "trung tam dieu hanh", "hoi hiep hoi":
		return Association, true
	case "farm", "trang trai":
		return Farm, true
	case "cooperative group", "to hop tac", "tht":
		return CooperativeGroup, true
	case "cooperative", "hop tac xa", "htx":
		return Cooperative, true
	case "enterprise", "company", "doanh nghiep", "dn", "dntn":
		return Enterprise, true
	case "household", "household business", "ho", "hkd":
		return Household, true
	default:
		return kindOfName(name)
	}
}

// kindOfName reads the legal form at the beginning of a folded name. "Cơ sở" is
// none: it may be a household or an enterprise.
func kindOfName(folded string) (ProducerKind, bool) {
	for _, form := range []struct {
		kind  ProducerKind
		words []string
	}{
		{CooperativeGroup, []string{"to hop tac", "tht", "to hop tac xa"}},
		{Cooperative, []string{"hop tac xa", "htx", "htxnn", "htxdvnn", "lien hiep hop tac xa", "lien hiep htx"}},
		{Enterprise, []string{"cong ty", "cty", "doanh nghiep", "dntn", "tong cong ty", "chi nhanh cong ty", "tap doan"}},
		{Household, []string{"ho kinh doanh", "ho kd", "hkd", "ho sxkd", "ho san xuat", "ho gia dinh", "ho sx", "ho ca the", "ho ong", "ho ba"}},
		{Farm, []string{"trang trai"}},
	} {
		for _, w := range form.words {
			if folded == w || strings.HasPrefix(folded, w+" ") {
				return form.kind, true
			}
		}
	}
	return "", false
}
