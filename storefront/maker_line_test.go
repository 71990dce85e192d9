package storefront

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ocop/catalog"
)

// villageMaker lets the demo's maker act for a village and returns the address of
// its listing.
func villageMaker(t *testing.T, site *testSite) (listing string, product catalog.Product) {
	t.Helper()
	product, err := site.products.BySlug(t.Context(), "diem-du-lich-cong-dong-con-chim")
	if err != nil {
		t.Fatal(err)
	}
	maker, err := site.accounts.ByLogin(t.Context(), "maker@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if err := site.accounts.ActFor(t.Context(), maker.ID, product.Producer.ID); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("/quan-ly/tin/%d", product.ID), product
}

// TestMakerEditsListsOfAPlace: what can be done there, its houses, months and
// languages, one line or one screen at a time, in both languages.
func TestMakerEditsListsOfAPlace(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	listing, product := villageMaker(t, site)
	before, err := site.stays.Of(t.Context(), product.ID)
	if err != nil {
		t.Fatal(err)
	}
	keys := 0
	step := func(path string, form url.Values, status int, says ...string) {
		t.Helper()
		method := http.MethodGet
		if form != nil {
			method = http.MethodPost
			keys++
			version := 0
			if edit, err := site.edits.OpenOn(t.Context(), catalog.Subject{Kind: catalog.ProductSubject, ID: product.ID}); err == nil {
				version = edit.Version
			}
			form.Set("version", fmt.Sprint(version))
			form.Set("key", fmt.Sprintf("list-%06d", keys))
		}
		response, page := site.as(t, "maker", method, path, form)
		if response.StatusCode != status {
			t.Fatalf("%s %s %v answers %d, want %d", method, path, form, response.StatusCode, status)
		}
		for _, words := range says {
			if !strings.Contains(page, words) {
				t.Errorf("%s %s %v does not say %q", method, path, form, words)
			}
		}
	}
	first := before.Activities[0].Name
	step(listing+"/sua/hoat-dong", nil, http.StatusOK, first, "Thêm hoạt động", `name="was.months"`)
	step("/en/manage/listings/"+strings.TrimPrefix(listing, "/quan-ly/tin/")+"/edit/activities", nil, http.StatusOK, "Add an activity", "Kind of activity")
	step(listing+"/sua/hoat-dong?so=0", nil, http.StatusOK, `value="`+first+`"`, "Sửa hoạt động")
	step(listing+"/sua/hoat-dong", url.Values{"at": {"-1"}, "name": {"<b>Đi</b> chợ"}, "kind": {"dance"}, "minutes": {"lâu"}, "months": {"3", "4"}, "was.months": {""}}, http.StatusUnprocessableEntity,
		`value="&lt;b&gt;Đi&lt;/b&gt; chợ"`, "Loại hoạt động: hãy chọn trong danh sách", "Kéo dài (phút): hãy ghi bằng chữ số", `value="3" checked`, "autofocus")
	step(listing+"/sua/hoat-dong", url.Values{"at": {"-1"}, "kind": {"food"}}, http.StatusUnprocessableEntity, "Tên hoạt động: hãy điền mục này")
	step(listing+"/sua/hoat-dong", url.Values{"at": {"-1"}, "name": {"Đi chợ nổi"}, "kind": {"boat"}, "minutes": {"90"}, "months": {"4", "3"}, "was.months": {""}, "price": {"50.000"}}, http.StatusSeeOther)
	step(listing+"/sua/hoat-dong", nil, http.StatusOK, "Đi chợ nổi", "90 phút, ", "50.000 ₫ một người")
	step(listing+"/sua/hoat-dong", url.Values{"at": {"1"}, "do": {"up"}}, http.StatusSeeOther)
	step(listing+"/sua/hoat-dong", url.Values{"at": {"0"}, "do": {"out"}}, http.StatusSeeOther)
	step(listing+"/sua/hoat-dong", url.Values{"at": {"999"}, "do": {"out"}}, http.StatusSeeOther)
	step(listing+"/sua/nha-don", url.Values{"at": {"-1"}, "name": {"Nhà cô Tám"}, "guests": {"1e9"}}, http.StatusUnprocessableEntity, "Khách ngủ lại một đêm, nhiều nhất: ", `value="1e9"`)
	step(listing+"/sua/nha-don", url.Values{"at": {"-1"}, "name": {"Nhà cô Tám"}, "guests": {"6"}, "languages": {"km"}, "was.languages": {""}}, http.StatusSeeOther)
	step(listing+"/sua/tien-nghi", nil, http.StatusOK, "Tháng đẹp nhất để đến", `name="languages"`, "Có sóng điện thoại")
	step(listing+"/sua/tien-nghi", url.Values{"was.best_months": {"x"}, "best_months": {"1", "13"}}, http.StatusUnprocessableEntity, "Tháng đẹp nhất để đến: hãy chọn trong danh sách")
	step(listing+"/sua/tien-nghi", url.Values{"was.best_months": {"x"}, "best_months": {"12", "1"}, "was.languages": {"x"}, "was.facilities": {"x"}, "facilities": {"wifi"}}, http.StatusSeeOther)
	step(listing, nil, http.StatusOK, "Hoạt động cho khách", "Nhà cô Tám: 6 khách một đêm, tiếng Khmer",
		"Khách ngủ lại một đêm, nhiều nhất: ghi 30, các nhà đã kê cộng lại được 36")
	step(listing+"/sua/giao-thong", nil, http.StatusNotFound)

	edit, err := site.edits.OpenOn(t.Context(), catalog.Subject{Kind: catalog.ProductSubject, ID: product.ID})
	if err != nil {
		t.Fatal(err)
	}
	if edit, err = site.edits.Submit(t.Context(), catalog.Step{EditID: edit.ID, Version: edit.Version, By: edit.AuthorID, Key: "list-submit"}, site.index.Day()); err != nil {
		t.Fatal(err)
	}
	response, page := site.as(t, "national", http.MethodGet, fmt.Sprintf("/van-phong/cho-duyet/%d", edit.ID), nil)
	if !strings.Contains(page, "Nhà cô Tám: 6 khách một đêm") || strings.Contains(page, "office.field.") {
		t.Errorf("the office does not read the lists in words (%d)", response.StatusCode)
	}
	if _, err := site.edits.Approve(t.Context(), catalog.Decision{Step: catalog.Step{EditID: edit.ID, Version: edit.Version, By: edit.AuthorID, Key: "list-approve"}, Over: true, Day: site.index.Day()}); err != nil {
		t.Fatal(err)
	}
	after, err := site.stays.Of(t.Context(), product.ID)
	if err != nil {
		t.Fatal(err)
	}
	names := func(list []catalog.Activity) (names []string) {
		for _, a := range list {
			names = append(names, a.Name)
		}
		return names
	}
	want := append(slices.Delete(names(before.Activities), 1, 2), "Đi chợ nổi")
	if got := names(after.Activities); !slices.Equal(got, want) {
		t.Errorf("there is to do %q, want %q", got, want)
	}
	if last := after.Hosts[len(after.Hosts)-1]; last.Name != "Nhà cô Tám" || last.Guests != 6 || len(after.Hosts) != len(before.Hosts)+1 {
		t.Errorf("the houses are %+v", after.Hosts)
	}
	if before.Hosts[0].ID != after.Hosts[0].ID || before.Hosts[0].Phone != after.Hosts[0].Phone {
		t.Error("a house that nobody touched is another one now")
	}
	if !slices.Equal(after.BestMonths, []int{1, 12}) || len(after.Languages) != 0 || !slices.Equal(after.Facilities, []string{"wifi"}) {
		t.Errorf("the place says %v, %v, %v", after.BestMonths, after.Languages, after.Facilities)
	}
}
