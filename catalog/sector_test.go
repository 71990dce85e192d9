package catalog

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"
)

func TestSubgroupsAreThoseOfTheSample(t *testing.T) {
	f, err := os.Open("../cmd/ocop/demo/subgroups.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		want, _ := strconv.Atoi(row[1]) // empty is 0: left to the record
		if set, known := subgroupSet(row[0]); !known || set != want {
			t.Errorf("%q is set %d (%v), want %d", row[0], set, known, want)
		}
	}
	if _, known := subgroupSet("sắt thép"); known {
		t.Error("an unknown word passes for a subgroup")
	}
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]ProducerKind{
		"cooperative": Cooperative, "HTX": Cooperative, "Hợp tác xã nông nghiệp": Cooperative, "cooperative_group": CooperativeGroup,
		"Tổ hợp tác": CooperativeGroup, "Công ty TNHH": Enterprise, "Cty CP": Enterprise, "Doanh nghiệp tư nhân": Enterprise,
		"Hộ kinh doanh": Household, "HKD": Household, "Hộ SXKD": Household, "trang trại": Farm, "Hiệp hội": Association,
	} {
		if got, ok := producerKind(text); !ok || got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"Cơ sở sản xuất", "sứ quán", "Hồng"} {
		if got, ok := producerKind(text); ok {
			t.Errorf("%q is %q, want unknown", text, got)
		}
	}
}

func TestGroups(t *testing.T) {
	for text, want := range map[string]string{
		"food": "food", "Thực phẩm": "food", "NHÓM THỰC PHẨM": "food", "Ngành đồ uống": "beverage", "Thảo dược": "herbal",
		"Hàng thủ công mỹ nghệ": "handicraft", "Vải và may mặc": "handicraft", "Lưu niệm - nội thất - trang trí": "handicraft",
		"Sinh vật cảnh": "ornamental", "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch": "tourism",
	} {
		if got, ok := groupSlug(text); !ok || got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got, ok := groupSlug("kim loại"); ok {
		t.Errorf("kim loại is %q", got)
	}
}

func TestAlcoholic(t *testing.T) {
	for _, test := range []struct {
		set            int
		subgroup, name string
		want           bool
	}{
		{14, "", "Nếp cái hoa vàng", true},
		{0, "Rượu", "Ba kích tím", true},
		{0, "", "RƯỢU mơ Yên Tử", true},
		{11, "Chè", "Chè ướp rượu", false},
		{0, "Gạo, ngũ cốc", "Gạo nếp", false},
	} {
		if got := Alcoholic(test.set, test.subgroup, test.name); got != test.want {
			t.Errorf("Alcoholic(%d, %q, %q) = %t", test.set, test.subgroup, test.name, got)
		}
	}
}
